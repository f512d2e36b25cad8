"""Access tokens by OAuth 2 client credentials (RFC 6749, section 4.4): an app calls for itself."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from services.connectors.tokens.answer import span, token_of
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, Unanswered
from services.runtime.http.client import Answer, Http

EARLY = timedelta(minutes=1)
"""So long before it expires a token is no longer used."""

LONGEST = timedelta(days=1)
"""No token is kept longer, whatever its answer says."""

_BAD_CREDENTIALS = (400, 401, 403)


class Credentials(Protocol):
    """What a client is known by."""

    @property
    def key(self) -> str:
        """The client's id."""
        ...

    @property
    def secret(self) -> str:
        """Its secret."""
        ...


@dataclass(slots=True)
class ClientCredentials:
    """Fetches a token when there is none, keeps it until it expires, renews one that is refused.

    Args:
        system: whose, for errors and metrics.
        url: the token's address.
        access: who asks.
        style: where the credentials go: ``basic`` in the Authorization header, ``form`` in the
            body.
        lives: how long a token lives where the answer does not say.
        scope: what is asked for, where the platform wants it named.
    """

    http: Http
    system: str
    url: str
    access: Credentials
    style: Literal["basic", "form"] = "form"
    lives: timedelta = timedelta(minutes=30)
    scope: str = ""
    _token: str = field(default="", repr=False)
    _until: datetime | None = None
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def call(
        self, now: datetime, make: Callable[[dict[str, str]], Awaitable[Answer]]
    ) -> Answer:
        """Make a call under a token; once more under a new one where the first is not accepted.

        Args:
            now: domain time, in which tokens expire.
            make: makes the call with these headers.

        Raises:
            NotAuthorised: the credentials are refused, or a fresh token is.
            OutsideError: see the tree.
        """
        token = await self._valid(now)
        try:
            return await make(_bearer(token))
        except NotAuthorised:
            async with self._one:
                if self._token == token:
                    self._token, self._until = "", None
            return await make(_bearer(await self._valid(now)))

    async def _valid(self, now: datetime) -> str:
        async with self._one:
            if not self._token or self._until is None or now >= self._until:
                self._token, lives = await self.fetch()
                self._until = now + lives - EARLY
            return self._token

    async def fetch(self) -> tuple[str, timedelta]:
        """A new token, and how long it lives; a system with a form of its own overrides it.

        Raises:
            NotAuthorised: the credentials are refused.
            OutsideError: see the tree.
        """
        form = {"grant_type": "client_credentials"} | ({"scope": self.scope} if self.scope else {})
        headers = {"accept": "application/json"}
        if self.style == "basic":
            pair = f"{self.access.key}:{self.access.secret}".encode()
            headers["authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        else:
            form |= {"client_id": self.access.key, "client_secret": self.access.secret}
        try:
            answer = await self.http.call(
                self.system, "POST", self.url, data=form, headers=headers, repeat=True
            )
            told = answer.json()
        except InvalidInput as error:
            raise Unanswered(self.system, "unreadable", "the token is no JSON") from error
        except Refused as error:
            if error.code in {str(code) for code in _BAD_CREDENTIALS}:
                raise NotAuthorised(self.system, error.code, "the credentials") from error
            raise
        return self._read(told)

    def _read(self, told: Any) -> tuple[str, timedelta]:
        token = token_of(self.system, told)
        lives = span(told.get("expires_in"))
        return token, min(max(self.lives if lives is None else lives, EARLY * 2), LONGEST)


def _bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
