"""Shopee's signatures, of pushes and of calls. Pure.

A push is signed over the callback's address *as registered*: behind a proxy it cannot be rebuilt
from the request, so the settings state it. Source: push mechanism page (documented), shopee-sdk.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from services.connectors.ports import App


def sign_push(url: str, secret: str, body: bytes) -> str:
    """The ``Authorization`` of a push: HMAC-SHA256 over address, ``|`` and raw body, hex."""
    return hmac.new(secret.encode(), url.encode() + b"|" + body, sha256).hexdigest()


def push_holds(app: App, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a push's signature holds under any of the app's secrets; constant time."""
    given = headers.get("authorization", "").encode()
    found = [
        hmac.compare_digest(given, sign_push(app.webhook, secret, body).encode())
        for secret in app.secrets
    ]
    return bool(app.webhook) and any(found)


def sign_call(secret: str, *parts: str) -> str:
    """The ``sign`` of a call: HMAC-SHA256 over its parts, joined without a separator, hex.

    The parts are partner id, path, timestamp, access token and shop id (documented).
    """
    return hmac.new(secret.encode(), "".join(parts).encode(), sha256).hexdigest()
