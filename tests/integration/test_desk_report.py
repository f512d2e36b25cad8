"""The week's report: printed, written, and mailed once however many desks there are."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.cli.checks import mailboxes
from services.desk.app import MIGRATIONS
from services.desk.insight.asked import asked_of
from services.desk.insight.gather import Gatherer
from services.desk.insight.post import LEASE, READ_FIRST, Postman, due_at
from services.desk.insight.report import page, report_of, text, write
from services.desk.insight.store import SCHEMA
from services.desk.insight.tables import TABLES
from services.desk.insight.weeks import WEEK, read
from services.desk.who import Person
from services.desk.words import Words
from services.runtime.errors import ConfigurationError
from services.runtime.postgres.migrate import migrate
from services.runtime.reports import ReportSettings
from services.runtime.settings import Settings
from services.runtime.shops import StaffLanguage
from services.tracker.app import MIGRATIONS as TRACKER
from tests.contract.loopback import Reply
from tests.contract.mailbox import Mailbox, mail, mailbox
from tests.support.desk import room_of
from tests.support.notifier import dispute, hold, message, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

MONDAY = read("2026-W11")
"""Of ``NOW``."""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier with an order of which everything may be told."""
    await migrate(postgres_url, "tracker", TRACKER)
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    shell = await open_shell(postgres_url)
    await shell.tell(order(), parcel(hold(), carrier="Cainiao"), message(), dispute())
    yield shell
    await shell.pool.close()


def settings_of(box: Mailbox) -> ReportSettings:
    """Two letters, of all shops and of one, to a mailbox on this machine."""
    return ReportSettings.model_validate(
        {
            "mailbox": {
                "sender": "desk@example.com",
                "name": "Forestall",
                "host": "127.0.0.1",
                "port": int(box.url.rpartition(":")[2]),
                "tls": "none",
            },
            "letters": [
                {"name": "all", "to": ["ann@example.com", "bob@example.com"]},
                {"name": "one", "to": ["li@example.com"], "shops": [SHOP], "language": "zh-Hans"},
            ],
            "zone": "Asia/Shanghai",
        }
    )


def postman_of(shell: Shell, box: Mailbox) -> Postman:
    """One of the desks."""
    return Postman(shell.pool, shell.clock, room_of(shell).settings, settings_of(box))


async def read_all(shell: Shell) -> None:
    """What the desk's other loop does."""
    await Gatherer(shell.pool, shell.clock, room_of(shell).settings).to_the_end()


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_report_tells_every_table(
    shell: Shell, language: StaffLanguage, tmp_path: Path
) -> None:
    """As text, as a page that loads nothing, and as files; in either language, with its plots."""
    await read_all(shell)
    settings = room_of(shell).settings
    shell.clock.step_to(shell.clock.now() + WEEK)
    asked = asked_of({"by": "shop"}, Person("r", "viewer"), settings.shops, shell.clock.now())
    report = await report_of(shell.pool, asked, Words(language))
    assert {table.name for table in report.tables} == set(TABLES)
    assert asked.week == MONDAY
    told, shown = text(report), page(report)
    for said in (told, shown):
        assert SHOP in said
        assert Words(language).word("From contact to no dispute") in said
    assert "<script" not in shown
    assert "http://" not in shown.replace("http://www.w3.org", "")
    written = write(report, tmp_path)
    assert {path.suffix for path in written} == {".html", ".csv"}
    assert write(report, tmp_path) == written


async def test_a_letter_is_mailed_once_by_any_number_of_desks(shell: Shell) -> None:
    """Not before it is due, and not before the week has been read; each address gets one."""
    async with mailbox() as box:
        desks = [postman_of(shell, box) for _ in range(3)]
        due = due_at(settings_of(box), MONDAY)
        shell.clock.step_to(due - timedelta(minutes=1))
        await asyncio.gather(*(desk._pass() for desk in desks))
        shell.clock.step_to(due)
        assert await desks[0]._pass() == due + READ_FIRST
        assert not box.received
        await read_all(shell)
        await asyncio.gather(*(desk._pass() for desk in desks))
        await desks[0]._pass()
        assert sorted(one.path for one in box.received) == [
            "ann@example.com",
            "bob@example.com",
            "li@example.com",
        ]
        letters = {one.path: mail(one) for one in box.received}
        assert letters["li@example.com"]["Subject"] == "Forestall: 2026-W11周报"
        names = [part.get_filename() for part in letters["ann@example.com"].iter_attachments()]
        assert names[0] == "forestall-2026-W11.html"
        _, *tables = letters["li@example.com"].iter_attachments()
        assert tables
        for part in tables:
            raw = part.get_payload(decode=True)
            assert isinstance(raw, bytes)
            file = io.StringIO(raw.decode("utf-8-sig"), newline="")
            rows = list(csv.reader(file, strict=True))
            assert len({len(row) for row in rows}) == 1
            assert raw.count(b"\r\n") == raw.count(b"\n") == len(rows) > 1
        assert "forestall-2026-W11-week.csv" in names
        assert SHOP in letters["ann@example.com"].get_body().get_content()  # type: ignore[union-attr]
        assert await desks[0]._pass() == due + WEEK


async def test_a_letter_that_failed_is_sent_later_to_whom_it_did_not_reach(shell: Shell) -> None:
    """By another desk where the first has died: an hour later in domain time."""
    async with mailbox() as box:
        desk, other = postman_of(shell, box), postman_of(shell, box)
        shell.clock.step_to(due_at(settings_of(box), MONDAY))
        await read_all(shell)
        box.answers(Reply(), Reply(503), Reply())
        again = await desk._pass()
        assert again is not None
        assert sorted(one.path for one in box.received) == [
            "ann@example.com",
            "bob@example.com",
            "li@example.com",
        ]
        taken = await desk.take(desk.letters[0], MONDAY, again)
        assert taken is not None  # ... and here it dies
        shell.clock.step_to(again)
        await other._pass()
        assert len(box.received) == 3
        shell.clock.step_to(again + LEASE)
        await other._pass()
        assert [one.path for one in box.received[3:]] == ["bob@example.com"]
        assert mail(box.received[3])["Message-ID"] == mail(box.received[0])["Message-ID"]


async def test_a_letter_is_about_shops_that_there_are(shell: Shell) -> None:
    """A shop's misspelt key is told before the desk begins, not when the letter is due."""
    async with mailbox() as box:
        told = settings_of(box)
        wrong = told.letters[1].model_copy(update={"shops": ("temu/nope",)})
        letters = told.model_copy(update={"letters": (wrong,)})
        with pytest.raises(ConfigurationError, match="one: there is no shop temu/nope"):
            Postman(shell.pool, shell.clock, room_of(shell).settings, letters)


async def test_doctor_tells_whether_the_report_can_be_mailed(shell: Shell) -> None:
    """Each of mailbox, shops and desk that is wrong, with what to do; nothing is sent."""
    async with mailbox() as box:
        settings = _with_report(shell, settings_of(box))
        (found,) = await mailboxes.report(settings)
        assert (found.level, found.do) == ("ok", "")
        assert "3 addresses (mon from 8:00, Asia/Shanghai)" in found.what
        assert not box.received
    wrong = settings_of(box)
    letters = [wrong.letters[1].model_copy(update={"shops": ("temu/nope",)})]
    wrong = wrong.model_copy(update={"letters": tuple(letters)})
    found_of = [
        (found.level, found.what, found.do)
        for found in await mailboxes.report(_with_report(shell, wrong, header=""))
    ]
    (first, second, third) = found_of
    assert first[:2] == ("problem", "desk.report.letters: one: there is no shop temu/nope")
    assert second[:2] == ("warning", "desk.report: no desk is set up that would mail it")
    assert third[0] == "problem"
    assert "the mailbox does not let us in" in third[1]
    assert f"127.0.0.1:{wrong.mailbox.port} may be reached" in third[2]
    assert all(do for _, _, do in found_of)


async def test_doctor_names_a_letter_that_was_not_mailed(shell: Shell) -> None:
    """Until it is, and no longer than it is tried."""
    async with mailbox() as box:
        settings = _with_report(shell, settings_of(box))
        shell.clock.step_to(due_at(settings_of(box), MONDAY))
        await read_all(shell)
        box.answers(Reply(503), Reply())
        again = await postman_of(shell, box)._pass()
        assert again is not None
        (found,) = await mailboxes.mailed(settings, shell.pool, [SCHEMA], shell.clock.now())
        assert found.level == "problem"
        assert "letter all has not been mailed to everybody" in found.what
        assert "forestall report --mail" in found.do
        shell.clock.step_to(again)
        await postman_of(shell, box)._pass()
        assert not await mailboxes.mailed(settings, shell.pool, [SCHEMA], shell.clock.now())


def _with_report(shell: Shell, report: ReportSettings, header: str = "X-User") -> Settings:
    """The installation's settings, with a report."""
    settings = room_of(shell).settings
    desk = settings.desk.model_copy(update={"report": report, "header": header, "alone": ""})
    return settings.model_copy(update={"desk": desk})
