"""The pages of what was solved before, and of what repeats."""

import re
from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from services.desk.knowledge import store
from services.desk.knowledge.departments import Repeats, repeating
from services.desk.knowledge.store import Found, Wanted
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier.faults import ComplaintType
from services.notifier.postgres.unit import PostgresUnit
from services.notifier.stores.shops import Done
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement, transaction

FIELDS = ("words", "type", "country", "carrier")
"""What may be looked for."""

SPANS = (7, 28, 91, 365)
"""Days over which it is counted what repeats."""

LONGEST = 200
"""Characters of what is looked for."""

_COUNTRY = re.compile(r"([A-Za-z]{2})?")


async def knowledge_page(visit: Visit) -> Response:
    """The form, and what was solved last."""
    return await _page(visit, {})


async def look(visit: Visit, given: Mapping[str, str]) -> Response:
    """What a form asks for: what is looked for never stands in an address."""
    return await _page(visit, given)


async def hide(visit: Visit, given: Mapping[str, str]) -> Response:
    """Keep an answer back that should not be read here."""
    await hidden(visit, given.get("order", ""))
    return RedirectResponse("/knowledge", 303)


async def hidden(visit: Visit, order_key: str) -> None:
    """Keep an answer back for good, and enter who did.

    Raises:
        Forbidden: their role does not allow it.
        InvalidInput: there is no such answer of theirs.
    """
    visit.need("agent")
    done = False
    if visit.person.sees_order(order_key):
        async with transaction(visit.room.pool) as conn:
            done = await store.hide(conn, order_key)
            if done:
                act = Done(visit.now, visit.person.name, "hid", order_key)
                await PostgresUnit(conn).shops.note(act)
    if not done:
        raise InvalidInput("unknown_order", "there is no answer of such a case")


async def repeats_page(visit: Visit) -> Response:
    """What repeats, and to whom it belongs."""
    days = days_of(visit.request.query_params.get("days", ""))
    found = await repeats(visit, days)
    return shown(visit, "repeats.html", found=found, days=days, spans=SPANS)


async def found_for(visit: Visit, given: Mapping[str, str]) -> list[Found]:
    """Solved cases of somebody's shops.

    Raises:
        InvalidInput: a type or a country that is none, or too many words.
    """
    asked = {name: given.get(name, "").strip() for name in FIELDS}
    if asked["type"] and asked["type"] not in set(ComplaintType):
        raise InvalidInput("unknown_type", f"there is no type {asked['type'][:40]}")
    if not _COUNTRY.fullmatch(asked["country"]):
        raise InvalidInput("unknown_country", "a country is two letters, such as ES")
    if any(len(one) > LONGEST for one in asked.values()):
        raise InvalidInput("too_long", f"at most {LONGEST} characters")
    wanted = Wanted(**{**asked, "country": asked["country"].upper()}, shops=visit.person.shops)
    async with one_statement(visit.room.pool) as conn:
        return await store.search(conn, wanted)


async def repeats(visit: Visit, days: int) -> list[Repeats]:
    """What repeats in somebody's shops: in the last so many days, against as many before."""
    async with one_statement(visit.room.pool) as conn:
        counted = await store.repeated(conn, visit.now, timedelta(days=days), visit.person.shops)
    return repeating(counted, visit.room.settings.desk.departments)


def days_of(text: str) -> int:
    """Over how many days it is counted.

    Raises:
        InvalidInput: not over so many.
    """
    found = next((one for one in SPANS if str(one) == (text or "28")), None)
    if found is None:
        raise InvalidInput("unknown_span", f"days: one of {', '.join(map(str, SPANS))}")
    return found


async def _page(visit: Visit, given: Mapping[str, str]) -> Response:
    return shown(
        visit,
        "knowledge.html",
        found=await found_for(visit, given),
        given={name: given.get(name, "") for name in FIELDS},
        looked=any(given.get(name, "").strip() for name in FIELDS),
        types=list(ComplaintType),
    )
