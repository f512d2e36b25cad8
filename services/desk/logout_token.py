"""Logout tokens: a provider says whose sessions have ended. Pure.

OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from joserfc.jwk import KeySet

from services.desk.id_token import LEEWAY, Expected, Forged, checked, signed_by

EVENT = "http://schemas.openid.net/event/backchannel-logout"
"""The one event that such a token tells of."""

OLDEST = 300
"""Seconds since it was issued after which one is not taken: how long it must not come twice."""


@dataclass(frozen=True, slots=True)
class Logout:
    """What a token ends.

    Attributes:
        token: its ``jti``.
        session: of the provider's, by its ``sid``; empty: every one of the subject's.
        subject: whose; empty: it names the session alone.
    """

    token: str
    session: str
    subject: str


def logout_of(token: str, keys: KeySet, expected: Expected, now: float) -> Logout:
    """What a logout token says.

    Args:
        token: in its compact form.
        keys: of the provider.
        expected: what it has to say; no nonce.
        now: seconds of machine time.

    Raises:
        Forged: it is not the provider's for us, is no logout token, or is too old.
    """
    claims = signed_by(token, keys)
    checked(claims, expected, now, always=("iat", "jti"))
    if "nonce" in claims:
        raise Forged("it is an ID token (nonce)")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise Forged("it tells of no logout (events)")
    if claims["iat"] < now - OLDEST - LEEWAY:
        raise Forged("it was issued too long ago")
    found = Logout(_text(claims, "jti"), _text(claims, "sid"), _text(claims, "sub"))
    if not found.token or not (found.session or found.subject):
        raise Forged("it names neither a session nor anybody (sid, sub)")
    return found


def _text(claims: Mapping[str, Any], name: str) -> str:
    """A claim; empty where it is missing.

    Raises:
        Forged: it is no text.
    """
    found = claims.get(name, "")
    if not isinstance(found, str):
        raise Forged(f"its claim {name} is no text")
    return found
