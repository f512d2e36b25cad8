"""OpenTelemetry: where traces go, by OTLP over HTTP. Needs the extra ``telemetry``.

Spans are handed over by a thread of the SDK's own, in batches: a collector that does not answer
loses them, and holds nothing up.
"""

from typing import Any

from services.runtime.errors import ConfigurationError
from services.runtime.sections import TelemetrySettings
from services.runtime.tracing import HEADER, Span, Tracer

PATH = "/v1/traces"

LIMIT = 5.0
"""Seconds of machine time for one batch, and for what is left at the end."""


class OtelSpan:
    """The port ``Span``."""

    def __init__(self, span: Any) -> None:
        self._span = span

    @property
    def traceparent(self) -> str:
        """As W3C writes it; sampled, or it would not be here."""
        own = self._span.get_span_context()
        return f"00-{own.trace_id:032x}-{own.span_id:016x}-01"

    def end(self) -> None:
        """It is over."""
        self._span.end()


class OtelTracer:
    """The port ``Tracer``.

    Args:
        provider: the SDK's ``TracerProvider``, with its sampler and exporter.
    """

    def __init__(self, provider: Any) -> None:
        # The SDK is loaded where traces are wanted, and nowhere else.
        from opentelemetry.trace import SpanKind  # noqa: PLC0415 - see above
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415 - the same
            TraceContextTextMapPropagator,
        )

        self._provider = provider
        self._tracer = provider.get_tracer("forestall")
        self._server = SpanKind.SERVER
        self._read = TraceContextTextMapPropagator()

    def begin(self, name: str) -> Span | None:
        """See ``Tracer``: whoever calls us may be in a trace of their own, which is not ours."""
        from opentelemetry.context import Context  # noqa: PLC0415 - loaded by now

        span = self._tracer.start_span(name, context=Context(), kind=self._server)
        return OtelSpan(span) if span.is_recording() else None

    def child(self, name: str, parent: str) -> Span:
        """See ``Tracer``."""
        context = self._read.extract({HEADER: parent})
        return OtelSpan(self._tracer.start_span(name, context=context))

    def close(self) -> None:
        """See ``Tracer``."""
        self._provider.force_flush(int(LIMIT * 1000))
        self._provider.shutdown()


def tracer_of(settings: TelemetrySettings, service: str) -> Tracer | None:
    """The tracer that the settings ask for; None where they ask for none.

    Raises:
        ConfigurationError: the extra ``telemetry`` is not installed.
    """
    if settings.endpoint is None:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - an extra
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - the same
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - the same
        from opentelemetry.sdk.trace.sampling import (  # noqa: PLC0415 - the same
            ParentBased,
            TraceIdRatioBased,
        )
    except ImportError as error:
        problem = "telemetry.endpoint: traces need the extra: pip install 'forestall[telemetry]'"
        raise ConfigurationError([problem]) from error
    provider = TracerProvider(
        sampler=ParentBased(TraceIdRatioBased(settings.sample)),
        resource=Resource.create({"service.name": f"forestall-{service}"}),
        shutdown_on_exit=False,
    )
    exporter = OTLPSpanExporter(endpoint=f"{settings.endpoint}{PATH}", timeout=LIMIT)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return OtelTracer(provider)
