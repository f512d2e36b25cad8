"""Tokens that a provider signed: whose they are, once nothing about them is wrong. Pure.

OpenID Connect Core 1.0, 3.1.3.7; access tokens as RFC 9068 has them.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet, RSAKey, import_key
from joserfc.jws import JWSRegistry

from services.runtime.intake import storable

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a key that the provider alone has: no shared secret, and never none."""

LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""

LEAST_BITS = 2048
"""Of an RSA key that is believed."""

LONGEST = 200
"""Characters of a name or a group."""

_KINDS = frozenset({"RSA", "EC"})


class Forged(Exception):
    """It is no token of the provider's for us, now; its words say why and nothing of what it says.

    Attributes:
        another_key: it was signed by a key that was not among those given.
    """

    def __init__(self, why: str, *, another_key: bool = False) -> None:
        super().__init__(why)
        self.another_key = another_key


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token has to say.

    Attributes:
        nonce: of the sign-in that it ends; None: it ends none.
    """

    issuer: str
    audience: str
    nonce: str | None = None


def keys_of(document: Any) -> KeySet:
    """The keys of a provider's JWKS that its signatures may be by; what is strange is left out."""
    found = []
    for told in document.get("keys", ()) if isinstance(document, dict) else ():
        if not isinstance(told, dict) or told.get("kty") not in _KINDS:
            continue
        try:
            key = import_key(told)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if not isinstance(key, RSAKey) or key.raw_value.key_size >= LEAST_BITS:
            found.append(key)
    return KeySet(found)


def claims_of(token: str, keys: KeySet, expected: Expected, now: float) -> Mapping[str, Any]:
    """What a token says.

    Args:
        token: in its compact form.
        keys: of the provider.
        expected: what it has to say.
        now: seconds of machine time.

    Raises:
        Forged: its signature, its algorithm, or who it is from, for or until is not as it should.
    """
    claims = signed_by(token, keys)
    checked(claims, expected, now, always=("exp", "iat", "sub"))
    _for_us(claims, expected)
    return claims


def signed_by(token: str, keys: KeySet) -> dict[str, Any]:
    """What a token says, whatever that is.

    Raises:
        Forged: none of these keys has signed it, or not by an algorithm of ours.
    """
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        read = jwt.decode(token, keys, registry=registry)
    except InvalidKeyIdError as error:
        raise Forged("none of the provider's keys has signed it", another_key=True) from error
    except Exception as error:  # a stranger's text: whatever it breaks, it is no token
        raise Forged(f"it cannot be believed ({type(error).__name__})") from error
    claims: dict[str, Any] = read.claims
    return claims


def checked(
    claims: Mapping[str, Any], expected: Expected, now: float, always: Sequence[str]
) -> None:
    """Who a token is from and for, and until when.

    Args:
        claims: of the token.
        expected: what it has to say.
        now: seconds of machine time.
        always: claims that have to stand in it.

    Raises:
        Forged: it is another's, is over, or says too little.
    """
    if missing := [name for name in always if claims.get(name) is None]:
        raise Forged(f"it has no claim {missing[0]}")
    registry = jwt.JWTClaimsRegistry(
        now=int(now),
        leeway=LEEWAY,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.audience},
    )
    try:
        registry.validate(dict(claims))
    except ExpiredTokenError as error:
        raise Forged("it has expired") from error
    except (InvalidClaimError, JoseError) as error:
        raise Forged(f"{error.description or type(error).__name__}") from error


def _for_us(claims: Mapping[str, Any], expected: Expected) -> None:
    """The party that it was issued to, and the sign-in.

    Raises:
        Forged: it is another's.
    """
    if expected.nonce is None:
        return
    others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (others or "azp" in claims) and claims.get("azp") != expected.audience:
        raise Forged("it was issued to another party")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce, expected.nonce):
        raise Forged("it is not of this sign-in (nonce)")


def name_in(claims: Mapping[str, Any], claim: str) -> str:
    """Who somebody is, by a claim; ``email`` only where the provider has verified it.

    Raises:
        Forged: it does not say.
    """
    name = claims.get(claim)
    if not isinstance(name, str) or not name.strip():
        raise Forged(f"it has no claim {claim}")
    if claim == "email" and claims.get("email_verified") is not True:
        raise Forged("its email is not verified (email_verified)")
    if len(name) > LONGEST or not name.isprintable() or storable(name) != name:
        raise Forged(f"its claim {claim} is no name")
    return name.strip()


def groups_in(claims: Mapping[str, Any], claim: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Which of the wanted groups somebody is in; none where the claim is missing or is no list."""
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for step in claim.split("."):
            found = found.get(step) if isinstance(found, dict) else None
    told = [found] if isinstance(found, str) else found
    return tuple(one for one in wanted if isinstance(told, list) and one in told)
