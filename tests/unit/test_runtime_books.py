"""What a consumer says of itself reaches whoever is told: each reason, each episode."""

import asyncio
from datetime import UTC, datetime
from unittest.mock import create_autospec

import pytest

from services.runtime.kafka import books
from services.runtime.kafka.books import Books, OnBug, ParkedBug
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.record import Record
from tests.support.sealed import vault

RECORD = Record("orders", 0, 7, b"k", b"", (), datetime(2026, 3, 2, tzinfo=UTC))


def _books(on_bug: OnBug) -> Books:
    return Books(group="g", vault=vault("s"), producer=create_autospec(Producer), on_bug=on_bug)


async def test_two_tellers_at_once_leave_nothing_untold() -> None:
    """The consumer and its retries tell side by side; a reason noted meanwhile is told too."""
    told: list[str] = []
    free = asyncio.Event()

    async def slow(bug: ParkedBug) -> None:
        await free.wait()
        told.append(bug.reason)

    own = _books(slow)
    telling = [asyncio.create_task(own.remind([(RECORD, reason)])) for reason in "ab"]
    await asyncio.sleep(0)
    free.set()
    await asyncio.gather(*telling)
    assert set(told) == {"a", "b"}


async def test_a_reason_that_goes_on_is_told_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once within the span, and again after it: its page may have ended meanwhile."""
    told: list[str] = []

    async def note(bug: ParkedBug) -> None:
        told.append(bug.reason)

    own = _books(note)
    for _ in range(2):
        await own.remind([(RECORD, "a")])
    assert told == ["a"]
    monkeypatch.setattr(books, "TELL_EVERY", 0.0)
    await own.remind([(RECORD, "a")])
    assert told == ["a", "a"]
