"""One request at the desk: who asks, in which language, and the form that they sent."""

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.desk.form import fields_of
from services.desk.room import Room
from services.desk.who import Person
from services.desk.words import Words
from services.runtime.desk import Role
from services.runtime.errors import InvalidInput

LONGEST = 64 * 1024
"""Bytes of a form or of a REST body."""

TOKEN = "token"  # noqa: S105 - a name
"""The field of every form that shows whose page it is of."""


class Forbidden(Exception):
    """Their role does not allow it, or the form is not of their session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page is made from.

    Attributes:
        now: domain time.
        token: for the forms of their session; empty by REST.
    """

    request: Request
    room: Room
    person: Person
    words: Words
    now: datetime
    token: str

    def need(self, role: Role) -> None:
        """Go on only with this role.

        Raises:
            Forbidden: theirs is a lesser one.
        """
        if not self.person.at_least(role):
            raise Forbidden(f"this wants the role {role}")


Page = Callable[[Visit], Awaitable[Response]]
Deed = Callable[[Visit, Mapping[str, str]], Awaitable[Response]]


def visit_of(request: Request) -> Visit:
    """The visit that a request is."""
    room: Room = request.app.state.room
    person: Person = request.state.person
    token = getattr(request.state, "token", "")
    words = Words(person.language)
    return Visit(request, room, person, words, room.clock.now(), token)


def looking(path: str, page: Page) -> Route:
    """The route of a page that only shows."""

    async def shown(request: Request) -> Response:
        return await page(visit_of(request))

    return Route(path, shown, methods=["GET"], name=page.__name__)


def doing(path: str, deed: Deed, longest: int = LONGEST) -> Route:
    """The route of a form: taken only with the token of the session, ``longest`` bytes of it."""

    async def done(request: Request) -> Response:
        visit = visit_of(request)
        given = await form_of(request, longest)
        if not hmac.compare_digest(given.pop(TOKEN, "").encode(), visit.token.encode()):
            raise Forbidden("this page is of a session that has ended: load it again")
        return await deed(visit, given)

    return Route(path, done, methods=["POST"], name=deed.__name__)


async def body_of(request: Request, longest: int = LONGEST) -> bytes:
    """The body, which is short.

    Raises:
        InvalidInput: it is not.
    """
    found = b""
    async for part in request.stream():
        found += part
        if len(found) > longest:
            raise InvalidInput("too_large", "this is longer than any form of the desk")
    return found


async def form_of(request: Request, longest: int = LONGEST) -> dict[str, str]:
    """The fields of a form.

    Raises:
        InvalidInput: it cannot be read, or is too long.
    """
    body, kind = await body_of(request, longest), request.headers.get("content-type", "")
    try:
        return fields_of(kind, body)
    except ValueError as error:
        raise InvalidInput("unreadable", "the form cannot be read") from error


def is_ours(path: str) -> bool:
    """Whether an address is a page of ours, and leads to no other site."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
