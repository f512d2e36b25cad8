"""The brake, within reach on every page: nothing leaves for buyers and platforms."""

from collections.abc import Mapping
from contextlib import suppress

from starlette.responses import RedirectResponse, Response

from services.desk.visit import Visit, is_ours
from services.desk.who import Person
from services.notifier import people
from services.notifier.agreeing import SecondNeeded
from services.notifier.eyes import Eyes
from services.notifier.stores.shops import ALL, Done, Waiting, shop_of_scope
from services.runtime.errors import InvalidInput

LONGEST = 300
"""Characters of a reason, which stands wherever something waits for it."""


async def pause(visit: Visit, given: Mapping[str, str]) -> Response:
    """Stop one shop, or all of them."""
    await paused(visit, given.get("scope", ""), given.get("reason", ""))
    return RedirectResponse(_back(given), 303)


async def resume(visit: Visit, given: Mapping[str, str]) -> Response:
    """Let it go on."""
    with suppress(SecondNeeded):  # what waits stands on the on-call page
        await resumed(visit, given.get("scope", ""))
    return RedirectResponse(_back(given), 303)


async def withdraw(visit: Visit, given: Mapping[str, str]) -> Response:
    """Take back what waits for a second person."""
    await withdrawn(visit, given.get("act", ""), given.get("about", ""))
    return RedirectResponse("/oncall", 303)


async def withdrawn(visit: Visit, act: str, about: str) -> None:
    """Take back what waits for a second person and is about no task, whoever asked for it.

    Raises:
        Forbidden: their role does not allow it.
        InvalidInput: nothing of theirs waits there.
    """
    visit.need("lead")
    async with visit.room.stores.transaction() as unit:
        waits = [one for one in await unit.shops.waits(visit.now) if theirs(visit.person, one)]
        found = next((one for one in waits if (one.act, one.about) == (act, about)), None)
        if found is None:
            raise InvalidInput("nothing_asked", "nothing waits there for a second person")
        await unit.shops.settle(act, about)
        told = f"{act}, {found.by}"
        await unit.shops.note(Done(visit.now, visit.person.name, "withdrew", about, told))


def theirs(person: Person, waiting: Waiting) -> bool:
    """Whether what waits is about a shop that somebody sees; what is about none, is for all."""
    return person.shops is None or person.sees(shop_of_scope(waiting.about))


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
        SecondNeeded: it waits for a second person.
        InvalidInput: there is no such shop of theirs, or it is not for a person to lift, or not for
            this one to confirm.
    """
    visit.need("admin" if scope == ALL else "lead")
    _theirs(visit, shop_of_scope(scope))
    room, by = visit.room, visit.person.name
    eyes = Eyes.of(room.settings, visit.person.role)
    return await people.resume(room.stores, visit.now, scope, room.receivers, by, eyes=eyes)


def _theirs(visit: Visit, shop: str) -> None:
    if shop != ALL and not visit.person.sees(shop):
        raise InvalidInput("unknown_shop", f"there is no shop {shop}")


def _back(given: Mapping[str, str]) -> str:
    """Where the form stood: a page of ours, and no other site's."""
    path = given.get("back", "")
    return path if is_ours(path) else "/queue"
