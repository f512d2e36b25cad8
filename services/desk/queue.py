"""The queue's page: open tasks by what they may cost to leave lying, page by page."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import get_args
from urllib.parse import urlencode

from starlette.responses import Response

from services.desk.pages import shown
from services.desk.visit import Visit
from services.desk.who import Person
from services.notifier.postgres.queue import Asked, Place, page, place_of
from services.notifier.stores.tasks import Task, TaskKind
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement

PAGE = 50
"""Tasks of a page."""

FILTERS = ("shop", "marketplace", "kind", "rule", "country", "hands", "snoozed")
"""What a queue's address may say; never anybody's name."""

KINDS: tuple[TaskKind, ...] = get_args(TaskKind)


async def first_page(visit: Visit) -> Response:
    """The open tasks, the most pressing first."""
    params = visit.request.query_params
    found, more = await tasks_of(visit, params)
    given = {name: params.get(name, "") for name in FILTERS}
    kept = {name: value for name, value in given.items() if value}
    return shown(
        visit,
        "queue.html",
        found=found,
        given=given,
        kinds=KINDS,
        marketplaces=sorted({key.split("/", 1)[0] for key in visit.room.shops(visit.person)}),
        more=urlencode({**kept, "after": written(place_of(found[-1]))}) if more else "",
        top=bool(params.get("after")),
    )


async def tasks_of(visit: Visit, params: Mapping[str, str]) -> tuple[list[Task], bool]:
    """A page of the queue, and whether there are more behind it.

    Raises:
        InvalidInput: a filter that does not exist, or a shop that is not theirs.
    """
    asked = asked_of(params, visit.person)
    async with one_statement(visit.room.pool) as conn:
        found = await page(conn, asked, visit.now)
    return found[:PAGE], len(found) > PAGE


def asked_of(params: Mapping[str, str], person: Person) -> Asked:
    """What an address asks for, of what somebody may see. Pure.

    Raises:
        InvalidInput: a filter that does not exist, or a shop that is not theirs.
    """
    shops = person.shops
    if shop := params.get("shop"):
        if not person.sees(shop):
            raise InvalidInput("unknown_shop", f"there is no shop {shop}")
        shops = frozenset({shop})
    kind = params.get("kind") or None
    hands = params.get("hands", "")
    if kind is not None and kind not in KINDS:
        raise InvalidInput("unknown_kind", f"there is no kind {kind}")
    if hands not in ("", "mine", "free", "second"):
        raise InvalidInput("unknown_hands", "hands: mine, free or second")
    after = params.get("after")
    return Asked(
        shops=shops,
        marketplace=params.get("marketplace", ""),
        kind=next((one for one in KINDS if one == kind), None),
        rule=params.get("rule", ""),
        country=params.get("country", "").strip().upper(),
        assignee={"mine": person.name, "free": ""}.get(hands),
        not_by=person.name if hands == "second" else None,
        after=read(after) if after else None,
        snoozed=bool(params.get("snoozed")),
        limit=PAGE + 1,
    )


def written(place: Place) -> str:
    """A place in the queue, as an address has it."""
    at = place.deadline.isoformat() if place.deadline else "-"
    return f"{int(place.vip)}_{at}_{place.at_risk}_{place.id}"


def read(text: str) -> Place:
    """The place that an address names.

    Raises:
        InvalidInput: it names none.
    """
    try:
        vip, at, risk, number = text.split("_")
        deadline = None if at == "-" else datetime.fromisoformat(at)
        found = Place(vip == "1", deadline, Decimal(risk), int(number))
    except (ValueError, InvalidOperation) as error:
        raise InvalidInput("no_place", "this is no place in the queue: begin at its top") from error
    if not found.at_risk.is_finite() or (deadline is not None and deadline.tzinfo is None):
        raise InvalidInput("no_place", "this is no place in the queue: begin at its top")
    return found
