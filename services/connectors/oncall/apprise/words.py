"""What is written of a page, of its end, and of notices, where nothing but words arrives. Pure.

A chat or a mailbox knows no identity: each alert has a short reference, the same in its first word
and in its last, by which people match the two. ``Forestall`` stands in every message: DingTalk and
Feishu let a robot say only what holds a keyword.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from services.connectors.oncall.audience import route_of
from services.connectors.ports import Alert
from services.runtime.ids import text_hash

BYTES = 1800
"""Of a message as UTF-8: the least that any of these takes is 2,048 (WeCom), title included."""

_LINE = 300
_PARAGRAPH = 500
_LINK = 400
_REFERENCE = 8


@dataclass(frozen=True, slots=True)
class Words:
    """One message.

    Attributes:
        kind: how it looks, where the receiver has looks.
    """

    title: str
    body: str
    kind: Literal["failure", "success", "warning"]


def reference(alert: Alert) -> str:
    """The alert's identity in a few characters."""
    return f"Forestall F-{text_hash(alert.dedup_key)[:_REFERENCE]}"


def of_page(alert: Alert) -> Words:
    """A page that stands, or its end."""
    if alert.ends_at is not None:
        body = f"The page is over since {_utc(alert.ends_at)}.\n{reference(alert)}"
        return Words(_cut(f"Over: {alert.summary}", _LINE), body, "success")
    return Words(_cut(f"PAGE: {alert.summary}", _LINE), _paragraphs(alert), "failure")


def of_notices(alerts: Sequence[Alert]) -> list[Words]:
    """Notices that stand, in as few messages as they fit in."""
    messages: list[list[str]] = []
    for told in map(_notice, alerts):
        if not messages or _size([*messages[-1], told]) > BYTES:
            messages.append([])
        messages[-1].append(told)
    return [Words(_counted(len(parts)), "\n\n".join(parts), "warning") for parts in messages]


def _notice(alert: Alert) -> str:
    return f"{_cut(alert.summary, _LINE)}\n{_paragraphs(alert)}"


def _counted(number: int) -> str:
    return "1 notice" if number == 1 else f"{number} notices"


def _paragraphs(alert: Alert) -> str:
    lines = [
        f"Why now: {_cut(alert.why_now, _PARAGRAPH)}" if alert.why_now else "",
        f"What to do: {_cut(alert.what_to_do, _PARAGRAPH)}" if alert.what_to_do else "",
        alert.link if len(alert.link) <= _LINK else "",
        f"{reference(alert)} · {route_of(alert.labels)} · since {_utc(alert.starts_at)}",
    ]
    return "\n".join(line for line in lines if line)


def _cut(text: str, most: int) -> str:
    """One line of at most so many bytes; what is longer ends in three dots."""
    line = " ".join(text.split())
    raw = line.encode()
    return line if len(raw) <= most else f"{raw[: most - 3].decode(errors='ignore')}..."


def _size(parts: Iterable[str]) -> int:
    return len("\n\n".join(parts).encode())


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
