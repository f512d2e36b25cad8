"""Mails the week that is over to staff: each letter once, by whichever desk takes it. Domain time.

A letter is taken by moving its ``retry_at``, and finished under that fence: a desk that dies on the
way leaves it due an hour later. Then it may arrive twice, as one message; never not at all.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.connectors.email.mailbox import Mailbox
from services.desk.insight.asked import Asked
from services.desk.insight.letter import letter
from services.desk.insight.report import BY, Report, report_of
from services.desk.insight.weeks import WEEK, last_whole
from services.desk.words import Words
from services.runtime.clock import Clock
from services.runtime.errors import ConfigurationError, OutsideError, in_words
from services.runtime.ids import text_hash
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement
from services.runtime.reports import LetterSettings, ReportSettings
from services.runtime.settings import Settings

LEASE = timedelta(hours=1)
"""Domain time after which a letter that somebody took is due again."""

AGAIN = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""Domain time between tries; the last of them goes on until the week is over."""

READ_FIRST = timedelta(minutes=5)
"""Domain time between two looks at whether the week has been read to its end."""

log = get_logger()

_TAKE = """
    INSERT INTO desk.letters AS held (name, week, retry_at, tries) VALUES ($1, $2, $3, 1)
    ON CONFLICT (name, week) DO UPDATE SET retry_at = excluded.retry_at, tries = held.tries + 1
    WHERE held.sent_at IS NULL AND held.retry_at <= $4
    RETURNING tries, reached
"""
_REACHED = "UPDATE desk.letters SET reached = reached || $3::text WHERE name = $1 AND week = $2"
_SENT = """
    UPDATE desk.letters SET sent_at = $4, why = ''
    WHERE name = $1 AND week = $2 AND retry_at = $3 AND sent_at IS NULL
"""
_NOT_SENT = """
    UPDATE desk.letters SET retry_at = $4, why = $5
    WHERE name = $1 AND week = $2 AND retry_at = $3 AND sent_at IS NULL
"""
_NEXT = """
    SELECT min(retry_at) FROM desk.letters
    WHERE name = ANY($1) AND week = $2 AND sent_at IS NULL
"""
_UNSENT = """
    SELECT name, why FROM desk.letters
    WHERE name = ANY($1) AND week = $2 AND sent_at IS NULL AND why <> '' ORDER BY name
"""
_WAS_SENT = "SELECT sent_at FROM desk.letters WHERE name = $1 AND week = $2"
_READ = "SELECT done_at >= $1 AND NOT EXISTS (SELECT FROM desk.stale) FROM desk.gathering"


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that is ours until ``lease``.

    Attributes:
        reached: fingerprints of the addresses that have it.
    """

    to: LetterSettings
    week: date
    lease: datetime
    tries: int
    reached: frozenset[str]


class Postman:
    """Mails letters.

    Args:
        pool: PostgreSQL.
        clock: domain time.
        settings: of the installation.
        report: of the letters.

    Attributes:
        loop: looks whether one is due.

    Raises:
        ConfigurationError: a letter is about a shop that is not in the settings.
    """

    def __init__(
        self, pool: Pool, clock: Clock, settings: Settings, report: ReportSettings
    ) -> None:
        if strange := strangers(settings, report):
            raise ConfigurationError(strange)
        self.loop = Loop("report", clock, self._pass)
        self._pool = pool
        self._clock = clock
        self._settings = settings
        self._report = report
        self.letters = report.letters

    async def _pass(self) -> datetime | None:
        """Mail what is due; when to look again."""
        now = self._clock.now()
        week = last_whole(now, self._report.zone)
        if now < due_at(self._report, week):
            return due_at(self._report, week)
        for to in self._report.letters:
            if await self._unread(to, week, now):
                return now + READ_FIRST
            taken = await self.take(to, week, now)
            if taken is not None:
                await self.send(taken, now)
        return await self._next(week, now)

    async def take(self, to: LetterSettings, week: date, now: datetime) -> Taken | None:
        """Have a letter to oneself; None where it is sent, or somebody else has it."""
        async with one_statement(self._pool) as conn:
            row = await conn.fetchrow(_TAKE, to.name, week, now + LEASE, now)
        if row is None:
            return None
        return Taken(to, week, now + LEASE, row["tries"], frozenset(row["reached"]))

    async def sent_at(self, to: LetterSettings, week: date) -> datetime | None:
        """When a letter was sent."""
        async with one_statement(self._pool) as conn:
            found: datetime | None = await conn.fetchval(_WAS_SENT, to.name, week)
        return found

    async def send(self, taken: Taken, now: datetime) -> str:
        """Send a letter, and note how it ended; why it was not sent, or nothing."""
        to, box = taken.to, self._report.mailbox
        server = Mailbox.of(box)
        made = letter(self._report, to, await self._told(to, taken.week, now), now)
        why = ""
        for address in to.to:
            if text_hash(address) in taken.reached:
                continue
            try:
                await server.send(box.sender, address, made)
            except OutsideError as error:
                why = in_words(error)
                continue
            async with one_statement(self._pool) as conn:
                await conn.execute(_REACHED, to.name, taken.week, text_hash(address))
        key = (to.name, taken.week, taken.lease)
        async with one_statement(self._pool) as conn:
            if why:
                wait = AGAIN[min(taken.tries, len(AGAIN)) - 1]
                await conn.execute(_NOT_SENT, *key, now + wait, why)
            else:
                await conn.execute(_SENT, *key, now)
        if why:
            log.error("report.not_mailed", letter=to.name, why=why)
        else:
            log.info("report.mailed", letter=to.name)
        return why

    async def _told(self, to: LetterSettings, week: date, now: datetime) -> Report:
        return await report_of(
            self._pool, asked_by(self._settings, to, week, now), Words(to.language)
        )

    async def _unread(self, to: LetterSettings, week: date, now: datetime) -> bool:
        """Whether orders of the week may still have to be read."""
        zones = asked_by(self._settings, to, week, now).zones or (self._report.zone,)
        over = max(_ends(week, zone) for zone in zones)
        async with one_statement(self._pool) as conn:
            return not await conn.fetchval(_READ, over)

    async def _next(self, week: date, now: datetime) -> datetime:
        """When something is due again: what was not sent, else the next week's."""
        names = [to.name for to in self.letters]
        async with one_statement(self._pool) as conn:
            found: datetime | None = await conn.fetchval(_NEXT, names, week)
        after = due_at(self._report, week + WEEK)
        return max(now, after if found is None else min(found, after))


def strangers(settings: Settings, report: ReportSettings) -> list[str]:
    """A sentence for each shop of a letter that the settings do not know."""
    known = {shop.key for shop in settings.shops}
    return [
        f"desk.report.letters: {to.name}: there is no shop {shop}"
        for to in report.letters
        for shop in to.shops
        if shop not in known
    ]


async def unsent(pool: Pool, report: ReportSettings, now: datetime) -> dict[str, str]:
    """Letter of the week that is over to why it could not be mailed to everybody so far."""
    names, week = [to.name for to in report.letters], last_whole(now, report.zone)
    async with one_statement(pool) as conn:
        return {row["name"]: row["why"] for row in await conn.fetch(_UNSENT, names, week)}


def asked_by(settings: Settings, to: LetterSettings, week: date, now: datetime) -> Asked:
    """What a letter is about."""
    shops = tuple(shop for shop in settings.shops if not to.shops or shop.key in to.shops)
    return Asked(week, shops, BY, now)


def due_at(report: ReportSettings, week: date) -> datetime:
    """From when on the letter of a week is due."""
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(report.day)
    day = week + WEEK + timedelta(days=days)
    return datetime.combine(day, time(report.hour), ZoneInfo(report.zone))


def _ends(week: date, zone: str) -> datetime:
    return datetime.combine(week + WEEK, time(), ZoneInfo(zone))
