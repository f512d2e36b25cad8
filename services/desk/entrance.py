"""How somebody comes in: who they are, told with each request, and their session."""

import time
from collections.abc import Callable
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.desk.session import Session, Sessions
from services.desk.who import Guests, Person, Stranger
from services.desk.words import Words
from services.runtime.logs import get_logger
from services.runtime.shops import StaffLanguage

log = get_logger()

SAFE = frozenset({"GET", "HEAD"})
API = "/api/"
BEGIN = "/session"
"""Where somebody whose session has ended begins another."""

BACK_CHANNEL = "/back-channel-logout"
"""Where a provider itself says that somebody's session has ended."""

Ended = Callable[[Request], Response]
"""The page that somebody sees whose session has ended."""


class Entrance(Protocol):
    """Lets people in, or answers in the place of what they asked for."""

    async def admit(self, request: Request, telling: "Baker") -> Response | None:
        """Note ``person``, ``session`` and ``token`` in the request's state; else the answer."""
        ...


class Baker(Protocol):
    """Takes the cookies that go out with an answer."""

    def bake(self, cookie: str) -> None:
        """One of them, as the header has it."""
        ...


class Cookies:
    """The desk's cookies: never a script's, and over nothing but TLS where the browser comes so.

    Args:
        secure: the browser comes over TLS.
    """

    def __init__(self, *, secure: bool) -> None:
        self._before = "__Host-" if secure else ""
        self._after = "; Secure" if secure else ""

    def written(self, name: str, value: str, site: str, longest: int | None = None) -> str:
        """A cookie; without ``longest`` it ends with the browser.

        Args:
            name: of it, in our words.
            value: what it holds; empty takes it back.
            site: ``Strict`` or ``Lax``.
            longest: seconds.
        """
        ends = "" if longest is None else f"; Max-Age={longest}"
        return f"{self._before}{name}={value}; Path=/; HttpOnly; SameSite={site}{ends}{self._after}"

    def read(self, request: Request, name: str) -> str:
        """What a browser sent under a name, whatever others it sent; empty: nothing."""
        return request.cookies.get(self._before + name, "")

    def names(self, request: Request, beginning: str) -> list[str]:
        """The names that begin so, of all that a browser sent."""
        wanted = self._before + beginning
        found = (name for name in request.cookies if name.startswith(wanted))
        return [name.removeprefix(self._before) for name in found]


SESSION = "desk"
"""The session's cookie."""


def known(request: Request, person: Person) -> None:
    """Note who asks."""
    request.scope.setdefault("state", {})["person"] = person


class Stay:
    """Somebody's session at the desk, from cookie to cookie.

    Args:
        sessions: how long they last.
        cookies: that hold them.
    """

    def __init__(self, sessions: Sessions, cookies: Cookies) -> None:
        self.sessions = sessions
        self._cookies = cookies

    def found(self, request: Request, now: float) -> tuple[Session | None, bool]:
        """The session of a request, and whether it came with any cookie of one."""
        cookie = self._cookies.read(request, SESSION)
        return (self.sessions.read(cookie, now) if cookie else None), bool(cookie)

    def goes_on(self, request: Request, telling: Baker, session: Session) -> None:
        """Note the session of a request, and have it seen."""
        state = request.scope.setdefault("state", {})
        state["session"], state["token"] = session, self.sessions.token(session)
        telling.bake(self.cookie(session))

    def cookie(self, session: Session) -> str:
        """Its cookie."""
        return self._cookies.written(SESSION, self.sessions.written(session), "Strict")

    def gone(self) -> str:
        """What takes its cookie back."""
        return self._cookies.written(SESSION, "", "Strict", 0)


class Told:
    """Who asks is told with each request: by a proxy, or by where it comes from.

    REST has no session there: a browser sends nothing by itself that names anybody.

    Args:
        guests: who may come in.
        stay: their sessions.
        ended: says that a session has ended.
    """

    def __init__(self, guests: Guests, stay: Stay, ended: Ended) -> None:
        self._guests = guests
        self._stay = stay
        self._ended = ended

    async def admit(self, request: Request, telling: Baker) -> Response | None:
        """As ``Entrance`` says."""
        try:
            person = self._guests.recognise(
                request.client.host if request.client else "", headers_of(request)
            )
        except Stranger as error:
            log.warning("desk.stranger", why=str(error))
            return plain(request, 403, f"You may not come in: {error}.")
        known(request, person)
        if request.url.path.startswith(API):
            return None
        now = time.time()
        found, came = self._stay.found(request, now)
        if found is not None and found.name != person.name:
            found = None
        if found is None and request.url.path == BEGIN and request.method == "POST":
            telling.bake(self._stay.cookie(self._stay.sessions.begin(person.name, now)))
            return RedirectResponse("/", 303)
        if found is None and (came or request.method not in SAFE):
            return self._ended(request)
        session = found or self._stay.sessions.begin(person.name, now)
        self._stay.goes_on(request, telling, session)
        return None


def plain(request: Request, status: int, words: str) -> Response:
    """An answer in a sentence, to somebody who is not known yet."""
    told = Words(asks_for(request)).told(words)
    return Response(told + "\n", status, media_type="text/plain")


def asks_for(request: Request) -> StaffLanguage:
    """The language of somebody who is not known yet, as their browser asks for it."""
    asked = request.headers.get("accept-language", "").lower()
    return "zh-Hans" if asked.startswith("zh") else "en"


def headers_of(request: Request) -> dict[str, list[str]]:
    """Each header's values, by name in lower case."""
    found: dict[str, list[str]] = {}
    for name, value in request.scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(_decoded(value))
    return found


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
