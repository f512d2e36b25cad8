"""What a person corrects of a parcel."""

from datetime import datetime

from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.tracker import store_corrections, store_registrations
from services.tracker.correction import MOST, Followed, Ids


async def name_carriers(
    pool: Pool, parcel_id: str, told: tuple[str, str], ids: Ids | None, now: datetime
) -> None:
    """Have a number's provider ask the carriers that a person names, at once.

    A number that nobody follows is registered under them; of one that is followed they are changed.

    Args:
        pool: PostgreSQL.
        parcel_id: ``provider/number``.
        told: who took it in, and who delivers it, by name; an empty name leaves the one that is.
        ids: the provider's own word for a carrier; None: it cannot be told to ask another.
        now: domain time.

    Raises:
        InvalidInput: the provider has no carrier of that name, cannot be told to ask another, or
            was told so too often; or nobody wants the number followed.
    """
    provider, _, number = parcel_id.partition("/")
    unknown = [name for name in told if name and ids is not None and not ids(name)]
    if unknown:
        known = "see docs/providers.md, or give its key in the provider's own list"
        raise InvalidInput("unknown_carrier", f"{provider} has no carrier {unknown[0]!r}: {known}")
    async with transaction(pool) as conn:
        if await store_registrations.again(conn, provider, number, told, now):
            if ids is not None:
                await store_corrections.note(conn, provider, number, told, now)
        elif ids is None:
            raise _unwanted(parcel_id, f"{provider} follows it, or was never asked to")
        else:
            await _wish(conn, provider, number, told, now)
        await store_registrations.tell(conn)


async def _wish(
    conn: Connection, provider: str, number: str, told: tuple[str, str], now: datetime
) -> None:
    history = (await store_corrections.histories(conn, provider, [number])).get(number, ())
    if Followed(number, "", "", now, history=history).left <= 0:
        spent = f"its carrier was changed {MOST} times; change it once more at {provider} itself"
        raise InvalidInput("changed_too_often", spent)
    if not await store_corrections.wish(conn, provider, number, told, now):
        raise _unwanted(f"{provider}/{number}", f"{provider} was never asked to follow it")


def _unwanted(parcel_id: str, why: str) -> InvalidInput:
    return InvalidInput("no_carrier_wanted", f"{parcel_id} waits for no carrier: {why}")
