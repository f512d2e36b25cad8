"""Sign-ins that have begun, each in a cookie of its own: two tabs may be at it at once.

The provider's answer comes from another site, which no ``Strict`` cookie survives: these are
``Lax``, for ten minutes, and the state that an answer carries says which of them it is of.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request

from services.desk.entrance import Baker, Cookies
from services.desk.session import Seals

NAME = "desk-sign-in-"
"""How their cookies begin; what follows is of the state, and does not tell it."""

TEN_MINUTES = 600

MOST = 5
"""That one browser has at once: the oldest makes room, for cookies travel with each request."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that has begun, as its cookie keeps it.

    Attributes:
        state: that the provider's answer carries; ``nonce``: its token.
        verifier: what the code's challenge was made from.
        back: the page of ours that was asked for.
        at: seconds of machine time.
    """

    state: str
    nonce: str
    verifier: str
    back: str
    at: int

    @classmethod
    def new(cls, back: str, now: float) -> "Begun":
        """A new one, of which nothing can be guessed."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, back, int(now))

    @property
    def challenge(self) -> str:
        """Of the verifier, by S256 (RFC 7636)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class Attempts:
    """Those of a browser, in its cookies.

    Args:
        cookies: of the desk.
        seals: of these alone.
    """

    def __init__(self, cookies: Cookies, seals: Seals) -> None:
        self._cookies = cookies
        self._seals = seals

    def begin(self, request: Request, telling: Baker, back: str, now: float) -> Begun:
        """One more; what is over, and the oldest of too many, is taken back."""
        begun = Begun.new(back, now)
        held = sorted(self._held(request, now), key=lambda one: one[0])
        live = [name for at, name in held if at]
        over = [name for at, name in held if not at] + live[: max(0, len(live) - MOST + 1)]
        for name in over:
            telling.bake(self._cookies.written(name, "", "Lax", 0))
        values = {name: getattr(begun, name) for name in Begun.__slots__}
        written = self._seals.written(values)
        telling.bake(self._cookies.written(_named(begun.state), written, "Lax", TEN_MINUTES))
        return begun

    def end(self, request: Request, telling: Baker, state: str, now: float) -> Begun | None:
        """The one that an answer is of, which is taken back with that; None: it is of none."""
        name = _named(state)
        telling.bake(self._cookies.written(name, "", "Lax", 0))
        begun = self._read(request, name, now)
        if begun is None or not hmac.compare_digest(state.encode(), begun.state.encode()):
            return None
        return begun

    def _held(self, request: Request, now: float) -> Iterator[tuple[int, str]]:
        """When each began, and its name; 0: it is over, or none of ours."""
        for name in self._cookies.names(request, NAME):
            begun = self._read(request, name, now)
            yield begun.at if begun else 0, name

    def _read(self, request: Request, name: str, now: float) -> Begun | None:
        told = self._seals.read(self._cookies.read(request, name))
        begun = Begun(**told) if told else None
        return begun if begun and now - begun.at <= TEN_MINUTES else None


def _named(state: str) -> str:
    return NAME + hashlib.sha256(state.encode()).hexdigest()[:16]
