"""17TRACK's webhooks.

The signature is a plain hash with the key as suffix, no HMAC, and carries no time: a replay is
harmless because the update it brings is a version that we already have.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.seventeentrack.mapping import from_push
from services.runtime.intake import read_json


def sign(key: str, body: bytes) -> str:
    """The ``sign`` header of a body: hex SHA-256 of ``body + "/" + key``."""
    return hashlib.sha256(body + b"/" + key.encode()).hexdigest()


class PushReader:
    """Verifies and reads webhooks; the API key is the secret."""

    signed_with: Literal["key", "secret"] = "key"

    def verify(self, key: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the ``sign`` header holds; constant time. ``headers`` have lower-case names."""
        given = headers.get("sign", "").strip()
        return hmac.compare_digest(sign(key, body).encode(), given.encode())

    def read(self, body: bytes, received_at: datetime) -> CarrierUpdate:
        """The update that a webhook carries.

        Raises:
            InvalidInput: it is not JSON (``unreadable``), or of no known event or shape.
        """
        return from_push(read_json(body), received_at)
