"""Due second looks in PostgreSQL: leased by moving ``second_at``, as ``store_polls`` does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Asked, Rejected, Unchanged
from services.runtime.errors import LeaseLost
from services.runtime.postgres.pool import Connection
from services.tracker.change import Change, Row, learn_second
from services.tracker.identity import Claim
from services.tracker.looks import Due, Lease
from services.tracker.second import refused
from services.tracker.store_looks import Columns
from services.tracker.surroundings import Surroundings

FIRST_WITHIN = timedelta(hours=1)
"""A poll that is longer overdue holds up no second look."""

# The first provider goes first: what it says may make the other call needless, and that carrier
# allows few. One whose poll is due or under way waits for it, but no longer than FIRST_WITHIN: a
# provider that is behind with its polls is not waited for. In two, each along one of the indexes.
_POLLED = """
    NOT EXISTS (
        SELECT FROM tracker.polls WHERE parcel_id = parcels.id
            AND lease IS NULL AND poll_at > {overdue} AND poll_at <= {now}
    ) AND NOT EXISTS (
        SELECT FROM tracker.polls WHERE parcel_id = parcels.id
            AND lease IS NOT NULL AND poll_at > {overdue}
    )
"""

# The oldest due first, along the index (second_provider, second_at); see store_polls.LEASE.
LEASE = f"""
    UPDATE tracker.parcels SET second_at = $3, second_lease = $4
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE second_provider = $1 AND second_at <= $2
            AND {_POLLED.format(now="$2", overdue="$6")}
        ORDER BY second_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, second_number, state ->> 'carrier' AS carrier, state ->> 'service' AS service,
        state ->> 'destination' AS destination, state #>> '{{order_keys,0}}' AS order_key, (
        SELECT min(protection_end) FROM tracker.parcel_orders
        WHERE parcel_id = tracker.parcels.id AND protection_end > $2
    ) AS deadline
"""  # noqa: S608 - constants

# The same rows without those that wait: else a loop would look at them over and over.
NEXT = f"""
    SELECT second_at FROM tracker.parcels
    WHERE second_provider = $1 AND second_at IS NOT NULL
        AND {_POLLED.format(now="$2", overdue="$3")}
    ORDER BY second_at LIMIT 1
"""  # noqa: S608 - constants

_COLUMNS = Columns(
    table="tracker.parcels",
    key="id",
    deadline="""(
        SELECT min(protection_end) FROM tracker.parcel_orders
        WHERE parcel_orders.parcel_id = parcels.id AND protection_end > $2
    )""",
    provider="second_provider",
    at="second_at",
    why="second_why",
    lease="second_lease",
)
leased = _COLUMNS.leased
put_off = _COLUMNS.put_off
give_back = _COLUMNS.give_back
defer = _COLUMNS.defer


async def lease(conn: Connection, held: Lease) -> Sequence[Due]:
    """Take due parcels."""
    rows = await conn.fetch(
        LEASE,
        *(held.provider, held.now, held.until, held.token, held.limit),
        held.now - FIRST_WITHIN,
    )
    return [
        Due(
            row["id"],
            Asked(
                row["second_number"],
                carrier=row["carrier"] or "",
                destination=row["destination"] or "",
                tag=row["id"],
                order_key=row["order_key"] or "",
                service=row["service"] or "",
            ),
            row["deadline"],
        )
        for row in rows
    ]


async def next_due(conn: Connection, provider: str, now: datetime) -> datetime | None:
    """When this carrier is next to be asked; a parcel that waits for its poll is left out.

    Whoever ends the poll says so; see ``store.LOOKS``.
    """
    found: datetime | None = await conn.fetchval(NEXT, provider, now, now - FIRST_WITHIN)
    return found


def learned(
    row: Row,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    answer: CarrierUpdate | Unchanged | Rejected,
) -> Change | None:
    """The row after the second look; None where it is brief: it is always folded.

    Raises:
        LeaseLost: nothing is planned for it any more.
    """
    if row.brief:
        return None
    second = row.second
    if second is None:
        raise LeaseLost(row.parcel.id)
    if isinstance(answer, CarrierUpdate):
        return learn_second(row, claims, around, now, second=second, update=answer)
    if isinstance(answer, Rejected) and answer.meaning in {"invalid", "carrier"}:
        second = refused(second, answer.code)
    return learn_second(row, claims, around, now, second=second)
