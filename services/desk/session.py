"""Sessions, and the tokens of forms: sealed texts in cookies, nothing kept. Pure; machine time.

A session says who somebody is, since when, and when last they were here. Whether that still holds
is for the entrance to say: a proxy tells who it is with each request, a provider told it once.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.runtime.errors import InvalidInput
from services.runtime.privacy.sealing import DataKey


class Seals:
    """Writes values as a text that nobody reads, changes or makes without the secret.

    Args:
        secret: shared by every replica.
        about: what such a text is; it opens as nothing else.
    """

    def __init__(self, secret: bytes, about: str) -> None:
        self._about = about
        self._key = DataKey(hmac.digest(secret, about.encode(), hashlib.sha256))

    def written(self, values: Mapping[str, Any]) -> str:
        """The text."""
        plain = json.dumps(values, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._key.seal(plain, self._about)).decode().rstrip("=")

    def read(self, text: str) -> dict[str, Any] | None:
        """The values; None where it is no such text of ours."""
        try:
            sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            found: dict[str, Any] = json.loads(self._key.open(sealed, self._about))
        except (binascii.Error, ValueError, InvalidInput):
            return None
        return found


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's session.

    Attributes:
        name: what the proxy or the provider calls them.
        began: seconds of machine time.
        seen: when something was last asked.
        id: of this session and no other.
        groups: theirs that matter here, where a provider told them.
        marks: by which that provider may end it; see ``Sessions.mark``.
    """

    name: str
    began: int
    seen: int
    id: str
    groups: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Sessions:
    """Makes and reads sessions.

    Args:
        secret: shared by every replica.
        idle: seconds without a request after which one ends.
        longest: seconds after which it ends in any case.
    """

    def __init__(self, secret: bytes, *, idle: float, longest: float) -> None:
        self._seals = Seals(secret, "forestall desk session")
        self._forms = hmac.digest(secret, b"forestall desk form", hashlib.sha256)
        self._marks = hmac.digest(secret, b"forestall desk mark", hashlib.sha256)
        self._idle = idle
        self.longest = longest

    def begin(
        self, name: str, now: float, groups: Sequence[str] = (), marks: Sequence[str] = ()
    ) -> Session:
        """A new one."""
        new = secrets.token_urlsafe(18)
        return Session(name, int(now), int(now), new, tuple(groups), tuple(marks))

    def mark(self, kind: str, value: str) -> str:
        """What a provider calls somebody or a session, so that nobody reads it where it is kept.

        No id of a session is written so.
        """
        told = hmac.new(self._marks, f"{kind}\n{value}".encode(), hashlib.sha256).hexdigest()
        return f"{kind}:{told[:32]}"

    def written(self, session: Session) -> str:
        """What a cookie holds: nothing that can be read, or made, without the secret."""
        return self._seals.written(
            {
                "name": session.name,
                "began": session.began,
                "seen": session.seen,
                "id": session.id,
                "groups": session.groups,
                "marks": session.marks,
            }
        )

    def read(self, cookie: str, now: float) -> Session | None:
        """The session in a cookie, seen just now; None where it has ended or is none."""
        told = self._seals.read(cookie)
        if told is None:
            return None
        name, began, seen = told["name"], told["began"], told["seen"]
        if now - seen > self._idle or now - began > self.longest:
            return None
        groups, marks = (tuple(told.get(one, ())) for one in ("groups", "marks"))
        return Session(name, began, max(seen, int(now)), told["id"], groups, marks)

    def token(self, session: Session) -> str:
        """What a form of this session carries: a page of another site cannot know it."""
        return hmac.new(self._forms, session.id.encode(), hashlib.sha256).hexdigest()

    def holds(self, session: Session, token: str) -> bool:
        """Whether a form is of this session."""
        return hmac.compare_digest(token.encode(), self.token(session).encode())
