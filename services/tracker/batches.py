"""One batch of a provider's due work, leased, seen to, and when the next is due."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from services.connectors.oncall.bugs import OnNotices
from services.runtime.bugs import LoopBugs, OnLoopBug
from services.runtime.clock import Clock
from services.runtime.postgres.pool import Connection, Pool, one_statement
from services.tracker.looks import Lease
from services.tracker.surroundings import Surroundings
from services.tracker.turn import Turn

LEASE = timedelta(minutes=5)
"""Domain time after which a dead owner's work is due again; a call takes seconds."""

CALL = timedelta(minutes=1)
"""Domain time that a call may take: one that its lease may not outlast is not begun."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Means:
    """What every loop of a provider works with.

    Attributes:
        turn: hands out the provider's calls.
        around: what is usual where, and who else can be asked.
        on_bug: told where our own code fails on an answer.
        on_notices: told what people should know of the account.
    """

    turn: Turn
    pool: Pool
    clock: Clock
    around: Surroundings
    on_bug: OnLoopBug | None = None
    on_notices: OnNotices | None = None


class Queue(Protocol[T_co]):
    """Due work in PostgreSQL; a module of this shape is one."""

    async def next_due(self, conn: Connection, provider: str, now: datetime) -> datetime | None:
        """When work of this provider is next due, as it stands at ``now``."""
        ...

    async def lease(self, conn: Connection, held: Lease) -> Sequence[T_co]:
        """Take what is due; more than one statement wants a transaction of its own around it."""
        ...


async def one_batch(
    means: Means,
    queue: Queue[T],
    size: int,
    see_to: Callable[[Sequence[T], Lease], Awaitable[None]],
    bugs: LoopBugs,
) -> datetime | None:
    """See to one batch of what is due; returns when the next is.

    Args:
        means: of the loop.
        queue: where the work lies.
        size: most pieces of it.
        see_to: does it, under the lease.
        bugs: told to people after the batch, however it ended.
    """
    provider, now = means.turn.provider, means.clock.now()
    held = Lease(provider, now, now + LEASE, size)
    async with one_statement(means.pool) as conn:
        first = await queue.next_due(conn, provider, now)
        if first is None or first > means.clock.due_by():
            return first
        due = await queue.lease(conn, held)
    if due:
        try:
            await see_to(due, held)
        finally:
            await bugs.tell()
    if len(due) == size:  # there may be more: the next pass sees by itself
        return first
    async with one_statement(means.pool) as conn:
        return await queue.next_due(conn, provider, means.clock.now())
