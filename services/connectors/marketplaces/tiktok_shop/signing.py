"""TikTok Shop's signatures, of pushes and of calls. Pure.

Source: EcomPHP/tiktokshop-php ``Webhook.php`` and ``Client.php`` (from SDK code).
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from services.connectors.ports import App

_UNSIGNED = frozenset({"sign", "access_token"})


def sign_push(key: str, secret: str, body: bytes) -> str:
    """The ``Authorization`` of a push: HMAC-SHA256 over app key and raw body, lower-case hex."""
    return hmac.new(secret.encode(), key.encode() + body, sha256).hexdigest()


def push_holds(app: App, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a push's signature holds under any of the app's secrets; constant time."""
    given = headers.get("authorization", "").encode()
    found = [
        hmac.compare_digest(given, sign_push(app.key, secret, body).encode())
        for secret in app.secrets
    ]
    return any(found)


def sign_call(secret: str, path: str, query: Mapping[str, str], body: bytes) -> str:
    """The ``sign`` of a call: over path, sorted parameters and raw body, the secret around them."""
    told = "".join(name + query[name] for name in sorted(query) if name not in _UNSIGNED)
    signed = f"{secret}{path}{told}".encode() + body + secret.encode()
    return hmac.new(secret.encode(), signed, sha256).hexdigest()
