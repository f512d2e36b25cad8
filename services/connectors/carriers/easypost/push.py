"""EasyPost's webhooks.

The signature is ``hmac-sha256-hex=`` and the hex HMAC-SHA256 of the raw body under the webhook's
own secret in Unicode form NFKD (facts, section 5). It carries no time: a replay is harmless because
the update it brings is a version that we already have.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.easypost.mapping import from_push
from services.runtime.intake import read_json

HEADER = "x-hmac-signature"


def sign(secret: str, body: bytes) -> str:
    """The header's value for a body."""
    key = unicodedata.normalize("NFKD", secret).encode()
    return f"hmac-sha256-hex={hmac.digest(key, body, hashlib.sha256).hex()}"


class PushReader:
    """Verifies and reads webhooks; the secret is the webhook's, not the API key."""

    signed_with: Literal["key", "secret"] = "secret"

    def verify(self, key: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the signature holds; constant time. ``headers`` have lower-case names."""
        given = headers.get(HEADER, "").strip()
        return hmac.compare_digest(sign(key, body).encode(), given.encode())

    def read(self, body: bytes, received_at: datetime) -> CarrierUpdate:
        """The update that a webhook carries.

        Raises:
            InvalidInput: it is not JSON (``unreadable``), or of no known event or shape.
        """
        return from_push(read_json(body), received_at)
