"""Whatever stands in any place of eBay's pushes and answers: it is read, or refused by name."""

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest

from schemas.base import Versioned
from services.connectors.answers import Answer as Told
from services.connectors.answers import Decision
from services.connectors.marketplaces.ebay.act import Acts
from services.connectors.marketplaces.ebay.api import Api
from services.connectors.marketplaces.ebay.disputes import read_inquiry
from services.connectors.marketplaces.ebay.mapping import read_order
from services.connectors.marketplaces.ebay.push import PushReader
from services.connectors.marketplaces.ebay.signing import key_of
from services.connectors.marketplaces.ebay.state import EbayState
from services.connectors.marketplaces.values import parse
from services.connectors.ports import Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput, OutsideError
from services.runtime.http.client import Answer, Http
from tests.contract import test_hostile_json as hostile
from tests.contract.test_ebay import APP, CASE, INQUIRY, ITEM, LINE, ORDER, SHOP
from tests.contract.vectors import raw

NOW = hostile.NOW
READER = PushReader()
ANSWERS = {
    f"/order/{ORDER}": "order",
    f"/order/{ITEM}-{LINE}": "order",
    "/shipping_fulfillment": "fulfilments",
    f"/inquiry/{INQUIRY}": "inquiry",
    "/inquiry/search": "inquiries",
    f"/casemanagement/{CASE}": "case",
    "/casemanagement/search": "cases",
    "/order": "orders",
}


class Said(Http):
    """The prepared platform, one of whose answers is hostile."""

    def __init__(self, name: str, body: bytes, status: int = 200) -> None:
        super().__init__(allow_private=False)
        self._name, self._body, self._status = name, body, status

    async def call(self, *named: Any, **__: Any) -> Answer:
        """The answer behind the address."""
        name = next((ANSWERS[end] for end in ANSWERS if named[2].endswith(end)), "")
        if name == self._name:
            return Answer(self._status, {}, self._body)
        return Answer(200 if name else 404, {}, raw(f"ebay/{name}.json") if name else b"{}")


def reads(name: str, kind: Any, ref: str) -> hostile.Reading:
    """An object among whose answers one is hostile."""

    async def read(body: bytes) -> Sequence[Versioned]:
        return await Api(SHOP, Said(name, body)).read(Hint("", kind, ref), NOW)

    return read


def lists(name: str, listing: str, cursor: str) -> hostile.Reading:
    """A further page of a list, each entry then read back from the inbox."""

    async def read(body: bytes) -> Sequence[Versioned]:
        api = Api(SHOP, Said(name, body))
        for entry in (await api.changes(listing, NOW, NOW, cursor)).entries:
            with suppress(InvalidInput):
                api.listed(listing, entry.raw, NOW)
        return ()

    return read


async def push(body: bytes) -> Sequence[Versioned]:
    """A push, looked at in every way."""
    READER.partition_key(body)
    READER.polled(body)
    READER.read(APP, Pushed({}, body, NOW))
    return ()


async def header(body: bytes) -> Sequence[Versioned]:
    """A signature's own JSON."""
    told = {"x-ebay-signature": base64.b64encode(body).decode()}
    READER.key_ref(APP, Pushed(told, b"{}", NOW))
    READER.verify_under(APP, Pushed(told, b"{}", NOW), b"SHA1 x")
    return ()


async def key(body: bytes) -> Sequence[Versioned]:
    """A published key."""
    key_of(parse(body))
    return ()


async def state(body: bytes) -> Sequence[Versioned]:
    """How the seller stands."""
    return (await EbayState(SHOP, hostile.Said(body)).read(NOW),)


async def refusal(body: bytes) -> Sequence[Versioned]:
    """What the platform says no with."""
    api = Api(SHOP, Said("order", body, status=400))
    return await api.read(Hint("", "order", ORDER), NOW)


def acts(name: str) -> hostile.Reading:
    """The inquiry of an order is looked for, and answered, by what one answer says."""
    order = read_order(
        parse(raw("ebay/order.json")), parse(raw("ebay/fulfilments.json")), SHOP, NOW
    )
    dispute = read_inquiry(parse(raw("ebay/inquiry.json")), ORDER, SHOP, NOW)

    async def act(body: bytes) -> Sequence[Versioned]:
        there = Acts(SHOP, Said(name, body))
        with suppress(InvalidInput, OutsideError):
            await there.open_conversation(order)
        with suppress(InvalidInput, OutsideError):
            await there.answer(order, dispute, Told(Decision.REFUSE, words="It was sent."))
        return ()

    return act


ESCALATED = {"status": "CLOSED_WITH_ESCALATION"}
CASES: tuple[tuple[str, bytes, hostile.Reading], ...] = (
    ("push", raw("ebay/push_order.json"), push),
    ("deletion", raw("ebay/push_account_deletion.json"), push),
    ("header", b'{"alg":"ecdsa","kid":"a","signature":"MEYC","digest":"SHA1"}', header),
    ("key", raw("ebay/key.json"), key),
    ("order", raw("ebay/order.json"), reads("order", "order", ORDER)),
    ("fulfilments", raw("ebay/fulfilments.json"), reads("fulfilments", "order", ORDER)),
    ("inquiry", raw("ebay/inquiry.json"), reads("inquiry", "dispute", INQUIRY)),
    (
        "escalated",
        json.dumps(json.loads(raw("ebay/inquiry.json")) | ESCALATED).encode(),
        reads("inquiry", "dispute", INQUIRY),
    ),
    ("case", raw("ebay/case.json"), reads("case", "dispute", f"case-{CASE}")),
    ("of-an-order", raw("ebay/order.json"), reads("order", "dispute", INQUIRY)),
    ("orders", raw("ebay/orders.json"), lists("orders", "orders", "100/900")),
    ("inquiries", raw("ebay/inquiries.json"), lists("inquiries", "disputes", "inquiry|100/900")),
    ("cases", raw("ebay/cases.json"), lists("cases", "disputes", "casemanagement|100/900")),
    ("acted-by-detail", raw("ebay/inquiry.json"), acts("inquiry")),
    ("acted-by-search", raw("ebay/inquiries.json"), acts("inquiries")),
    ("state", b'{"userId":"7","status":"CONFIRMED"}', state),
    ("refusal", b'{"errors":[{"errorId":32100,"domain":"API_FULFILLMENT"}]}', refusal),
)


@pytest.mark.parametrize(("name", "sample", "reading"), CASES)
async def test_any_value_anywhere_is_read_or_refused(
    name: str, sample: bytes, reading: hostile.Reading
) -> None:
    """Each odd value in each place of each known JSON."""
    await hostile.test_any_value_anywhere_is_read_or_refused(name, sample, reading)
