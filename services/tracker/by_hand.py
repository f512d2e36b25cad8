"""What a person corrects of a parcel."""

from datetime import datetime

from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Pool, transaction
from services.tracker import store_registrations
from services.tracker.store import SCHEMA


async def name_carrier(pool: Pool, parcel_id: str, carrier: str, now: datetime) -> None:
    """Have a number that its provider does not follow registered under another carrier, at once.

    Args:
        pool: PostgreSQL.
        parcel_id: ``provider/number``.
        carrier: by its name, as the provider knows it.
        now: domain time.

    Raises:
        InvalidInput: the provider follows the number already, or nobody wants it followed: what
            the provider itself can change is not for us to do.
    """
    provider, _, number = parcel_id.partition("/")
    async with transaction(pool) as conn:
        if not await store_registrations.again(conn, provider, number, carrier, now):
            told = f"{parcel_id} waits for no carrier: {provider} follows it, or was never asked to"
            raise InvalidInput("no_carrier_wanted", told)
        await conn.execute("SELECT pg_notify($1, '')", SCHEMA)
