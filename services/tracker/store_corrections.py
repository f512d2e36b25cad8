"""Numbers whose provider may ask the wrong carrier, in PostgreSQL: leased, intended, settled."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.connectors.carriers.port import CarrierChange
from services.runtime.postgres.pool import Connection, savepoint
from services.tracker.correction import Correction, Followed, Named, Settled
from services.tracker.looks import Lease
from services.tracker.store_registrations import tell

BY_HAND = "a person says so"

LEASE = """
    UPDATE tracker.registrations SET correct_at = $3, correct_lease = $4
    WHERE provider = $1 AND number IN (
        SELECT number FROM tracker.registrations
        WHERE provider = $1 AND correct_at <= $2
        ORDER BY correct_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING number, parcel_id, carrier, final_carrier, registered_at, wish_carrier,
        wish_final_carrier
"""

_HISTORY = """
    SELECT number, ordinal, carrier, final_carrier, by_hand, why, instead_of, final_instead_of,
        refusals, counted, ended_at IS NOT NULL AS ended, outcome
    FROM tracker.corrections WHERE provider = $1 AND number = ANY($2) ORDER BY number, ordinal
"""

# A new wish of a person's that came meanwhile is looked at at once.
_AFTER = "CASE WHEN wish_carrier <> '' OR wish_final_carrier <> '' THEN $5::timestamptz ELSE $4 END"

_PUT_OFF = f"""
    UPDATE tracker.registrations SET correct_lease = NULL, correct_at = {_AFTER}
    WHERE provider = $1 AND number = $2 AND correct_lease = $3
"""  # noqa: S608 - a constant

# The lease is asked for once more: nobody may have taken the number over meanwhile.
_STILL = """
    SELECT number FROM tracker.registrations
    WHERE provider = $1 AND number = $2 AND correct_lease = $3 FOR UPDATE
"""

_INTEND = """
    INSERT INTO tracker.corrections
        (provider, number, ordinal, carrier, final_carrier, instead_of, final_instead_of, by_hand,
         why, intended_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

_GRANTED = """
    UPDATE tracker.registrations SET wish_carrier = '', wish_final_carrier = ''
    WHERE provider = $1 AND number = $2 AND wish_carrier = $3 AND wish_final_carrier = $4
"""

_SETTLE = """
    UPDATE tracker.corrections SET outcome = $4, counted = $5,
        refusals = refusals + CASE WHEN $6 THEN 0 ELSE 1 END,
        ended_at = CASE WHEN $6 THEN $7::timestamptz END
    WHERE provider = $1 AND number = $2 AND ordinal = $3
"""

_ASKS = """
    UPDATE tracker.registrations SET carrier = coalesce(nullif($3, ''), carrier),
        final_carrier = coalesce(nullif($4, ''), final_carrier)
    WHERE provider = $1 AND number = $2
"""

# A person's word for a number that nobody follows yet is kept with the changes, and is none.
_NOTE = """
    INSERT INTO tracker.corrections (provider, number, ordinal, carrier, final_carrier, instead_of,
        final_instead_of, by_hand, why, intended_at, counted, ended_at, outcome)
    SELECT $1, $2, 1 + count(*), $3, $4, '', '', true, $5, $6, false, $6, 'registered'
    FROM tracker.corrections WHERE provider = $1 AND number = $2
"""

# A look that is under way decides itself when the next one is.
_DOUBT = """
    UPDATE tracker.registrations SET correct_at = least(correct_at, $3)
    WHERE provider = $1 AND number = $2 AND correct_lease IS NULL AND state = 'registered'
"""

_WISH = """
    UPDATE tracker.registrations SET wish_carrier = $3, wish_final_carrier = $4,
        correct_at = CASE WHEN correct_lease IS NULL THEN $5 ELSE correct_at END
    WHERE provider = $1 AND number = $2 AND state = 'registered'
    RETURNING number
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A number whose time to look has come."""

    parcel_id: str
    followed: Followed

    @property
    def number(self) -> str:
        """The number."""
        return self.followed.number


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that is asked for.

    Attributes:
        doubtful: it had been asked for before.
    """

    due: Due
    correction: Correction
    doubtful: bool

    @property
    def change(self) -> CarrierChange:
        """As the provider is told."""
        named = self.correction.named
        return CarrierChange(self.due.number, named.carrier, named.final_carrier)


async def lease(conn: Connection, wanted: Lease) -> list[Due]:
    """Take the numbers that are to be looked at, with all that was ever changed about them."""
    async with savepoint(conn):
        rows = await conn.fetch(
            LEASE, wanted.provider, wanted.now, wanted.until, wanted.token, wanted.limit
        )
        history = await histories(conn, wanted.provider, [row["number"] for row in rows])
    return [
        Due(
            row["parcel_id"],
            Followed(
                row["number"],
                row["carrier"],
                row["final_carrier"],
                row["registered_at"] or wanted.now,
                _wish(row),
                history.get(row["number"], ()),
            ),
        )
        for row in sorted(rows, key=lambda one: str(one["number"]))
    ]


def _wish(row: asyncpg.Record) -> Named | None:
    if not row["wish_carrier"] and not row["wish_final_carrier"]:
        return None
    return Named(row["wish_carrier"], row["wish_final_carrier"], by_hand=True, why=BY_HAND)


async def histories(
    conn: Connection, provider: str, numbers: Collection[str]
) -> Mapping[str, Sequence[Correction]]:
    """Every change of these numbers, the oldest first."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in await conn.fetch(_HISTORY, provider, sorted(numbers)):
        named = Named(row["carrier"], row["final_carrier"], row["by_hand"], row["why"])
        found[row["number"]].append(
            Correction(
                *(row["ordinal"], named, (row["instead_of"], row["final_instead_of"])),
                *(row["refusals"], row["counted"], row["ended"], row["outcome"]),
            )
        )
    return found


async def put_off(
    conn: Connection, held: Lease, numbers: Collection[str], at: datetime | None
) -> None:
    """Look at these numbers again then; None for never."""
    await conn.executemany(
        _PUT_OFF, [(held.provider, one, held.token, at, held.now) for one in sorted(numbers)]
    )


async def still(conn: Connection, held: Lease, number: str) -> bool:
    """Lock a number; whether it is still under this lease."""
    return await conn.fetchval(_STILL, held.provider, number, held.token) is not None


async def again(conn: Connection, held: Lease, due: Due, correction: Correction) -> Asked | None:
    """Ask for a change again; None where the number is another's by now."""
    mine = await still(conn, held, due.number)
    return Asked(due, correction, doubtful=True) if mine else None


async def intend(conn: Connection, held: Lease, due: Due, named: Named) -> Asked | None:
    """Enter that a change will be asked for; None where the number is another's by now."""
    if not await still(conn, held, due.number):
        return None
    ordinal = len(due.followed.history) + 1
    told = (named.carrier, named.final_carrier)
    before = (due.followed.carrier, due.followed.final_carrier)
    entered = (ordinal, *told, *before, named.by_hand, named.why, held.now)
    await conn.execute(_INTEND, held.provider, due.number, *entered)
    if named.by_hand:
        await conn.execute(_GRANTED, held.provider, due.number, *told)
    return Asked(due, Correction(ordinal, named, before), doubtful=False)


async def settle(
    conn: Connection, held: Lease, correction: Correction, number: str, settled: Settled
) -> None:
    """Enter what became of a change."""
    await conn.execute(
        _SETTLE,
        *(held.provider, number, correction.ordinal),
        *(settled.outcome, settled.counted, settled.ended, held.now),
    )
    if settled.done:
        named = correction.named
        await conn.execute(_ASKS, held.provider, number, named.carrier, named.final_carrier)


async def overtake(conn: Connection, held: Lease, due: Due, correction: Correction) -> None:
    """Ask for a change no more that has become needless: it may have been made."""
    ended = Settled(ended=True, counted=True, outcome="overtaken")
    await settle(conn, held, correction, due.number, ended)


async def doubt(conn: Connection, numbers: Collection[tuple[str, str]], now: datetime) -> None:
    """Have it looked at now whether these (provider, number) are asked of the right carrier."""
    await conn.executemany(_DOUBT, [(*one, now) for one in sorted(numbers)])
    await tell(conn)


async def wish(
    conn: Connection, provider: str, number: str, told: tuple[str, str], now: datetime
) -> bool:
    """Enter whom a person wants asked (carrier, who delivers it); whether it is registered."""
    return await conn.fetchval(_WISH, provider, number, *told, now) is not None


async def note(
    conn: Connection, provider: str, number: str, told: tuple[str, str], now: datetime
) -> None:
    """Keep whom a person wants asked from the first: evidence alone does not change that."""
    await conn.execute(_NOTE, provider, number, *told, BY_HAND, now)


async def next_due(
    conn: Connection,
    provider: str,
    now: datetime,  # noqa: ARG001 - the queues' form
) -> datetime | None:
    """When a number is next to be looked at."""
    found: datetime | None = await conn.fetchval(
        "SELECT correct_at FROM tracker.registrations WHERE provider = $1"
        " AND correct_at IS NOT NULL ORDER BY correct_at LIMIT 1",
        provider,
    )
    return found
