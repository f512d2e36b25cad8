"""Sessions and the tokens of forms: signed texts, nothing kept. Pure; machine time.

A session says since when and when last somebody was here. It is no proof of who they are: that is
told with each request. It ends what was left open: pages, and the forms on them.
"""

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's session.

    Attributes:
        began: seconds of machine time.
        seen: when something was last asked.
    """

    name: str
    began: int
    seen: int


class Sessions:
    """Makes and reads sessions.

    Args:
        secret: shared by every replica.
        idle: seconds without a request after which one ends.
        longest: seconds after which it ends in any case.
    """

    def __init__(self, secret: bytes, *, idle: float, longest: float) -> None:
        self._key = hmac.digest(secret, b"forestall desk session", hashlib.sha256)
        self._idle = idle
        self._longest = longest

    def begin(self, name: str, now: float) -> Session:
        """A new one."""
        return Session(name, int(now), int(now))

    def written(self, session: Session) -> str:
        """What a cookie holds: no name, and nothing that could be made without the secret."""
        return f"{session.began}.{session.seen}.{self._sign('session', session, session.seen)}"

    def read(self, cookie: str, name: str, now: float) -> Session | None:
        """The session in a cookie, seen just now; None where it has ended or is not theirs."""
        began, _, rest = cookie.partition(".")
        seen, _, signature = rest.partition(".")
        if not (began.isdecimal() and seen.isdecimal() and began.isascii() and seen.isascii()):
            return None
        found = Session(name, int(began[:12]), int(seen[:12]))
        if not hmac.compare_digest(
            signature.encode(), self._sign("session", found, found.seen).encode()
        ):
            return None
        if now - found.seen > self._idle or now - found.began > self._longest:
            return None
        return Session(name, found.began, max(found.seen, int(now)))

    def token(self, session: Session) -> str:
        """What a form of this session carries: a page of another site cannot know it."""
        return self._sign("form", session, 0)

    def holds(self, session: Session, token: str) -> bool:
        """Whether a form is of this session."""
        return hmac.compare_digest(token.encode(), self.token(session).encode())

    def _sign(self, what: str, session: Session, seen: int) -> str:
        told = f"{what}\n{session.began}\n{seen}\n{session.name}"
        return hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()
