"""Pushes that carry a base64 HMAC-SHA256 of their raw body. Pure.

Shopify and WooCommerce sign so. Headers are not signed: what decides anything is read from the
body, or asked of the platform.
"""

import hmac
from base64 import b64encode
from hashlib import sha256

from services.connectors.ports import App


def sign_body(secret: str, body: bytes) -> str:
    """The signature of a body."""
    return b64encode(hmac.new(secret.encode(), body, sha256).digest()).decode()


def body_holds(app: App, given: str, body: bytes) -> bool:
    """Whether the signature holds under any of the app's secrets; constant time."""
    told = given.encode()
    found = [hmac.compare_digest(told, sign_body(one, body).encode()) for one in app.secrets]
    return any(found)
