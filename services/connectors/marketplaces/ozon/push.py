"""Ozon's notifications: pointers without a signature.

None is documented, so nothing in a body is believed but where to look: what it names is read with
the seller's own key, dates and words in it are not taken. A body that names another seller is
refused. Types, the question ``TYPE_PING`` and the answers: documented copies (noted 2026-11-27).
"""

import re
from typing import Literal

from services.connectors.marketplaces.values import identifier, parse
from services.connectors.ports import App, Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput
from services.runtime.ids import canonical_json

PING = "PING"
_ABOUT_POSTINGS = frozenset(
    {
        "NEW_POSTING",
        "POSTING_CANCELLED",
        "STATE_CHANGED",
        "CUTOFF_DATE_CHANGED",
        "DELIVERY_DATE_CHANGED",
    }
)
_MESSAGES = frozenset({"NEW_MESSAGE", "UPDATE_MESSAGE"})
_WITH_BUYERS = "buyer_seller"
"""The chats that are with buyers; others are with Ozon's own staff."""

_ERRORS = {
    400: ("ERROR_PARAMETER_VALUE_MISSED", "the request cannot be read"),
    401: ("ERROR_PARAMETER_VALUE_MISSED", "seller_id is not the one this address is for"),
    405: ("ERROR_UNKNOWN", "POST only"),
    413: ("ERROR_UNKNOWN", "over 16 KiB"),
}

_POSTING = re.compile(rb'"posting_number"\s*:\s*"([\w-]{1,64})"')
_MESSAGE = re.compile(rb'"message_type"\s*:\s*"TYPE_(?:NEW|UPDATE)_MESSAGE"')
_REF = re.compile(r"[\w-]{1,64}")


class PushReader:
    """Believes a body of its own seller, and reads where it points to; holds no state."""

    heard: tuple[str, ...] = ()
    a_second = 10.0
    asks: Literal["POST"] = "POST"
    accepted = b'{"result":true}'

    def refused(self, status: int) -> bytes:
        """A documented code, and what is wrong."""
        code, message = _ERRORS.get(status, ("ERROR_UNKNOWN", "not taken, send it again later"))
        return canonical_json({"error": {"code": code, "message": message, "details": ""}})

    def greeting(self, app: App, query: str, push: Pushed) -> bytes | None:  # noqa: ARG002 - the port's
        """Name, version and time, to the question whether the address is ours."""
        try:
            asked = _type(push.body) == PING
        except InvalidInput:
            return None
        at = push.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {"version": "1.0", "name": "Forestall", "time": at}
        return canonical_json(told) if asked else None

    def verify(self, app: App, push: Pushed) -> bool:
        """Whether the body names the app's seller; it is a pointer, and no more than that."""
        try:
            return identifier(parse(push.body).get("seller_id")) == app.key != ""
        except InvalidInput:
            return False

    def partition_key(self, body: bytes) -> str | None:
        """The posting's number, where the raw bytes show one; a message names none."""
        found = None if _MESSAGE.search(body) else _POSTING.search(body)
        return found[1].decode() if found else None

    def polled(self, body: bytes) -> bool:
        """All but messages: no list brings them."""
        return _MESSAGE.search(body) is None

    def read(self, app: App, push: Pushed) -> Hint:  # noqa: ARG002 - the port's
        """What to read, or nothing.

        Raises:
            InvalidInput: ``unreadable``: no type, or one of a type that we read has no pointer.
        """
        told, kind = parse(push.body), _type(push.body)
        seller_id = identifier(told.get("seller_id"))
        if not kind:
            raise InvalidInput("unreadable", "message_type is missing")
        if kind in _ABOUT_POSTINGS:
            ref = _ref(told.get("posting_number"))
            return Hint(seller_id, "order", ref, ref)
        if kind in _MESSAGES and str(told.get("chat_type")).lower() == _WITH_BUYERS:
            ref = f"{_ref(told.get('chat_id'))}/{_ref(told.get('message_id'))}"
            return Hint(seller_id, "message", ref)
        return Hint(seller_id, "nothing", "")


def _type(body: bytes) -> str:
    return identifier(parse(body).get("message_type")).removeprefix("TYPE_")


def _ref(value: object) -> str:
    found = identifier(value)
    if not _REF.fullmatch(found):
        raise InvalidInput("unreadable", "the pointer is none")
    return found
