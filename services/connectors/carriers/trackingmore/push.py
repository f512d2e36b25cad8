"""TrackingMore's webhooks: pointers to a number, which is then asked for.

Their documents say that the body is signed; their published sample is the HMAC of a timestamp alone
(recomputed on 2026-11-27), whose header is not named. Whoever has seen one such push could send any
other, so no signature is relied on: the address itself holds a secret, and nothing of the body is
believed but which number to look at. The shape is that of an answer (``data`` holds one tracking).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.trackingmore.codes import PROVIDER
from services.connectors.carriers.trackingmore.mapping import NUMBER
from services.runtime.errors import InvalidInput
from services.runtime.intake import read_json

_NUMBER = re.compile(r"[A-Za-z0-9]{5,50}")


class PushReader:
    """Reads webhooks that came to the address with the secret in it."""

    signed_with: Literal["key", "secret", "address"] = "address"

    def verify(self, key: str, headers: Mapping[str, str], body: bytes) -> bool:  # noqa: ARG002 - the address was the secret
        """Whether it names a number at all; never raises."""
        try:
            return bool(_number(read_json(body)))
        except InvalidInput:
            return False

    def read(self, body: bytes, received_at: datetime) -> CarrierUpdate:
        """Where to look; pushes of one hour about one number are one.

        Raises:
            InvalidInput: it is not JSON, or names no number (``unreadable``).
        """
        number = _number(read_json(body))
        if not number:
            raise InvalidInput("unreadable", "TrackingMore's push names no number")
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            read_started_at=received_at,
            pointed_at=received_at.replace(minute=0, second=0, microsecond=0),
        )


def _number(told: Any) -> str:
    data = told.get("data") if isinstance(told, dict) else None
    number = data.get(NUMBER) if isinstance(data, dict) else None
    return number if isinstance(number, str) and _NUMBER.fullmatch(number) else ""
