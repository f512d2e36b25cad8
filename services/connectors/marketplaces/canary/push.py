"""The canary's pushes: when it was sent, under an HMAC-SHA256 of the raw body."""

import hmac
import json
from datetime import UTC, datetime

from services.connectors.marketplaces.canary import NAME
from services.connectors.marketplaces.values import parse
from services.connectors.ports import SKEW, App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput

HEADER = "x-forestall-signature"


def signature(secret: str, body: bytes) -> str:
    """What ``HEADER`` holds, hex."""
    return hmac.digest(secret.encode(), body, "sha256").hex()


def body_of(stamp: datetime) -> bytes:
    """The push of an order sent at an instant."""
    return json.dumps({"sent_at": stamp.astimezone(UTC).isoformat()}).encode()


class PushReader:
    """Verifies and reads; holds no state."""

    heard: tuple[str, ...] = ()

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the signature over the raw body holds."""
        given = push.headers.get(HEADER, "").encode("latin-1")
        return any(
            hmac.compare_digest(given, signature(secret, push.body).encode())
            for secret in app.secrets
        )

    def partition_key(self, body: bytes) -> str | None:
        """There is one order."""
        del body
        return "1"

    def polled(self, body: bytes) -> bool:
        """A later one brings all that an earlier one tells."""
        del body
        return True

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """The order, changed when it was sent.

        Raises:
            InvalidInput: ``unreadable``: it does not say when, or long after it came.
        """
        try:
            stamp = datetime.fromisoformat(str(parse(push.body).get("sent_at")))
        except ValueError as error:
            raise InvalidInput("unreadable", "sent_at is no time") from error
        if stamp.tzinfo is None or stamp > push.at + SKEW:
            raise InvalidInput("unreadable", "sent_at is no time that has come")
        return Hint(seller_id=NAME, kind="order", ref="1", order_id="1", changed_at=stamp)
