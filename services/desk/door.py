"""The door of the desk: nobody passes without a name, and every answer says what a browser may do.

Pages: a session of the desk, and on every form a token of it. REST: what changes something is sent
as ``application/json``, which a page of another site cannot have a browser send.
"""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.desk.entrance import API, SAFE, Entrance, plain

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


class Door:
    """The ASGI application around all pages.

    Args:
        app: the pages; find ``person``, ``session`` and ``token`` in the request's state.
        entrance: who may come in, and how long they stay.
    """

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        telling = _Telling(send, private=not request.url.path.startswith(STATIC))
        if request.url.path.startswith(STATIC):
            await self._app(scope, receive, telling)
            return
        answer = _refused(request) or await self._entrance.admit(request, telling)
        await (answer or self._app)(scope, receive, telling)


def _refused(request: Request) -> Response | None:
    """What changes something comes from our own pages, or from no page at all."""
    if request.method in SAFE:
        return None
    site = request.headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        return plain(request, 403, "This was asked for by another site's page.")
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if request.url.path.startswith(API) and kind != "application/json":
        return plain(request, 415, "Send application/json.")
    return None


class _Telling:
    """Sends, and puts the headers of every answer before it."""

    def __init__(self, send: Send, *, private: bool) -> None:
        self._send = send
        self._private = private
        self._cookies: list[str] = []

    def bake(self, cookie: str) -> None:
        """Send a cookie along."""
        self._cookies.append(cookie)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers["cache-control"] = "no-store" if self._private else "max-age=3600"
            for cookie in self._cookies:
                headers.append("set-cookie", cookie)
        await self._send(message)
