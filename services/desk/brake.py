"""The brake, within reach on every page: nothing leaves for buyers and platforms."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from services.desk.visit import Visit, is_ours
from services.notifier import people
from services.notifier.stores.shops import ALL, shop_of_scope
from services.runtime.errors import InvalidInput

LONGEST = 300
"""Characters of a reason, which stands wherever something waits for it."""


async def pause(visit: Visit, given: Mapping[str, str]) -> Response:
    """Stop one shop, or all of them."""
    await paused(visit, given.get("scope", ""), given.get("reason", ""))
    return RedirectResponse(_back(given), 303)


async def resume(visit: Visit, given: Mapping[str, str]) -> Response:
    """Let it go on."""
    await resumed(visit, given.get("scope", ""))
    return RedirectResponse(_back(given), 303)


async def paused(visit: Visit, scope: str, reason: str) -> None:
    """Pause a shop's key, or ``all``.

    Raises:
        Forbidden: their role does not allow it.
        InvalidInput: there is no such shop of theirs.
    """
    visit.need("admin" if scope == ALL else "agent")
    _theirs(visit, scope)
    why = reason.strip()[:LONGEST] or "by hand"
    await people.pause(visit.room.stores, visit.now, scope, why, visit.person.name)


async def resumed(visit: Visit, scope: str) -> bool:
    """Lift a pause; False where nothing was paused under that name.

    Raises:
        Forbidden: their role does not allow it.
        InvalidInput: there is no such shop of theirs, or it is not for a person to lift.
    """
    visit.need("admin" if scope == ALL else "lead")
    _theirs(visit, shop_of_scope(scope))
    room, by = visit.room, visit.person.name
    return await people.resume(room.stores, visit.now, scope, room.receivers, by)


def _theirs(visit: Visit, shop: str) -> None:
    if shop != ALL and not visit.person.sees(shop):
        raise InvalidInput("unknown_shop", f"there is no shop {shop}")


def _back(given: Mapping[str, str]) -> str:
    """Where the form stood: a page of ours, and no other site's."""
    path = given.get("back", "")
    return path if is_ours(path) else "/queue"
