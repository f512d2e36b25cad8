"""Whatever stands in any place of a push or an answer: it is read, or refused by name.

A value that nobody expected must end as one dead letter or one refused call, never as the end of
the loop that met it; and what is read can be written to a text column, to JSON and to Kafka.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.base import Versioned
from services.connectors.carriers.australia_post.api import AustraliaPost
from services.connectors.carriers.cainiao.api import Cainiao
from services.connectors.carriers.correios.api import Correios
from services.connectors.carriers.dhl.api import Dhl
from services.connectors.carriers.fedex.api import FedEx
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.port import Access, Asked, CarrierApi
from services.connectors.carriers.royal_mail.api import RoyalMail
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.seventeentrack.push import PushReader as SeventeenTrackPush
from services.connectors.carriers.ups.api import Ups
from services.connectors.carriers.usps.api import Usps
from services.connectors.marketplaces.aliexpress.api import Api as AliExpress
from services.connectors.marketplaces.aliexpress.push import PushReader as AliExpressPush
from services.connectors.marketplaces.lazada.act import Acts as LazadaActs
from services.connectors.marketplaces.lazada.api import Api as Lazada
from services.connectors.marketplaces.lazada.push import PushReader as LazadaPush
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, OutsideError
from services.runtime.http.client import Answer, Http
from services.runtime.ids import canonical_json
from tests.contract import test_carrier_aliexpress as aliexpress
from tests.contract import test_carrier_australia_post as australia_post
from tests.contract import test_carrier_cainiao as cainiao
from tests.contract import test_carrier_correios as correios
from tests.contract import test_carrier_dhl as dhl
from tests.contract import test_carrier_fedex as fedex
from tests.contract import test_carrier_laposte as laposte
from tests.contract import test_carrier_royal_mail as royal_mail
from tests.contract import test_carrier_ups as ups
from tests.contract import test_carrier_usps as usps
from tests.contract.test_carrier_seventeentrack import ARRIVED, HELD, answer, item
from tests.contract.vectors import raw

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
APP = App("app", "lazada", "1", ("s",), "https://unused")
LAZADA = Shop("lazada/s", APP, "1", "t", site="lazada_vn")
ALIEXPRESS = Shop("aliexpress/s", APP, "1", "t", protection={"": 60})
NUMBER = "RR123456785CN"
ODD = (
    *("null", "true", "[]", "{}", '""', '"x"', "-1", "0.10", "1e400", "NaN", "-Infinity"),
    *("1e99999999999999999999", "-1e-99999999999999999999", "9e999999", '"9e999999"'),
    *('"\\ud83d"', '"a\\u0000b"', "9" * 400, f'"{"9" * 5000}"', f'"not{"_" * 3000}"'),
    *("253402300799999", '"9999-12-31T23:59:59Z"', '"9999-12-31 23:59:59"'),
    *('"0001-01-01T00:00:00Z"', '"0001-01-01 00:00:00"', '[1,[{"0":1}]]', "[" * 5000 + "]" * 5000),
)
"""JSON texts: wrong types, numbers without end, the calendar's two ends, text that is none."""


class Said(Http):
    """An HTTP client to which everything is answered with one body."""

    def __init__(self, body: bytes, status: int = 200) -> None:
        super().__init__(allow_private=False)
        self._body = body
        self._status = status

    async def call(self, *_: Any, **__: Any) -> Answer:
        """The body."""
        return Answer(self._status, {}, self._body)


class Tokened(Said):
    """The same behind a token that is always given."""

    async def call(self, *named: Any, **__: Any) -> Answer:
        """The token, or the body."""
        if "/token" in named[2]:
            return Answer(200, {}, b'{"access_token": "t", "token": "t"}')
        return Answer(self._status, {}, self._body)


async def lazada_list(body: bytes, listing: str, cursor: str) -> Sequence[Versioned]:
    """A further page of a list, each entry then read back from the inbox."""
    api = Lazada(LAZADA, Said(body))
    page = await api.changes(listing, NOW, NOW, cursor)
    for entry in page.entries:
        with suppress(InvalidInput):
            api.listed(listing, entry.raw, NOW)
    return ()


async def aliexpress_list(body: bytes, listing: str, cursor: str) -> Sequence[Versioned]:
    """The same of AliExpress."""
    api = AliExpress(ALIEXPRESS, Said(body))
    page = await api.changes(listing, NOW, NOW, cursor)
    for entry in page.entries:
        with suppress(InvalidInput):
            api.listed(listing, entry.raw, NOW)
    return ()


async def lazada_read(body: bytes, kind: Any) -> Sequence[Versioned]:
    """An object whose every call is answered alike."""
    return await Lazada(LAZADA, Said(body)).read(Hint("1", kind, "1", "1"), NOW)


async def aliexpress_read(body: bytes, kind: Any) -> Sequence[Versioned]:
    """The same of AliExpress."""
    hint = Hint("1", kind, "1", "1", buyer="b")
    return await AliExpress(ALIEXPRESS, Said(body)).read(hint, NOW)


async def lazada_chat(body: bytes) -> Sequence[Versioned]:
    """The messages read back."""
    await LazadaActs(LAZADA, Said(body), SteppedClock(NOW)).own_messages("c", NOW)
    return ()


async def lazada_push(body: bytes) -> Sequence[Versioned]:
    """A push, with the message it may carry."""
    LazadaPush().partition_key(body)
    value = LazadaPush().read(APP, Pushed({}, body, NOW)).value
    return () if value is None else (value,)


async def aliexpress_push(body: bytes) -> Sequence[Versioned]:
    """A push of AliExpress."""
    AliExpressPush().partition_key(body)
    AliExpressPush().read(APP, Pushed({}, body, NOW))
    return ()


async def carrier_push(body: bytes) -> Sequence[Versioned]:
    """A webhook of 17TRACK."""
    return (SeventeenTrackPush().read(body, NOW),)


async def carrier_calls(body: bytes) -> Sequence[Versioned]:
    """Both calls of 17TRACK."""
    api = SeventeenTrack(Said(body), Access("key"))
    with suppress(OutsideError):
        await api.register([Asked(NUMBER)])
    found = await api.look([Asked(NUMBER)], NOW)
    return [one for one in found.values() if isinstance(one, Versioned)]


async def looked(api: CarrierApi) -> Sequence[Versioned]:
    """A look of a provider that is answered with one body."""
    found = await api.look([Asked(NUMBER)], NOW)
    return [one for one in found.values() if isinstance(one, Versioned)]


async def correios_look(body: bytes) -> Sequence[Versioned]:
    """A look under a token."""
    return await looked(Correios(Tokened(body), correios.ACCESS))


async def correios_token(body: bytes) -> Sequence[Versioned]:
    """The token itself."""
    return await looked(Correios(Said(body), correios.ACCESS))


async def cainiao_look(body: bytes) -> Sequence[Versioned]:
    """A look at Cainiao's page."""
    return await looked(Cainiao(Said(body), Access("")))


async def aliexpress_query(body: bytes) -> Sequence[Versioned]:
    """AliExpress' logistics query."""
    return await looked(aliexpress.OfOrders(Said(body), Access("", shops=(aliexpress.SHOP,))))


async def dhl_look(body: bytes) -> Sequence[Versioned]:
    """A look at DHL."""
    return await looked(Dhl(Said(body), Access("key")))


async def laposte_look(body: bytes) -> Sequence[Versioned]:
    """A look at La Poste."""
    return await looked(LaPoste(Said(body), Access("key")))


async def royal_mail_look(body: bytes) -> Sequence[Versioned]:
    """A look at Royal Mail."""
    return await looked(RoyalMail(Said(body), Access("key", "secret")))


async def australia_post_look(body: bytes) -> Sequence[Versioned]:
    """A look at Australia Post."""
    return await looked(AustraliaPost(Said(body), australia_post.ACCESS))


async def usps_look(body: bytes) -> Sequence[Versioned]:
    """A look at USPS."""
    return await looked(Usps(Tokened(body), usps.ACCESS))


async def usps_token(body: bytes) -> Sequence[Versioned]:
    """An OAuth token."""
    return await looked(Usps(Said(body), usps.ACCESS))


async def usps_refusal(body: bytes) -> Sequence[Versioned]:
    """A refusal of a number."""
    return await looked(Usps(Tokened(body, 400), usps.ACCESS))


async def ups_look(body: bytes) -> Sequence[Versioned]:
    """A look at UPS."""
    return await looked(Ups(Tokened(body), ups.ACCESS))


async def ups_refusal(body: bytes) -> Sequence[Versioned]:
    """A refusal of a number."""
    return await looked(Ups(Tokened(body, 400), ups.ACCESS))


async def fedex_look(body: bytes) -> Sequence[Versioned]:
    """A look at FedEx."""
    return await looked(FedEx(Tokened(body), fedex.ACCESS))


async def fedex_refusal(body: bytes) -> Sequence[Versioned]:
    """A refusal of a whole call."""
    return await looked(FedEx(Tokened(body, 400), fedex.ACCESS))


Reading = Callable[[bytes], Any]
UPDATE = item(NUMBER, HELD, ARRIVED, local_number="6A1", local_provider="La Poste")
FAILED = {"code": 0, "data": {"accepted": [], "rejected": [], "errors": [{"code": -18010002}]}}
CASES: tuple[tuple[str, bytes, Reading], ...] = (
    *((name, raw(f"lazada/{name}.json"), lazada_push) for name in ("push_chat", "push_fulfilment")),
    *((name, raw(f"lazada/{name}.json"), lazada_push) for name in ("push_reverse_order",)),
    ("push", raw("aliexpress/push_order.json"), aliexpress_push),
    ("orders", raw("lazada/orders.json"), lambda b: lazada_list(b, "orders", f"{NOW}|100|900")),
    ("reverse", raw("lazada/reverse_list.json"), lambda b: lazada_list(b, "disputes", "2/900")),
    ("orders", raw("aliexpress/orders.json"), lambda b: aliexpress_list(b, "orders", "2/900")),
    (
        "issues",
        raw("aliexpress/issues_processing.json"),
        lambda b: aliexpress_list(b, "disputes", "processing:2/900"),
    ),
    ("order", raw("lazada/order.json"), lambda b: lazada_read(b, "order")),
    ("dispute", raw("lazada/reverse.json"), lambda b: lazada_read(b, "dispute")),
    ("order", raw("aliexpress/order.json"), lambda b: aliexpress_read(b, "order")),
    ("issue", raw("aliexpress/issue.json"), lambda b: aliexpress_read(b, "dispute")),
    ("chat", raw("lazada/messages.json"), lazada_chat),
    ("17push", json.dumps({"event": "TRACKING_UPDATED", "data": UPDATE}).encode(), carrier_push),
    ("17answer", answer([UPDATE], [("AB123456785CN", -18010012)]), carrier_calls),
    ("17failure", json.dumps(FAILED).encode(), carrier_calls),
    (
        "cainiao",
        cainiao.answer(
            cainiao.module(NUMBER, cainiao.TAXED, cainiao.LEFT, copyRealMailNo="6A1"),
            cainiao.module("AB123456785CN", mailNoSource="EXTERNAL"),
        ),
        cainiao_look,
    ),
    (
        "cainiao-latest",
        cainiao.answer(cainiao.module(NUMBER, latestTrace=cainiao.TAXED)),
        cainiao_look,
    ),
    ("cainiao-refusal", cainiao.LIMITED.body, cainiao_look),
    ("aliexpress-query", aliexpress.answer(aliexpress.TAXED, aliexpress.LEFT), aliexpress_query),
    (
        "correios",
        correios.answer(
            correios.item(NUMBER, correios.TO_PAY, correios.POSTED),
            correios.silent("AB123456785CN", "invalid"),
        ),
        correios_look,
    ),
    (
        "correios-token",
        b'{"token": "t", "emissao": "2026-09-03T09:00:00", "expiraEm": "2026-09-03T10:00:00"}',
        correios_token,
    ),
    ("usps", json.dumps(usps.details(NUMBER, usps.IN_CUSTOMS, usps.ABROAD)).encode(), usps_look),
    ("usps-token", json.dumps(usps.TOKEN).encode(), usps_token),
    ("usps-refusal", usps.failure("400", "trackingNumber"), usps_refusal),
    ("dhl", dhl.answer(dhl.shipment(NUMBER, dhl.WAITING, dhl.ANNOUNCED)), dhl_look),
    ("laposte", laposte.answer(laposte.entry(NUMBER, laposte.HELD, laposte.POSTED)), laposte_look),
    ("laposte-one", json.dumps(laposte.refusal(NUMBER, 404)).encode(), laposte_look),
    ("royal-mail", royal_mail.answer(NUMBER, royal_mail.MISSED), royal_mail_look),
    ("royal-mail-refusal", royal_mail.failure("E1142"), royal_mail_look),
    (
        "australia-post",
        australia_post.answer(
            australia_post.consignment(
                NUMBER, australia_post.article("A1", australia_post.IN_CUSTOMS)
            ),
            australia_post.error("AB123456785CN", australia_post.UNKNOWN),
        ),
        australia_post_look,
    ),
    ("ups", ups.answer(ups.shipment(NUMBER, *ups.HOSTILE, **ups.HANDED_OVER)), ups_look),
    ("ups-warning", ups.answer({"warnings": [{"code": "TW0001", "message": "no"}]}), ups_look),
    ("ups-refusal", ups.failure("TV1002"), ups_refusal),
    (
        "fedex",
        fedex.answer(
            fedex.part(NUMBER, fedex.result(fedex.DELAY, fedex.PICKED_UP), fedex.result()),
            fedex.part("AB123456785CN", fedex.error(fedex.NOT_FOUND)),
        ),
        fedex_look,
    ),
    ("fedex-error", fedex.answer(fedex.part(NUMBER, fedex.error(fedex.NOT_FOUND))), fedex_look),
    ("fedex-refusal", fedex.failure(fedex.NOT_FOUND), fedex_refusal),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value within a value."""
    yield path
    inner = value.items() if isinstance(value, dict) else ()
    for name, one in enumerate(value) if isinstance(value, list) else inner:
        yield from places(one, (*path, name))


def changed(sample: bytes, path: tuple[Any, ...], text: str) -> bytes:
    """The sample with another JSON text at a path."""
    whole = [json.loads(sample)]
    at: Any = whole
    for name in (0, *path)[:-1]:
        at = at[name]
    at[(0, *path)[-1]] = "@@here@@"
    return json.dumps(whole[0]).replace('"@@here@@"', text).encode()


@pytest.mark.parametrize(("name", "sample", "reading"), CASES)
async def test_any_value_anywhere_is_read_or_refused(
    name: str, sample: bytes, reading: Reading
) -> None:
    """Each odd value in each place of each known JSON."""
    for path in places(json.loads(sample)):
        for text in ODD:
            try:
                found = await reading(changed(sample, path, text))
            except (InvalidInput, OutsideError):
                continue
            except Exception as error:
                raise AssertionError(f"{name}: {text:.40} at {path}") from error
            for one in found:
                assert "\\u0000" not in one.model_dump_json(), (name, path)
                canonical_json(one.content())


async def test_a_list_entry_keeps_its_decimals() -> None:
    """A list whose entries carry fractions, as prices do, comes through whole."""
    entry = {"order_id": 1, "updated_at": "2026-11-20 10:00:00 +0800", "shipping_fee": 12.10}
    body = json.dumps({"code": "0", "data": {"countTotal": 1, "orders": [entry]}}).encode()
    page = await Lazada(LAZADA, Said(body)).changes("orders", NOW, NOW, None)
    assert [one.hint.ref for one in page.entries] == ["1"]
    assert b"12.1" in page.entries[0].raw
