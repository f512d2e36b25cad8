"""Logging: one line an event, JSON unless a person is watching at a terminal.

A line names an order by its key and an event by its trace; it never holds a buyer's name, address
or words, nor a secret. Whoever logs sees to that; the processors here are the safety net.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, cast

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor

from services.runtime.errors import ForestallError

WITHHELD = "[withheld]"

PERSONAL = frozenset(
    {"address", "body", "buyer", "city", "email", "message", "name", "phone", "recipient", "text"}
)
"""Keys under which somebody might log a buyer's words or whereabouts; their values never leave."""

SECRET = frozenset(
    {"authorization", "password", "routing_key", "secret", "secrets", "sign", "token"}
)

_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
_QUIET = ("httpx", "httpcore", "aiohttp.access", "uvicorn.access", "asyncio")
"""They log addresses with their queries, and a query may hold a token."""

_SILENT = ("aiokafka", "apprise", "requests", "urllib3")
"""The first logs each of its tries; that Kafka does not answer, and what failed, is said by ours
once. The others name addresses that hold tokens; what a receiver did not accept is said by ours."""


def configure(service: str, *, level: int = logging.INFO) -> None:
    """Set logging up for this process; libraries' own lines take the same way.

    Args:
        service: bound to every line.
        level: the least that is written.
    """
    terminal = sys.stderr.isatty()
    renderer: Processor = (
        structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _plain_exception,
        withhold,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)
    _route_libraries([*shared], renderer, level)


def _route_libraries(shared: list[Processor], renderer: Processor, level: int) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def get_logger() -> FilteringBoundLogger:
    """The logger; safe to keep in a module, it is set up at the first line."""
    return cast("FilteringBoundLogger", structlog.get_logger())


@contextmanager
def about(
    *, order: str | None = None, shop: str | None = None, trace: str | None = None
) -> Iterator[None]:
    """Bind what is known of these to every line of the block, of tasks begun in it as well.

    Args:
        order: the order's key.
        shop: the shop's key, where no order says it.
        trace: what the event's lines are found by in every service.
    """
    given = {"order": order, "shop": shop, "trace": trace}
    known = {key: value for key, value in given.items() if value}
    with structlog.contextvars.bound_contextvars(**known):
        yield


def withhold(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Take out what could be personal or secret, at every depth."""
    return {key: _safe(key, value) for key, value in event.items()}


def _safe(key: str, value: Any) -> Any:
    if key in PERSONAL or key in SECRET:
        return WITHHELD
    if isinstance(value, str):
        return _LOGIN.sub(f"{WITHHELD}@", value) if "://" in value else value
    if isinstance(value, MutableMapping):
        return {inner: _safe(str(inner), item) for inner, item in value.items()}
    if isinstance(value, list | tuple):
        return [_safe("", item) for item in value]
    return value


def _plain_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Say where an exception came from, and its words only where they are our own.

    A library's exception quotes what it choked on: pydantic the buyer's message, PostgreSQL the
    row.
    """
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else _current(given)
    if error is not None:
        event["error"] = describe(error)
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def describe(error: BaseException) -> str:
    """An exception in a few words that are safe to log: its type, and our own errors' text."""
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, ForestallError | OSError) else name


def _current(
    given: bool
    | tuple[type[BaseException], BaseException, TracebackType]
    | tuple[None, None, None],
) -> BaseException | None:
    return given[1] if isinstance(given, tuple) else sys.exc_info()[1]
