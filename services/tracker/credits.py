"""Credits of an account at a provider: each registration costs one, and a month has only so many.

They are counted for the cluster, by the domain's month in UTC: no source says when 17TRACK's own
month begins.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from services.connectors.ports import Alert
from services.runtime.metrics import CREDITS
from services.runtime.postgres.pool import Connection, Pool, one_statement, transaction
from services.tracker import store_credits
from services.tracker.forecast import Forecast, Purse, forecast, month_of, purse
from services.tracker.looks import Lease

RECOUNT = timedelta(minutes=10)
"""How old the number of those that wait may be, where it is shown after every batch."""


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
        self._waiting = 0
        self._counted_at: datetime | None = None

    async def reserve(self, held: Lease, numbers: Sequence[str]) -> list[str]:
        """Count a credit for each of these, before the call; returns those that have one.

        A number keeps the credit that was counted for it while its answer is lost.

        Args:
            held: the lease that the numbers are under.
            numbers: the most pressing first.

        Raises:
            Unavailable: PostgreSQL does not answer.
        """
        async with transaction(self._pool) as conn:
            most = self._per_month
            return await store_credits.reserve(conn, self._whose, held, numbers, most)

    async def give_back(self, held: Lease, numbers: Collection[str]) -> None:
        """Registrations that surely were not made cost nothing."""
        if numbers:
            async with transaction(self._pool) as conn:
                await store_credits.give_back(conn, self._whose, held, numbers)

    async def close(self, now: datetime, until: datetime) -> None:
        """The provider says that the account is spent: nothing is registered until then."""
        async with transaction(self._pool) as conn:
            await store_credits.close(conn, self._whose, month_of(now), until)

    async def purse(self, conn: Connection, now: datetime) -> Purse:
        """What may be registered now."""
        used, closed_until = await store_credits.stands(conn, self._whose, month_of(now))
        return purse(used, closed_until, self._per_month, now)

    async def next_turn(self, conn: Connection, now: datetime) -> datetime | None:
        """When a number that waits for a credit is next seen to; None: none waits."""
        waiting, untold = await store_credits.queue(conn, self._whose[0])
        if not waiting:
            return None
        found = await self.purse(conn, now)
        return now if untold or found.left != 0 else found.opens_at

    async def in_turn(self, conn: Connection) -> bool:
        """Whether every number has to wait for its turn: the month may not reach all of them."""
        if self._per_month is None:
            return False
        waiting, _ = await store_credits.queue(conn, self._whose[0])
        return waiting

    async def show(self, now: datetime) -> Sequence[Alert]:
        """Set the metrics; returns the notice that stands while the month will not last.

        Those that wait are counted anew only now and then: they may be a million.
        """
        async with one_statement(self._pool) as conn:
            if self._counted_at is None or now - self._counted_at >= RECOUNT:
                self._waiting = await store_credits.waiting(conn, self._whose[0])
                self._counted_at = now
            used, _ = await store_credits.stands(conn, self._whose, month_of(now))
        found = forecast(used, self._waiting, self._per_month, now)
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
    used, _ = await store_credits.stands(conn, (provider, account), month_of(now))
    waiting = await store_credits.waiting(conn, provider)
    return forecast(used, waiting, per_month, now)
