"""Whatever stands in a marketplace's push or answer: it is read, or refused by name."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import pytest

from schemas.base import Versioned
from services.connectors.marketplaces.amazon.api import Api as Amazon
from services.connectors.marketplaces.amazon.push import PushReader as AmazonPush
from services.connectors.marketplaces.ozon.act import Acts as OzonActs
from services.connectors.marketplaces.ozon.api import Api as Ozon
from services.connectors.marketplaces.ozon.push import PushReader as OzonPush
from services.connectors.marketplaces.shopify.api import Api as Shopify
from services.connectors.marketplaces.temu.api import Api as Temu
from services.connectors.marketplaces.temu.push import PushReader as TemuPush
from services.connectors.marketplaces.woocommerce.api import Api as Woo
from services.connectors.ports import Api, App, Hint, Shop
from services.connectors.pushes import Pushed, SignedPushes
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract import test_hostile_json as hostile
from tests.contract.vectors import raw

NOW = hostile.NOW
OZON_APP = App("ozon", "ozon", "15", ("s",), "https://unused")
OZON = Shop("ozon/s", OZON_APP, "15", "t", site="RU")
TEMU_APP = App("temu", "temu", "k", ("first-secret-of-the-app",), "https://unused")
TEMU = Shop("temu/s", TEMU_APP, "1", "t")
AMAZON_APP = App("a", "amazon", "k", ("s",), "https://unused")
AMAZON = Shop("amazon/s", AMAZON_APP, "1", "t", site="ATVPDKIKX0DER")
REQUEST = "PO-211-02066072965752676-D01"
EVENT = {"x-tm-app-key": "k", "x-tm-event-code": "bg_aftersales_status_change"}
SHOPIFY = Shop(
    "shopify/s", App("s", "shopify", "k", ("s",), "https://unused"), "1", "t", emails=True
)
WOO = Shop("woocommerce/s", App("w", "woo", "k", ("s",), "https://unused"), "1", "t", emails=True)
SPAN = "2026-03-01T00:00:00"


def push(
    reader: SignedPushes, app: App, headers: Mapping[str, str] | None = None
) -> hostile.Reading:
    """A push, looked at in every way."""

    async def read(body: bytes) -> Sequence[Versioned]:
        arrived = Pushed(headers or {}, body, NOW)
        reader.verify(app, arrived)
        reader.partition_key(body)
        reader.polled(body)
        value = reader.read(app, arrived).value
        return () if value is None else (value,)

    return read


def reads(api: Callable[[Shop, Http], Api], shop: Shop, kind: Any, ref: str) -> hostile.Reading:
    """An object whose every call is answered alike."""

    async def read(body: bytes) -> Sequence[Versioned]:
        return await api(shop, hostile.Said(body)).read(Hint("1", kind, ref, ref), NOW)

    return read


def lists(
    api: Callable[[Shop, Http], Api], shop: Shop, listing: str, cursor: str
) -> hostile.Reading:
    """A further page of a list, each entry then read back from the inbox."""

    async def read(body: bytes) -> Sequence[Versioned]:
        calls = api(shop, hostile.Said(body))
        page = await calls.changes(listing, NOW, NOW, cursor)
        for entry in page.entries:
            with suppress(InvalidInput):
                calls.listed(listing, entry.raw, NOW)
        return ()

    return read


async def temu_event(body: bytes) -> Sequence[Versioned]:
    """An event whose words are hostile, sent open."""
    outer = json.dumps({"eventData": body.decode()}).encode()
    return await push(TemuPush(), TEMU_APP, EVENT)(outer)


async def ozon_chat(body: bytes) -> Sequence[Versioned]:
    """The messages read back."""
    await OzonActs(OZON, hostile.Said(body), SteppedClock(NOW)).own_messages("c", NOW)
    return ()


CASES: tuple[tuple[str, bytes, hostile.Reading], ...] = (
    *(
        (name, raw(f"ozon/{name}.json"), push(OzonPush(), OZON_APP))
        for name in ("push_cancelled", "push_message")
    ),
    ("ozon-posting", raw("ozon/arbitration.json"), reads(Ozon, OZON, "order", "1")),
    (
        "ozon-message",
        raw("ozon/messages.json"),
        reads(Ozon, OZON, "message", "c/3000000000817031943"),
    ),
    ("ozon-list", raw("ozon/postings.json"), lists(Ozon, OZON, "orders", "450")),
    ("ozon-chat", raw("ozon/messages.json"), ozon_chat),
    ("amazon-change", raw("amazon/order_change.json"), push(AmazonPush(), AMAZON_APP)),
    ("amazon-order", raw("amazon/order.json"), reads(Amazon, AMAZON, "order", "1")),
    ("amazon-list", raw("amazon/orders.json"), lists(Amazon, AMAZON, "orders", "t")),
    ("temu-push", raw("temu/push_request.json"), push(TemuPush(), TEMU_APP, EVENT)),
    (
        "temu-event",
        b'{"mallId":1,"parentAfterSalesSn":"a","parentOrderSn":"b","updateAt":1773500000000}',
        temu_event,
    ),
    ("temu-order", raw("temu/order.json"), reads(Temu, TEMU, "order", "1")),
    ("temu-request", raw("temu/requests.json"), reads(Temu, TEMU, "dispute", REQUEST)),
    ("temu-orders", raw("temu/orders.json"), lists(Temu, TEMU, "orders", "2/900")),
    ("temu-requests", raw("temu/requests.json"), lists(Temu, TEMU, "disputes", "2/900")),
    ("shopify-order", raw("shopify/order.json"), reads(Shopify, SHOPIFY, "order", "1")),
    ("shopify-dispute", raw("shopify/dispute.json"), reads(Shopify, SHOPIFY, "dispute", "1")),
    ("shopify-orders", raw("shopify/orders.json"), lists(Shopify, SHOPIFY, "orders", "c")),
    ("shopify-disputes", raw("shopify/disputes.json"), lists(Shopify, SHOPIFY, "disputes", "c")),
    ("woo-order", raw("woocommerce/order.json"), reads(Woo, WOO, "order", "727")),
    ("woo-orders", raw("woocommerce/orders.json"), lists(Woo, WOO, "orders", f"{SPAN}|1")),
)


@pytest.mark.parametrize(("name", "sample", "reading"), CASES)
async def test_any_value_anywhere_is_read_or_refused(
    name: str, sample: bytes, reading: hostile.Reading
) -> None:
    """Each odd value in each place of each known JSON."""
    await hostile.test_any_value_anywhere_is_read_or_refused(name, sample, reading)
