"""From the ``data`` of a push to the canonical object that it is. Pure."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from schemas.base import Model, Versioned
from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.instants import believed
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.values import Json, readable
from services.connectors.ports import SKEW, Hint, Shop
from services.runtime.errors import InvalidInput

NAME = "direct"
TYPES: dict[str, type[Order | Dispute | Message | Feedback | Contact]] = {
    "order.changed": Order,
    "dispute.changed": Dispute,
    "message.changed": Message,
    "feedback.changed": Feedback,
    "contact.changed": Contact,
}


def read_object(kind: str, data: Json, stamp: datetime, now: datetime) -> Hint:
    """The object that a push of that type brings.

    The sender writes no ``id`` of a dispute, a message or a contact: it follows from the rest. What
    dates itself ahead is refused: it would stand before every later state until that day.

    Args:
        kind: the push's type.
        data: the object.
        stamp: the push's own date.
        now: when the push came.

    Raises:
        InvalidInput: ``unreadable``.
    """
    with readable(kind):
        own: dict[str, Any] = {"id": "-", **data, "version": 0, "read_started_at": None}
        value = TYPES[kind].model_validate(own)
        if value.source_updated_at is None:
            value = value.model_copy(update={"source_updated_at": stamp})
    _check_times(kind, value, now)
    if isinstance(value, Order) and value.buyer.zone not in _zones():
        raise InvalidInput("unreadable", f"{kind}: buyer.zone is no IANA time zone")
    shop, order_id, ref = _named(value)
    marketplace, _, seller_id = shop.partition("/")
    if marketplace != NAME or not seller_id or "/" in seller_id:
        raise InvalidInput("unreadable", f"{kind}: the shop is written {NAME}/NAME")
    return Hint(
        seller_id=seller_id,
        kind=_KINDS[type(value)],
        ref=ref,
        order_id=order_id,
        changed_at=value.source_updated_at,
        value=value,
    )


def bound(hint: Hint, shop: Shop, now: datetime) -> Versioned:
    """The object under the shop's name, read at ``now``.

    Raises:
        InvalidInput: ``unreadable``: it is of another shop, or names an order of another.
    """
    value = hint.value
    if value is None:
        raise InvalidInput("unreadable", "there is nothing to ask: only pushes bring objects")
    read = {"read_started_at": now}
    match value:
        case Order():
            _ours([value.key], shop)
            return complete(value.model_copy(update=read), shop)
        case Dispute():
            _ours([value.order_key], shop)
            return value.model_copy(update={**read, "id": f"{shop.key}/{value.source_ref}"})
        case Message():
            _ours(value.order_keys, shop)
            named = f"{shop.key}/{value.conversation}/{value.source_ref}"
            return value.model_copy(update={**read, "id": named, "shop": shop.key})
        case Feedback():
            _ours([value.order_key], shop)
            # The words stay with the seller: nobody here needs them.
            named = f"{value.order_key}/rating"
            return value.model_copy(update={**read, "id": named, "text": ""})
        case _:
            named = f"{shop.key}/{value.buyer}"
            return value.model_copy(
                update={**read, "id": named, "shop": shop.key, "order_keys": ()}
            )


@cache
def _zones() -> frozenset[str | None]:
    """What a buyer's zone may be."""
    return frozenset({None, *available_timezones()})


def _check_times(kind: str, value: Versioned, now: datetime) -> None:
    """Refuse instants that are none to reckon with, and what says that it has happened later."""
    told = dict(_instants(value))
    wrong = sorted(name for name, at in told.items() if believed(at) is None)
    wrong += sorted(name for name in _PAST & told.keys() if told[name] > now + SKEW)
    if wrong:
        raise InvalidInput("unreadable", f"{kind}: too far away: {', '.join(wrong)}")


def _instants(value: Model, path: str = "") -> Iterator[tuple[str, datetime]]:
    for name in type(value).model_fields:
        found = getattr(value, name)
        for one in found if isinstance(found, tuple) else (found,):
            if isinstance(one, datetime):
                yield path + name, one
            elif isinstance(one, Model):
                yield from _instants(one, f"{path}{name}.")


_PAST = frozenset({"source_updated_at", "sent_at", "told_at", "given_at"})
"""When something was done that stands there already."""


def _ours(keys: list[str] | tuple[str, ...], shop: Shop) -> None:
    if not all(key.startswith(f"{shop.key}/") for key in keys):
        raise InvalidInput("unreadable", f"an order's key begins with {shop.key}/")


_KINDS: Any = {
    Order: "order",
    Dispute: "dispute",
    Message: "message",
    Feedback: "feedback",
    Contact: "contact",
}


def _named(value: Order | Dispute | Message | Feedback | Contact) -> tuple[str, str, str]:
    """Shop, order id where there is one, and reference."""
    match value:
        case Message():
            return value.shop, "", f"{value.conversation}/{value.source_ref}"
        case Contact():
            return value.shop, "", value.buyer
        case Order():
            shop, order_id = value.key.rsplit("/", 1)
            return shop, order_id, order_id
        case _:
            shop, order_id = value.order_key.rsplit("/", 1)
            ref = value.source_ref if isinstance(value, Dispute) else order_id
            return shop, order_id, ref
