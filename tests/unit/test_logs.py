"""Logging: a line never holds personal words or secrets, whoever wrote it and however."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from pydantic import BaseModel, SecretStr, ValidationError

from services.runtime import logs
from services.runtime.errors import InvalidInput


class Written:
    """What was logged, line by line."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """All of it."""
        return self._stream.getvalue()

    @property
    def last(self) -> dict[str, Any]:
        """The last line, as JSON."""
        line: dict[str, Any] = json.loads(self.text.splitlines()[-1])
        return line


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """Logging set up as a service's, written to memory."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure("tracker")
    yield Written(stream)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def test_a_line_is_json_with_service_order_and_trace(written: Written) -> None:
    """Away from a terminal a machine reads it; what is bound is on every line of the block."""
    log = structlog.get_logger()
    with logs.about(order="lazada/a/1", trace="t-1"):
        log.info("case.planned", actions=2)
    line = written.last
    assert line["event"] == "case.planned"
    assert (line["service"], line["order"], line["trace"]) == ("tracker", "lazada/a/1", "t-1")
    assert (line["level"], line["actions"]) == ("info", 2)
    assert line["timestamp"].endswith("Z")
    log.info("after")
    assert "order" not in written.last


def test_personal_words_and_secrets_are_withheld_at_every_depth(written: Written) -> None:
    """The safety net for whoever logs a whole object."""
    structlog.get_logger().info(
        "oops",
        buyer="Maria",
        body={"text": "where is it"},
        seen=[{"address": "Rua 1", "token": "tok-1", "size": 3}],
        key=SecretStr("sec-1"),
        url="postgresql://forestall:pw-1@127.0.0.1/forestall",
    )
    for word in ("Maria", "where is it", "Rua 1", "tok-1", "sec-1", "pw-1"):
        assert word not in written.text
    assert written.last["seen"][0]["size"] == 3
    assert written.last["url"].endswith("@127.0.0.1/forestall")


def test_a_librarys_exception_does_not_quote_its_input(written: Written) -> None:
    """Pydantic puts what it choked on into its words; the line says what and where, not that."""

    class Model(BaseModel):
        at: int

    try:
        Model.model_validate({"at": "Senhora Maria"})
    except ValidationError:
        structlog.get_logger().exception("unexpected")
    assert "Maria" not in written.text
    assert written.last["error"] == "ValidationError"
    assert any("test_logs.py" in frame for frame in written.last["frames"])


def test_our_own_errors_keep_their_words(written: Written) -> None:
    """They are written to be read by people, and hold nothing personal."""
    structlog.get_logger().warning("dead", exc_info=InvalidInput("unreadable", "no order id"))
    assert written.last["error"] == "InvalidInput: unreadable: no order id"


def test_libraries_take_the_same_way(written: Written) -> None:
    """One format for every line; what the libraries chat about is not written."""
    logging.getLogger("a.library").warning("Closed: %s", "no client")
    line = written.last
    assert (line["event"], line["logger"]) == ("Closed: no client", "a.library")
    assert line["service"] == "tracker"
    logging.getLogger("httpx").info("HTTP Request: GET https://x/?access_token=tok-2")
    logging.getLogger("aiokafka").error("Unable to connect")
    assert "tok-2" not in written.text
    assert "Unable" not in written.text, "it would say so at each try"


def test_a_librarys_exception_logged_by_a_library_is_plain_too(written: Written) -> None:
    """The same net is under both ways."""
    try:
        raise ValueError("Senhora Maria")
    except ValueError:
        logging.getLogger("asyncio").exception("task failed")
    assert "Maria" not in written.text
    assert written.last["error"] == "ValueError"
