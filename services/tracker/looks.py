"""Looks at a provider that are due: their shape, which the two queues share.

A queue is a module: ``store_polls`` (the first provider, for every parcel) and ``store_seconds``
(the destination's own carrier, for the few that are suspected).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Asked, Rejected, Unchanged
from services.runtime.postgres.pool import Connection
from services.tracker.cadence import URGENT_WITHIN, Poll
from services.tracker.change import Change, Row
from services.tracker.identity import Claim
from services.tracker.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on due rows of one provider.

    Attributes:
        now: what is due by then is taken.
        until: when it is due again, should its owner die (domain time).
        limit: most rows.
        token: the fence.
    """

    provider: str
    now: datetime
    until: datetime
    limit: int
    token: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Due:
    """A parcel to ask for.

    Attributes:
        deadline: when the earliest protection of its buyers ends, where one is ahead.
    """

    parcel_id: str
    asked: Asked
    deadline: datetime | None = None

    def urgent(self, now: datetime) -> bool:
        """Whether a buyer's protection ends soon."""
        return self.deadline is not None and self.deadline <= now + URGENT_WITHIN


class Looks(Protocol):
    """Due looks in PostgreSQL, and what an answer does to a parcel."""

    async def next_due(self, conn: Connection, provider: str, now: datetime) -> datetime | None:
        """When a look at this provider is next due, as it stands at ``now``."""
        ...

    async def lease(self, conn: Connection, held: Lease) -> Sequence[Due]:
        """Take what is due, the longest due first."""
        ...

    async def leased(
        self, conn: Connection, ids: Collection[str], token: UUID, *, brief: Collection[str] = ()
    ) -> dict[str, Row]:
        """Lock those rows that are still under this lease; the others are somebody else's.

        Args:
            conn: a transaction's.
            ids: of the parcels.
            token: of the lease.
            brief: those to read without their scans: a third of the work.
        """
        ...

    async def put_off(
        self, conn: Connection, ids: Collection[str], token: UUID, later: Poll
    ) -> None:
        """End a lease without a result."""
        ...

    async def give_back(
        self, conn: Connection, ids: Collection[str], token: UUID, now: datetime
    ) -> None:
        """End a lease as if it had not been taken."""
        ...

    async def defer(
        self, conn: Connection, held: Lease, later: Poll, *, but_urgent: bool = False
    ) -> None:
        """Put off what else is due, at most ``held.limit``: the nearest deadline comes first.

        Args:
            conn: a transaction's.
            held: whose provider and instant count.
            later: until when, and why.
            but_urgent: leave out parcels whose buyer's protection ends soon.
        """
        ...

    def learned(
        self,
        row: Row,
        claims: Sequence[Claim],
        around: Surroundings,
        now: datetime,
        answer: CarrierUpdate | Unchanged | Rejected,
    ) -> Change | None:
        """The row after an answer; None where that takes the whole row, and it is brief."""
        ...


SPREAD = timedelta(hours=1)
SPREAD_OVER = timedelta(days=60)
"""What is put off with the whole provider comes back within ``SPREAD``, in the order of the
deadlines; those further ahead than ``SPREAD_OVER`` together at its end."""
