"""Credits of an account at a provider: each registration costs one, and a month has only so many.

They are counted for the cluster, by the domain's month in UTC: no source says when 17TRACK's own
month begins.
"""

from collections.abc import Sequence
from datetime import datetime

from services.connectors.ports import Alert
from services.runtime.metrics import CREDITS
from services.runtime.postgres.pool import Connection, Pool, one_statement, transaction
from services.tracker.forecast import Forecast, forecast, month_of

_OPEN = """
    INSERT INTO tracker.credits (provider, account, month, used) VALUES ($1, $2, $3, 0)
    ON CONFLICT DO NOTHING
"""
_USED = """
    SELECT used FROM tracker.credits WHERE provider = $1 AND account = $2 AND month = $3
"""
_ADD = """
    UPDATE tracker.credits SET used = greatest(used + $4, 0)
    WHERE provider = $1 AND account = $2 AND month = $3
"""
_WAITING = """
    SELECT count(*) FROM tracker.registrations
    WHERE provider = $1 AND due_at IS NOT NULL AND state IN ('wanted', 'intended')
"""


class Credits:
    """Hands out the credits of one account.

    Args:
        account: processes with one key share it.
        per_month: the budget; None counts and refuses nothing.
    """

    def __init__(self, pool: Pool, provider: str, account: str, per_month: int | None) -> None:
        self._pool = pool
        self._whose = (provider, account)
        self._per_month = per_month

    async def reserve(self, wanted: int, now: datetime) -> int:
        """Count so many credits as spent, before the call; returns how many there were.

        Raises:
            Unavailable: PostgreSQL does not answer.
        """
        key = (*self._whose, month_of(now))
        async with transaction(self._pool) as conn:
            await conn.execute(_OPEN, *key)
            used = await conn.fetchval(f"{_USED} FOR UPDATE", *key)
            left = wanted if self._per_month is None else max(self._per_month - used, 0)
            granted = min(wanted, left)
            await conn.execute(_ADD, *key, granted)
        return granted

    async def scarce(self, conn: Connection, now: datetime) -> bool:
        """Whether more numbers wait than there are credits."""
        if self._per_month is None:
            return False
        month = await standing(conn, *self._whose, self._per_month, now)
        return month.used + month.waiting > self._per_month

    async def give_back(self, unspent: int, now: datetime) -> None:
        """Registrations that surely were not made cost nothing."""
        if unspent:
            async with one_statement(self._pool) as conn:
                await conn.execute(_ADD, *self._whose, month_of(now), -unspent)

    async def show(self, now: datetime) -> Sequence[Alert]:
        """Set the metrics; returns the notice that stands while the month will not last."""
        async with one_statement(self._pool) as conn:
            found = await standing(conn, *self._whose, self._per_month, now)
        told = {"used": found.used, "waiting": found.waiting, "expected": found.expected}
        if found.budget is not None:
            told["budget"] = found.budget
        for what, number in told.items():
            CREDITS.labels(provider=self._whose[0], what=what).set(number)
        return [_notice(*self._whose, found, now)] if found.exceeds else []


def _notice(provider: str, account: str, month: Forecast, now: datetime) -> Alert:
    until = f"{month.spent_at:%Y-%m-%d}" if month.spent_at else "now"
    return Alert(
        dedup_key=f"notice|credits|{provider}|{account}",
        level="notice",
        labels={"rule": "credits", "provider": provider},
        summary=f"{provider}: the credits of this month last until {until}",
        why_now=f"{month.expected} are expected to be spent, {month.budget} are allowed",
        what_to_do=f"Buy credits and raise `carriers.{provider}.credits_per_month`; when they are"
        " spent, new numbers wait, the nearest end of protection first.",
        link="",
        starts_at=now,
    )


async def standing(
    conn: Connection, provider: str, account: str, per_month: int | None, now: datetime
) -> Forecast:
    """The account's month so far, and what it comes to."""
    used = await conn.fetchval(_USED, provider, account, month_of(now)) or 0
    waiting = await conn.fetchval(_WAITING, provider)
    return forecast(used, waiting, per_month, now)
