"""The provider at which people sign in: what it says of itself, its keys, and the code it gives.

What it said is kept for an hour, so that its troubles touch nobody but who signs in meanwhile.
"""

import asyncio
import base64
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote_plus, urlsplit

from joserfc.jwk import KeySet

from services.desk.id_token import Expected, Forged, claims_of, keys_of
from services.desk.logout_token import Logout, logout_of
from services.runtime.desk import LOOPBACK, OidcSettings
from services.runtime.errors import ForestallError, InvalidInput, Refused
from services.runtime.http.client import Http

SYSTEM = "oidc"

KEPT = 3600.0
"""Seconds of machine time for which the document and the keys are not asked for again."""

AGAIN = 10.0
"""Seconds between two tries after one that failed, and between two looks for a new key."""

LIMIT = 5.0
"""Seconds that a call may take: somebody waits for the page."""

CALLBACK = "/signed-in"
SIGNED_OUT = "/signed-out"
"""Pages of ours to which the provider leads back."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What a provider says of itself (OpenID Connect Discovery 1.0).

    Attributes:
        end_session: where its own session is ended; empty: nowhere.
        names_itself: its answers carry ``iss`` (RFC 9207), and one that does not is not its own.
        in_form: it takes the client's secret in the form, and not as a login.
        pkce: it holds a code against the challenge ``S256``; None: it does not say.
        ends_ours: it can say by itself that a session has ended (Back-Channel Logout 1.0).
    """

    authorize: str
    token: str
    keys: str
    end_session: str = ""
    names_itself: bool = False
    in_form: bool = False
    pkce: bool | None = None
    ends_ours: bool = False


class Provider:
    """One provider, asked as rarely as can be.

    Args:
        settings: of the desk.
        http: whose calls may go to a provider inside.
        ticking: machine time, for what is kept.
    """

    def __init__(
        self, settings: OidcSettings, http: Http, ticking: Callable[[], float] = time.monotonic
    ) -> None:
        self.settings = settings
        self._http = http
        self._ticking = ticking
        self._endpoints = _Kept(self._discovered, ticking)
        self._keys = _Kept(self._fetched, ticking)
        self._looked = -AGAIN

    async def endpoints(self) -> Endpoints:
        """What it says of itself.

        Raises:
            OutsideError: it does not answer.
            InvalidInput: it is another than it should be, or says nothing usable.
        """
        return await self._endpoints.get()

    async def keys(self) -> KeySet:
        """What it signs with.

        Raises:
            OutsideError: it does not answer.
            InvalidInput: it says nothing usable.
        """
        return await self._keys.get()

    async def redeemed(self, code: str, verifier: str) -> str:
        """The ID token, signed, that a code stands for; each code once.

        Raises:
            Forged: there is none for it: it was used, is too old, or is not ours.
            NotAuthorised: it does not take the client's name and secret.
            OutsideError: it does not answer.
            InvalidInput: it says nothing usable.
        """
        at, settings = await self.endpoints(), self.settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": settings.address + CALLBACK,
            "code_verifier": verifier,
        }
        headers = {"accept": "application/json"}
        secret = settings.client_secret.get_secret_value() if settings.client_secret else ""
        if secret and not at.in_form:
            pair = f"{quote_plus(settings.client_id)}:{quote_plus(secret)}".encode()
            headers["authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        else:
            form |= {"client_id": settings.client_id}
            form |= {"client_secret": secret} if secret else {}
        try:
            answer = await self._http.call(
                SYSTEM, "POST", at.token, headers=headers, data=form, timeout=LIMIT, repeat=False
            )
        except Refused as error:
            raise Forged("the provider gives nothing for the code") from error
        told = answer.json()
        token = told.get("id_token") if isinstance(told, dict) else None
        if not isinstance(token, str):
            raise InvalidInput("no_id_token", "the provider gave no ID token")
        return token

    async def claims(self, token: str, expected: Expected, now: float) -> Mapping[str, Any]:
        """What a token says, by its keys as they are now: a new one is looked for.

        Raises:
            Forged: it is none of the provider's for us.
            OutsideError: the keys cannot be had.
            InvalidInput: the same.
        """
        return await self._read(lambda keys: claims_of(token, keys, expected, now))

    async def logout(self, token: str, now: float) -> Logout:
        """What a logout token ends; as ``claims``."""
        expected = Expected(self.settings.issuer, self.settings.client_id)
        return await self._read(lambda keys: logout_of(token, keys, expected, now))

    async def _read(self, reading: Callable[[KeySet], T]) -> T:
        try:
            return reading(await self.keys())
        except Forged as error:
            # Anybody can name a key that nobody has: they are not looked for at each such token.
            if not error.another_key or self._ticking() - self._looked < AGAIN:
                raise
        self._looked = self._ticking()
        return reading(await self._keys.anew())

    async def _discovered(self) -> Endpoints:
        issuer = self.settings.issuer
        at = issuer.rstrip("/") + "/.well-known/openid-configuration"
        told = (await self._call(at)).json()
        if not isinstance(told, dict) or told.get("issuer") != issuer:
            raise InvalidInput("another_issuer", "what answers there names itself otherwise")
        methods = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        challenges = told.get("code_challenge_methods_supported")
        return Endpoints(
            authorize=self._address(told, "authorization_endpoint"),
            token=self._address(told, "token_endpoint"),
            keys=self._address(told, "jwks_uri"),
            end_session=self._address(told, "end_session_endpoint") if _has_end(told) else "",
            names_itself=told.get("authorization_response_iss_parameter_supported") is True,
            in_form=isinstance(methods, list) and "client_secret_basic" not in methods,
            pkce="S256" in challenges if isinstance(challenges, list) else None,
            ends_ours=told.get("backchannel_logout_supported") is True,
        )

    async def _fetched(self) -> KeySet:
        found = keys_of((await self._call((await self.endpoints()).keys)).json())
        if not found:
            raise InvalidInput("no_keys", "the provider shows no key that it could sign with")
        return found

    async def _call(self, address: str) -> Any:
        headers = {"accept": "application/json"}
        return await self._http.call(
            SYSTEM, "GET", address, headers=headers, timeout=LIMIT, repeat=False
        )

    def _address(self, told: Mapping[str, Any], name: str) -> str:
        """An address that a document names: over TLS, but on this machine.

        Raises:
            InvalidInput: there is none.
        """
        found = told.get(name)
        parts = urlsplit(found) if isinstance(found, str) else None
        if parts is None or parts.scheme not in ("https", "http") or not parts.hostname:
            raise InvalidInput("no_endpoint", f"the provider names no {name}")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise InvalidInput("plain_endpoint", f"{name} of the provider is not https")
        return str(found)


def _has_end(told: Mapping[str, Any]) -> bool:
    return bool(told.get("end_session_endpoint"))


class _Kept(Generic[T]):
    """Something of the provider's, kept for a while; what failed is not tried at once again.

    Whoever asks while it is fetched waits for that one call. What was kept for too long is still
    better than nothing while the provider is away.
    """

    def __init__(self, fetch: Callable[[], Awaitable[T]], ticking: Callable[[], float]) -> None:
        self._fetch = fetch
        self._ticking = ticking
        self._lock = asyncio.Lock()
        self._held: T | None = None
        self._until = -1.0
        self._failed: ForestallError | None = None
        self._not_before = -1.0

    async def get(self) -> T:
        """It, from here or from there."""
        async with self._lock:
            if self._held is not None and self._ticking() < self._until:
                return self._held
            return await self._get_anew()

    async def anew(self) -> T:
        """It, from there."""
        async with self._lock:
            return await self._get_anew()

    async def _get_anew(self) -> T:
        if self._failed is not None and self._ticking() < self._not_before:
            return self._or_old(self._failed)
        try:
            self._held = await self._fetch()
        except ForestallError as error:
            self._failed, self._not_before = error, self._ticking() + AGAIN
            return self._or_old(error)
        self._failed, self._until = None, self._ticking() + KEPT
        return self._held

    def _or_old(self, error: ForestallError) -> T:
        if self._held is None:
            raise error
        return self._held
