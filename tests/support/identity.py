"""A small OpenID Connect provider on loopback: real signatures, and every way to get it wrong.

It signs with ``cryptography`` alone, so that what verifies its tokens is not what made them.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from services.runtime.http.serving import listen, serve

CLIENT = "forestall-desk"
SECRET = "a secret: of/the desk"
"""With what a login has to spell out."""

Claims = dict[str, Any]


def part(value: bytes | Claims) -> str:
    """Base64url, as JOSE has it."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@cache
def _rsa(_: str) -> rsa.RSAPrivateKey:
    """A name's key: always the same within a process, since making one takes 50 ms of CPU."""
    return rsa.generate_private_key(65537, 2048)


class RsaKey:
    """RS256; two of the same ``kid`` are one key."""

    def __init__(self, kid: str) -> None:
        self.kid = kid
        self.private = _rsa(kid)

    def jwk(self) -> Claims:
        """The public half."""
        numbers = self.private.public_key().public_numbers()
        values = {"n": numbers.n.to_bytes(256, "big"), "e": numbers.e.to_bytes(3, "big")}
        told = {name: part(value) for name, value in values.items()}
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, **told}

    def signed(self, claims: Claims, **header: str) -> str:
        """A token."""
        plain = f"{part({'alg': 'RS256', 'kid': self.kid, **header})}.{part(claims)}"
        signature = self.private.sign(plain.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{plain}.{part(signature)}"


class EcKey:
    """ES256."""

    def __init__(self, kid: str) -> None:
        self.kid = kid
        self.private = ec.generate_private_key(ec.SECP256R1())

    def jwk(self) -> Claims:
        """The public half."""
        numbers = self.private.public_key().public_numbers()
        told = {name: part(getattr(numbers, name).to_bytes(32, "big")) for name in ("x", "y")}
        return {"kty": "EC", "crv": "P-256", "use": "sig", "kid": self.kid, **told}

    def signed(self, claims: Claims, **header: str) -> str:
        """A token."""
        plain = f"{part({'alg': 'ES256', 'kid': self.kid, **header})}.{part(claims)}"
        halves = decode_dss_signature(self.private.sign(plain.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{plain}.{part(b''.join(one.to_bytes(32, 'big') for one in halves))}"


Key = RsaKey | EcKey
Sign = Callable[[Key, Claims], str]


def honest(key: Key, claims: Claims) -> str:
    """A token as it should be."""
    return key.signed(claims)


def unsigned(_: Key, claims: Claims) -> str:
    """Of the algorithm ``none``."""
    return f"{part({'alg': 'none'})}.{part(claims)}."


def by_the_public_key(key: Key, claims: Claims) -> str:
    """HS256, its secret being what everybody can read."""
    plain = f"{part({'alg': 'HS256', 'kid': key.kid})}.{part(claims)}"
    public = json.dumps(key.jwk()).encode()
    return f"{plain}.{part(hmac.digest(public, plain.encode(), 'sha256'))}"


def tampered(key: Key, claims: Claims) -> str:
    """Somebody else's name under the signature."""
    head, _, signature = key.signed(claims).split(".")
    return f"{head}.{part({**claims, 'email': 'adm@example.com'})}.{signature}"


@dataclass
class Identity:
    """The provider, and who sits before it.

    Attributes:
        who: claims of whoever signs in now; None: they refuse.
        changes: claims of each ID token otherwise; None takes one out.
        sign: how tokens are signed.
        hangs: until it is set, nothing is answered.
        down: everything is answered by 503.
        asked: paths, each time.
        state: that it sends back in place of what it was sent.
        replayed: the code of an earlier sign-in that it sends back in place of a new one.
        ended: sessions of its own that were ended.
    """

    issuer: str
    who: Claims | None = None
    changes: Claims = field(default_factory=dict)
    sign: Sign = honest
    keys: list[Key] = field(default_factory=list)
    hangs: asyncio.Event | None = None
    down: bool = False
    posts_secret: bool = False
    asked: list[str] = field(default_factory=list)
    state: str | None = None
    replayed: str | None = None
    ended: int = 0
    last_code: str = ""
    _codes: dict[str, Claims] = field(default_factory=dict)

    def token(self, audience: str, **claims: Any) -> str:
        """An access token as RFC 9068 has it."""
        now = int(time.time())
        told = {"iss": self.issuer, "aud": audience, "iat": now, "exp": now + 300, **claims}
        return self.keys[0].signed(told, typ="at+jwt")

    def logout(self, **changes: Any) -> str:
        """A logout token (Back-Channel Logout 1.0); None takes a claim out."""
        now = int(time.time())
        event = {"http://schemas.openid.net/event/backchannel-logout": {}}
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 120}
        claims |= {"jti": secrets.token_urlsafe(8), "events": event, **changes}
        given = {name: value for name, value in claims.items() if value is not None}
        return self.sign(self.keys[0], given)

    def app(self) -> Starlette:
        """Its pages."""
        paths = {
            "/.well-known/openid-configuration": self._document,
            "/authorize": self._authorize,
            "/keys": self._jwks,
            "/end": self._end,
        }
        routes = [Route(path, self._open(path, page)) for path, page in paths.items()]
        return Starlette(
            routes=[*routes, Route("/token", self._open("/token", self._token), methods=["POST"])]
        )

    def _open(self, path: str, page: Callable[[Request], Any]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            self.asked.append(path)
            if self.hangs is not None:
                await self.hangs.wait()
            if self.down:
                return PlainTextResponse("maintenance", 503)
            found: Response = await page(request)
            return found

        return answer

    async def _document(self, _: Request) -> Response:
        method = "client_secret_post" if self.posts_secret else "client_secret_basic"
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end",
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
                "token_endpoint_auth_methods_supported": [method],
                "code_challenge_methods_supported": ["S256"],
                "authorization_response_iss_parameter_supported": True,
                "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = request.query_params
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        answer = {"state": self.state or asked["state"], "iss": self.issuer}
        if self.who is None:
            answer["error"] = "access_denied"
        else:
            self.last_code = self.replayed or secrets.token_urlsafe(16)
            answer["code"] = self.last_code
            if not self.replayed:
                self._codes[self.last_code] = {**asked, "who": dict(self.who)}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 303)

    async def _token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if not self._lets(request, form):
            return JSONResponse({"error": "invalid_client"}, 401)
        if (
            asked is None
            or asked["redirect_uri"] != form.get("redirect_uri")
            or asked["code_challenge"] != part(digest)
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **asked["who"], **self.changes}
        given = {name: value for name, value in claims.items() if value is not None}
        token = self.sign(self.keys[0], given)
        return JSONResponse({"access_token": "opaque", "token_type": "Bearer", "id_token": token})

    def _lets(self, request: Request, form: Claims) -> bool:
        if self.posts_secret:
            return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        kind, _, pair = request.headers.get("authorization", "").partition(" ")
        told = base64.b64decode(pair).decode().split(":") if kind == "Basic" else []
        return [unquote_plus(one) for one in told] == [CLIENT, SECRET]

    async def _jwks(self, _: Request) -> Response:
        strange = {"kty": "AKP", "kid": "tomorrow", "alg": "ML-DSA-65", "pub": "AA"}
        return JSONResponse({"keys": [strange, *(key.jwk() for key in self.keys)]})

    async def _end(self, request: Request) -> Response:
        assert set(request.query_params) == {"client_id", "post_logout_redirect_uri"}
        self.ended += 1
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 303)


@asynccontextmanager
async def identity() -> AsyncIterator[Identity]:
    """One that runs."""
    listening = listen("127.0.0.1", 0)
    made = Identity(f"http://127.0.0.1:{listening.getsockname()[1]}", keys=[RsaKey("one")])
    serving = asyncio.create_task(serve(made.app(), listening))
    try:
        yield made
    finally:
        if made.hangs is not None:
            made.hangs.set()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
