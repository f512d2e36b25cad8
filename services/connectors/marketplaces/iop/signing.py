"""Signatures of the open platform that AliExpress and Lazada share. Pure; vectors in the tests.

Sources: open.alitrip.com article 120692 for calls (documented), Lazada's push mechanism page for
pushes (documented; AliExpress's own pages do not state theirs, two implementers use the same).
"""

import hmac
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

from services.connectors.ports import App


def sign_call(secret: str, params: Mapping[str, str], path: str = "") -> str:
    """The ``sign`` of a call: HMAC-SHA256, hexadecimal, upper case.

    Signed is every parameter, system and business alike, in ASCII order of the names, without
    ``sign`` itself and without empty values.

    Args:
        secret: the app's secret.
        params: all parameters of the call, as they are before URL encoding.
        path: the call's path (``/order/get``); empty where ``method`` names it in ``params``.
    """
    signed = path + "".join(
        name + value for name, value in sorted(params.items()) if name != "sign" and value
    )
    return hmac.new(secret.encode(), signed.encode(), sha256).hexdigest().upper()


def sign_push(key: str, secret: str, body: bytes) -> str:
    """The ``Authorization`` of a push: HMAC-SHA256 over key and raw body, hexadecimal, lower case.

    The body is signed as it was sent: parsed and written again it no longer verifies.
    """
    signing = _keyed(secret, key).copy()
    signing.update(body)
    return signing.hexdigest()


@lru_cache(maxsize=64)
def _keyed(secret: str, key: str) -> hmac.HMAC:
    """A signature begun: what is the same for every push of an app costs half of a short one."""
    return hmac.new(secret.encode(), key.encode(), sha256)


def push_holds(app: App, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a push is signed with one of the app's live secrets.

    Every secret is tried and compared in constant time, so that the time taken tells nothing.

    Args:
        app: whose push it claims to be.
        headers: with lower-case names.
        body: the raw bytes.
    """
    given = headers.get("authorization", "").encode()
    holds = False
    for secret in app.secrets:
        holds |= hmac.compare_digest(given, sign_push(app.key, secret, body).encode())
    return holds
