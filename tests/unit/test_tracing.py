"""Traces: nothing at all while off; the SDK's spans where it is installed."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import pytest

from services.runtime import tracing
from services.runtime.errors import ConfigurationError
from services.runtime.sections import TelemetrySettings
from services.runtime.telemetry import OtelTracer, tracer_of
from services.runtime.tracing import Tracer
from tests.contract.loopback import Reply, loopback
from tests.support.tracing import recording

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
RECORDS = [[("a", b"b")], [("traceparent", TRACE.encode())], [("traceparent", TRACE.encode())]]


def test_off_makes_nothing() -> None:
    """One and the same nothing for every step, whatever it is asked; no span, no list of traces."""
    nothing = tracing.step("a", TRACE)
    assert tracing.first("webhook") is nothing
    assert tracing.step("b") is nothing
    assert tracing.steps("handle", RECORDS) is nothing
    assert tracing.traces_of(RECORDS) == []
    with nothing:
        assert tracing.current() == ""


def test_off_does_not_load_the_sdk() -> None:
    """No service imports it before the settings want it."""
    loaded = (
        "import sys, services.ingest.app, services.tracker.app, services.notifier.app; "
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0  # noqa: S603


def test_what_is_not_sampled_is_followed_nowhere() -> None:
    """The first span decides; without a trace a step is nothing."""
    with recording(samples=False) as told, tracing.first("webhook"), tracing.step("call"):
        assert tracing.current() == ""
    assert told.spans == []


def test_steps_are_children_of_the_first() -> None:
    """Also of a step within a step; each ends once, and the trace is forgotten after its block."""
    with recording() as told:
        with tracing.first("webhook"):
            first = tracing.current()
            with tracing.step("a"), tracing.step("b"):
                assert tracing.current() == first
        assert tracing.current() == ""
        with tracing.steps("handle", RECORDS):
            assert tracing.current() == "", "what is done for one record says so itself"
    assert [(span.name, span.parent) for span in told.spans] == [
        ("webhook", ""),
        ("a", first),
        ("b", first),
        ("handle", TRACE),
    ]
    assert {span.ended for span in told.spans} == {1}


def test_a_span_ends_however_its_block_does() -> None:
    """An error goes on its way."""
    with recording() as told, pytest.raises(ZeroDivisionError), tracing.step("a", TRACE):
        raise ZeroDivisionError
    assert [span.ended for span in told.spans] == [1]


def test_without_an_endpoint_there_is_no_tracer() -> None:
    """The default."""
    assert tracer_of(TelemetrySettings(), "edge") is None


def test_without_the_extra_the_setting_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said with what to install."""
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(ConfigurationError, match=r"forestall\[telemetry\]"):
        tracer_of(TelemetrySettings(endpoint="http://127.0.0.1:9"), "edge")


@pytest.fixture(name="otel")
def _otel() -> Iterator[Tracer]:
    pytest.importorskip("opentelemetry.sdk")
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - an extra

    made = OtelTracer(TracerProvider(shutdown_on_exit=False))
    yield made
    made.close()


def test_the_sdk_keeps_a_trace_together(otel: Tracer) -> None:
    """A child carries its parent's trace, and a name of its own."""
    first = otel.begin("webhook")
    assert first is not None
    child = otel.child("act", first.traceparent)
    assert first.traceparent.split("-")[1] == child.traceparent.split("-")[1]
    assert first.traceparent != child.traceparent
    assert otel.child("act", TRACE).traceparent.split("-")[1] == TRACE.split("-")[1]
    assert otel.child("act", "no trace at all").traceparent


async def test_spans_reach_a_collector() -> None:
    """By OTLP over HTTP, at the end of the process at the latest; none that is not sampled."""
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    async with loopback() as server:
        server.answers(Reply(200))
        for sample, sent in ((1.0, 1), (0.0, 0)):
            server.received.clear()
            settings = TelemetrySettings(endpoint=server.url, sample=sample)
            made = tracer_of(settings, "edge")
            assert made is not None
            span = made.begin("webhook")
            assert (span is not None) == bool(sent)
            if span is not None:
                span.end()
            await asyncio.to_thread(made.close)
            assert [one.path for one in server.received] == ["/v1/traces"] * sent
            assert all(b"forestall-edge" in one.body for one in server.received)
