"""When parcels were first seen to move, for who asks about many at once. Changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from schemas.parcel import Parcel
from services.runtime.postgres.pool import Connection
from services.tracker.clocks import in_step
from services.tracker.reading import read

_STATES = "SELECT state FROM tracker.parcels WHERE id = ANY($1)"


async def first_moved(conn: Connection, ids: Sequence[str]) -> dict[str, datetime]:
    """Parcel (``provider/number``) to the first scan that shows it move, where one does."""
    found = {}
    for row in await conn.fetch(_STATES, ids):
        parcel = Parcel.model_validate_json(row["state"])
        ways = parcel.origin, parcel.destination
        seen = (scan.at for scan, means in read(in_step(parcel.scans, *ways), *ways) if means.moved)
        if (first := min(seen, default=None)) is not None:
            found[parcel.id] = first
    return found
