"""Makes happen what time alone brings about: a presentation grown old, words that have stood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from services.runtime.bugs import LoopBugs, OnLoopBug
from services.runtime.clock import Clock
from services.runtime.kafka.outcome import judge
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.tracker import store
from services.tracker.change import Change, Row, learn
from services.tracker.identity import Claim
from services.tracker.surroundings import Surroundings

BATCH = 100
"""Parcels of one transaction."""

AGAIN = timedelta(hours=1)
"""Domain time after which a parcel that our own code failed on is folded again."""

log = get_logger()


class Turner:
    """Folds parcels again when their time has come, whether or not anybody can be polled.

    Args:
        on_bug: told where our own code fails on a parcel.

    Attributes:
        loop: run it; wake it when parcels have changed.
    """

    def __init__(
        self, *, pool: Pool, clock: Clock, around: Surroundings, on_bug: OnLoopBug | None = None
    ) -> None:
        self.loop = Loop("turn parcels", clock, self.turn)
        self._bugs = LoopBugs(self.loop.name, on_bug)
        self._pool = pool
        self._clock = clock
        self._around = around

    async def turn(self) -> datetime | None:
        """Fold one batch of what is due; returns when the next is."""
        now = self._clock.now()
        async with one_statement(self._pool) as conn:
            due = await store.next_turn(conn)
        if due is None or due > self._clock.due_by():
            return due
        async with transaction(self._pool) as conn:
            rows = await store.turning(conn, now, BATCH)
            claims = await store.claims(conn, rows)
            changes = [self._learn(row, claims[one], now) for one, row in rows.items()]
            await store.write(conn, changes, now)
            await store.drop_unclaimed(conn, now)
            due = await store.next_turn(conn)
        await self._bugs.tell()
        return due

    def _learn(self, row: Row, claims: Sequence[Claim], now: datetime) -> Change:
        """One that our own code fails on stays as it is for a while, and holds up no other."""
        try:
            return learn(row, claims, self._around, now)
        except Exception as error:
            reason = judge(error).reason
            log.exception("turn.bug", parcel=row.parcel.id)
            self._bugs.met(reason)
            return Change(before=row, after=replace(row, turn_at=now + AGAIN))
