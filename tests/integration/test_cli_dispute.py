"""``forestall dispute answer`` and ``forestall case evidence`` on the real database."""

from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import click
import pytest

from schemas.base import Money
from services.runtime.clock import SteppedClock
from services.runtime.ids import text_hash
from services.runtime.kafka.profile import KafkaProfile
from tests.support import notifier, tracks
from tests.support.notifier import KEY
from tests.support.notifier_shell import Shell, open_shell
from tests.support.terminal import Terminal, terminal
from tests.support.tracker import tracker

ASKED = Money(amount=Decimal("12.50"), currency="MYR")
WORDS = "Tax number is needed"


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    found = await terminal(kafka, postgres_url, tmp_path)
    found.stands_at(notifier.NOW)
    return found


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    assert forestall
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(notifier.order(), notifier.parcel(), notifier.dispute(amount=ASKED))
        yield shell
    finally:
        await shell.pool.close()


async def test_an_answer_is_shown_asked_about_and_told_of(
    shell: Shell, forestall: Terminal
) -> None:
    """Only with words, below what is asked, and confirmed; where no call carries it, it says so."""
    answer = ("dispute", "answer", KEY)
    assert "--words" in await forestall.says(*answer, "--refuse", code=2)
    assert "give one of" in await forestall.says(*answer, "--accept", "--propose", "1", code=2)
    words = ("--words", "It is on its way.")
    assert "below 12.50" in await forestall.says(*answer, "--propose", "13", *words, code=2)
    asked = await forestall.says(*answer, "--accept", code=1)
    assert "12.50 MYR" in asked
    assert "Money that it pays does not come back" in asked
    assert not await shell.tasks("answered-by-hand")
    unread = await forestall.says(*answer, "--refuse", *words, "--yes", code=2)
    assert "no public address" in unread  # its reasons cannot be asked for: nothing is used up
    told = await forestall.says(*answer, "--say", *words, "--yes", code=1)
    assert "not given" in told
    assert await shell.tasks("dispute-opened") == [("do", "open")]


async def test_the_time_that_a_person_takes_is_none_of_the_claims(
    shell: Shell, forestall: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is claimed when it was let go; else its lease would have ended before the call is made."""
    later = notifier.NOW + timedelta(minutes=30)

    def agreed(*_: object, **__: object) -> bool:
        forestall.stands_at(later)
        return True

    monkeypatch.setattr(click, "confirm", agreed)
    await forestall.says("dispute", "answer", KEY, "--say", "--words", "It comes.", code=1)
    action = await shell.action("answered-by-hand")
    assert action["claimed_at"] == later


async def test_evidence_is_drafted_with_what_usually_decides(
    shell: Shell, forestall: Terminal, postgres_url: str, tmp_path: Path
) -> None:
    """Facts in order, the scan that asked the buyer, the answers by hash, words to start from."""
    assert shell
    clock = SteppedClock(tracks.at(0))
    async with tracker(postgres_url, clock) as ground:
        await ground.orders(tracks.order(tracks.NUMBER))
        await ground.registrar.register()
        ground.step(tracks.at(9.5))
        ground.provider.known[tracks.NUMBER] = tracks.update(
            tracks.scan(1, tracks.DEPARTED, "Departed"),
            tracks.scan(9.4, tracks.NEEDS_PAPERS, WORDS),
        )
        await ground.poller.poll()
    out = tmp_path / "evidence"
    said = await forestall.says("case", "evidence", KEY, "--out", str(out))
    draft = (out / "evidence.md").read_text(encoding="utf-8")
    assert str(out / "evidence.md") in said
    asked = next(line for line in draft.splitlines() if WORDS in line)
    assert "The buyer was asked to act so that customs releases it." in asked
    assert draft.index('"Departed"') < draft.rindex(WORDS)
    assert "12.5 MYR" in draft or "12.50 MYR" in draft
    assert "responsible" in await forestall.says("case", KEY)
    assert "responsible" not in draft  # ours to know, and not the platform's to be told
    kept = list((out / "answers").iterdir())
    assert kept
    for one in kept:
        assert one.stem == text_hash(one.read_text(encoding="utf-8"))
        assert f"answers/{one.name}" in draft
        assert f"answer `{one.stem}`" in asked
    await forestall.says(
        "case", "evidence", KEY, "--out", str(out), "--format", "html", "--language", "th"
    )
    assert '<html lang="th">' in (out / "evidence.html").read_text(encoding="utf-8")
    unknown = await forestall.says("case", "evidence", KEY + "9", "--out", str(out), code=2)
    assert "there is no order" in unknown
