"""A case's page: what happened and why, what will and what will not; and how one is found."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from services.desk import evidence
from services.desk.evidence import FORMS, form_of
from services.desk.facts import facts
from services.desk.line import drawn, state_of
from services.desk.pack.model import Pack
from services.desk.pack.words import languages
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier import people
from services.notifier.ledger import ref_of
from services.notifier.plan import NEVER
from services.notifier.postgres.search import found
from services.notifier.told import in_a_line, local, said_in
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement
from services.runtime.tongues import language_for
from services.tracker.view import each, orders_of


async def case_page(visit: Visit) -> Response:
    """The case of an order."""
    return await _page(visit, visit.request.path_params["order"])


async def hand(visit: Visit, given: Mapping[str, str]) -> Response:
    """Take an order over from the machine, or hand it back."""
    key = visit.request.path_params["order"]
    visit.need("agent")
    await handed(visit, key, given.get("hand", ""))
    return RedirectResponse(f"/cases/{quote(key)}", 303)


async def handed(visit: Visit, key: str, hand: str) -> None:
    """Note who has an order in hand: ``take`` or ``back``.

    Raises:
        InvalidInput: there is no such order of theirs, or no such word.
    """
    visit.need("agent")
    if not visit.person.sees_order(key):
        raise InvalidInput("unknown_order", f"there is no order {key}")
    by, stores = visit.person.name, visit.room.stores
    if hand == "take":
        await people.take_over(stores, visit.now, key, by)
    elif hand == "back":
        await people.hand_back(stores, visit.now, key, by)
    else:
        raise InvalidInput("unknown_act", "hand: take or back")


async def evidence_page(visit: Visit) -> Response:
    """The evidence pack, as a file."""
    return await evidence_file(visit, visit.request.query_params.get("format", "pdf"))


async def evidence_file(visit: Visit, form: str) -> Response:
    """The pack of the order that the address names, in the form and the language asked for.

    Raises:
        InvalidInput: there is no such order of theirs, no such form or no such language.
    """
    as_file = form_of(form)
    pack = await evidence_of(visit)
    name = quote(f"evidence-{pack.number}.{as_file.suffix}", safe="")
    return Response(
        await as_file.made(pack),
        media_type=as_file.media,
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


async def evidence_of(visit: Visit) -> Pack:
    """The pack of the order that the address names.

    Raises:
        InvalidInput: there is no such order of theirs, or no such language.
    """
    room, asked = visit.room, visit.request.query_params.get("language", "")
    view = await room.case(visit.person, visit.request.path_params["order"], visit.now)
    return (await evidence.drawn(room.settings, room.pool, view, visit.now, asked)).pack


async def search_page(visit: Visit) -> Response:
    """The form alone: what is looked for never stands in an address."""
    return shown(visit, "search.html", orders=None, wanted="")


async def search(visit: Visit, given: Mapping[str, str]) -> Response:
    """Orders by their number, a tracking number or the buyer's reference; one alone is shown."""
    wanted = given.get("wanted", "").strip()
    orders = await search_for(visit, wanted)
    if len(orders) == 1:
        return RedirectResponse(f"/cases/{quote(orders[0])}", 303)
    return shown(visit, "search.html", orders=orders, wanted=wanted)


async def search_for(visit: Visit, wanted: str) -> list[str]:
    """The keys of the orders that a word finds in somebody's shops."""
    if not wanted:
        return []
    shops = visit.person.shops
    async with one_statement(visit.room.pool) as conn:
        orders = await found(conn, wanted, None if shops is None else sorted(shops))
    numbered = await orders_of(visit.room.pool, wanted)
    return sorted({*orders, *(key for key in numbered if visit.person.sees_order(key))})


async def _page(visit: Visit, key: str) -> Response:
    room = visit.room
    view = await room.case(visit.person, key, visit.now)
    said = await said_in(room.settings, room.pool, view)
    zone = room.zone(visit.person, key)
    entries = [
        (entry, in_a_line(entry, visit.words.value), said.get(ref_of(entry), ""))
        for entry in view.entries
    ]
    return shown(
        visit,
        "case.html",
        view=view,
        case=view.case,
        facts=facts(view.case),
        entries=entries,
        parcels=await each(room.pool, sorted(view.case.parcels), visit.now),
        deadlines=[(one, state_of(one)) for one in view.deadlines],
        line=drawn(view.deadlines, visit.now, zone, visit.words.language, visit.words.value)
        if view.deadlines
        else None,
        local=partial(local, zone=zone),
        zone=zone.key,
        never=NEVER,
        forms=tuple(FORMS),
        languages=languages(),
        spoken=language_for(key.split("/", 1)[0], view.case.country),
        in_hand=view.case.person is not None and view.case.person.kind == "take_over",
    )
