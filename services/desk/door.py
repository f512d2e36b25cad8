"""The door of the desk: nobody passes without a name, and every answer says what a browser may do.

Pages: a session of the desk, and on every form a token of it. REST: no session; what changes
something is sent as ``application/json``, which a page of another site cannot have a browser send.
"""

import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.desk.session import Session, Sessions
from services.desk.who import Guests, Person, Stranger
from services.runtime.logs import get_logger

log = get_logger()

SAFE = frozenset({"GET", "HEAD"})
BEGIN = "/session"
"""Where somebody whose session has ended begins another."""

API = "/api/"
STATIC = "/static/"

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

Ended = Callable[[Request], Response]
"""The page that somebody sees whose session has ended."""


class Door:
    """The ASGI application around all pages.

    Args:
        app: the pages; find ``person``, ``session`` and ``token`` in the request's state.
        guests: who may come in.
        sessions: how long they stay.
        secure: the browser comes over TLS: its cookie goes over nothing else.
        ended: says that a session has ended.
    """

    def __init__(
        self, app: ASGIApp, *, guests: Guests, sessions: Sessions, secure: bool, ended: Ended
    ) -> None:
        self._app = app
        self._guests = guests
        self._sessions = sessions
        self._cookie = "__Host-desk" if secure else "desk"
        self._flags = "; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if secure else "")
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        telling = _Telling(send, private=not request.url.path.startswith(STATIC))
        if request.url.path.startswith(STATIC):
            await self._app(scope, receive, telling)
            return
        try:
            person = self._guests.recognise(
                request.client.host if request.client else "", _headers(scope)
            )
        except Stranger as error:
            log.warning("desk.stranger", why=str(error))
            await _plain(403, f"You may not come in: {error}.")(scope, receive, telling)
            return
        answer = self._refused(request) or self._entered(request, person, telling)
        await (answer or self._app)(scope, receive, telling)

    def _refused(self, request: Request) -> Response | None:
        """What changes something comes from our own pages, or from no page at all."""
        if request.method in SAFE:
            return None
        site = request.headers.get("sec-fetch-site", "none")
        if site not in ("same-origin", "none"):
            return _plain(403, "This was asked for by another site's page.")
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if request.url.path.startswith(API) and kind != "application/json":
            return _plain(415, "Send application/json.")
        return None

    def _entered(self, request: Request, person: Person, telling: "_Telling") -> Response | None:
        """Note who asks; the answer itself where the session has ended."""
        state = request.scope.setdefault("state", {})
        state["person"] = person
        if request.url.path.startswith(API):
            return None
        now = time.time()
        cookie = _cookie(request, self._cookie)
        found = self._sessions.read(cookie, person.name, now) if cookie else None
        if found is None and request.url.path == BEGIN and request.method == "POST":
            telling.cookie = self._written(self._sessions.begin(person.name, now))
            return RedirectResponse("/", 303)
        if found is None and (cookie or request.method not in SAFE):
            return self._ended(request)
        session = found or self._sessions.begin(person.name, now)
        telling.cookie = self._written(session)
        state["session"], state["token"] = session, self._sessions.token(session)
        return None

    def _written(self, session: Session) -> str:
        return f"{self._cookie}={self._sessions.written(session)}{self._flags}"


class _Telling:
    """Sends, and puts the headers of every answer before it."""

    def __init__(self, send: Send, *, private: bool) -> None:
        self._send = send
        self._private = private
        self.cookie = ""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["cache-control"] = "no-store" if self._private else "max-age=3600"
            if self.cookie:
                headers.append("set-cookie", self.cookie)
        await self._send(message)


def _plain(status: int, words: str) -> Response:
    return Response(words + "\n", status, media_type="text/plain")


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(_decoded(value))
    return found


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _cookie(request: Request, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(request.headers.get("cookie", ""))
    except CookieError:
        return ""
    morsel: Any = jar.get(name)
    return str(morsel.value) if morsel else ""
