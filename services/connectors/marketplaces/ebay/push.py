"""eBay's notifications: new orders, and accounts that are deleted.

Source: Notification API (topics and envelope documented; ORDER_CONFIRMATION's ``data`` as the
topic's schema has it, its ``user`` taken for the seller: inferred, 2026-11-27). No topic tells of a
parcel, a cancellation or a not-received inquiry: those are polled.
"""

import re
from typing import Literal
from urllib.parse import parse_qs

from services.connectors.marketplaces.ebay.signing import (
    HEADER,
    challenge_response,
    holds,
    signature_of,
)
from services.connectors.marketplaces.values import Json, identifier, iso, mapping, parse, required
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput
from services.runtime.ids import canonical_json

_ORDER = re.compile(
    rb'"order"\s*:\s*\{\s*"orderId"\s*:\s*"([\x21\x23-\x2e\x30-\x5b\x5d-\x7e]{1,64})"'
)
_DELETION = re.compile(rb'"topic"\s*:\s*"MARKETPLACE_ACCOUNT_DELETION"')


class PushReader:
    """Verifies under the platform's published keys; holds no state."""

    heard: tuple[str, ...] = ()
    asks: Literal["GET"] = "GET"

    def key_ref(self, app: App, push: Pushed) -> str | None:
        """The key's name, where it can be one."""
        del app
        found = signature_of(push.headers.get(HEADER, ""))
        return found.kid if found else None

    def verify_under(self, app: App, push: Pushed, key: bytes) -> bool:
        """Whether the signature over the raw body holds."""
        del app
        found = signature_of(push.headers.get(HEADER, ""))
        return found is not None and holds(key, found, push.body)

    def greeting(self, app: App, query: str, push: Pushed) -> bytes | None:
        """The answer to ``GET ?challenge_code=``, where the app's settings have what it takes."""
        del push
        if not app.challenge or not app.webhook:
            return None
        try:
            codes = parse_qs(query).get("challenge_code", [])
        except ValueError:
            return None
        if len(codes) != 1:
            return None
        told = challenge_response(codes[0], app.challenge, app.webhook)
        return canonical_json({"challengeResponse": told})

    def partition_key(self, body: bytes) -> str | None:
        """The order's id, where the push tells of an order."""
        found = _ORDER.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but a deleted account: no list tells that again."""
        return _DELETION.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:
        """What to read, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no topic, or one of ours without what it is about.
        """
        del app
        told = parse(push.body)
        topic = identifier(mapping(told.get("metadata")).get("topic"))
        if not topic:
            raise InvalidInput("unreadable", "topic is missing")
        notification = mapping(told.get("notification"))
        if topic == "ORDER_CONFIRMATION":
            return _order(notification)
        if topic == "MARKETPLACE_ACCOUNT_DELETION":
            return _deletion(notification)
        return Hint(seller_id="", kind="nothing", ref="")


def _order(notification: Json) -> Hint:
    data = mapping(notification.get("data"))
    ref = required(mapping(data.get("order")), "orderId")
    at = iso(notification.get("eventDate"))
    return Hint(_name(mapping(data.get("user"))), "order", ref, ref, at)


def _deletion(notification: Json) -> Hint:
    """Of an account of anybody's on eBay: it concerns the shops that know its owner as a buyer."""
    buyer = _name(mapping(notification.get("data")))
    if not buyer:
        raise InvalidInput("unreadable", "the account is missing")
    return Hint(
        seller_id="",
        kind="erasure",
        ref=required(notification, "notificationId"),
        changed_at=iso(notification.get("eventDate")),
        buyer=buyer,
    )


def _name(user: Json) -> str:
    return identifier(user.get("username")) or identifier(user.get("userId"))
