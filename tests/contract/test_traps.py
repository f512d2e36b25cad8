"""The traps that marketplaces lay, each with the tests that hold it: here, or where it is named."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.marketplaces.aliexpress.push import PushReader as AliExpressPush
from services.connectors.marketplaces.aliexpress.times import PACIFIC, span, unambiguous
from services.connectors.marketplaces.lazada.push import PushReader as LazadaPush
from services.connectors.ports import Hint
from services.connectors.pushes import Pushed
from tests.contract.conformance_marketplace import NOW, Bench, Push
from tests.contract.test_aliexpress import TestAliExpress as OfAliExpress
from tests.contract.test_lazada import TestLazada as OfLazada
from tests.contract.vectors import raw

_HERE = "tests.contract.test_traps"
_SUITE = "tests.contract.conformance_marketplace:PushConformance"
_SHOPIFY = "tests.integration.test_ingest_shopify"
_VERSIONS = "tests.unit.test_ingest_versions"

TRAPS = {
    "identifiers number or string": (
        f"{_HERE}:test_identifiers_come_as_number_or_text",
        "tests.unit.test_marketplace_values:test_an_identifier_is_one_text_however_it_comes",
    ),
    "seconds and milliseconds": (
        f"{_HERE}:test_times_come_in_seconds_or_milliseconds",
        "tests.unit.test_marketplace_values:test_seconds_and_milliseconds_are_one_instant",
    ),
    "US Pacific and its doubled hour": (
        f"{_HERE}:test_a_span_of_the_doubled_hour_holds_both_readings",
        f"{_HERE}:test_no_reading_is_put_in_order_by_the_doubled_hour",
        "tests.unit.test_aliexpress_mapping:test_the_doubled_hour_leaves_an_order_undated",
        f"{_VERSIONS}:test_without_a_source_time_the_later_read_wins",
    ),
    'seller_id "null"': (
        f"{_HERE}:test_a_seller_called_null_is_named_by_the_data_or_by_nobody",
        "tests.unit.test_ingest_shops:test_sellers_are_told_apart_by_app",
    ),
    "message types renumbered": (
        f"{_HERE}:test_a_renumbered_message_type_is_read_by_its_shape",
        f"{_HERE}:test_the_type_is_found_under_either_of_its_names",
    ),
    "three envelope forms": (
        "tests.contract.test_aliexpress:TestAliExpress.test_three_envelope_forms_are_one_order",
        "tests.unit.test_iop_envelope:test_every_form_carries_the_same",
    ),
    "signatures over re-serialised JSON": (
        f"{_SUITE}.test_a_push_holds_as_sent_and_not_as_written_again",
        "tests.contract.test_iop_signing:test_a_body_written_again_does_not_hold",
    ),
    "Lazada's retry with newer content": (
        "tests.integration.test_ingest_traps:test_lazadas_retry_with_newer_content",
    ),
    "Shopify's retry with old content": (
        "tests.contract.test_shopify:TestShopify.test_shopifys_retry_with_old_content",
        f"{_SHOPIFY}:test_shopifys_retry_with_old_content_changes_nothing",
    ),
    '"time left" read twice is one version': (
        "tests.contract.test_aliexpress:TestAliExpress.test_time_left_read_twice_is_one_content",
        f"{_VERSIONS}:test_time_left_read_twice_is_one_version",
    ),
    "A, B, A is three": (
        f"{_VERSIONS}:test_a_b_a_is_three_versions",
        "tests.integration.test_ingest_traps:test_a_b_a_is_three_versions_on_the_topic",
    ),
    "two changes in one second": (
        "tests.integration.test_ingest_traps:test_two_changes_in_one_second_and_one_push",
    ),
}
"""Trap to the tests that hold it, each ``module:name``."""


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_is_held(trap: str) -> None:
    """Every test named here is there."""
    for named in TRAPS[trap]:
        module, _, path = named.partition(":")
        found: Any = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        assert callable(found)
        assert path.rpartition(".")[2].startswith("test_")


_MARKETPLACES = (
    *("aliexpress", "bazaar", "ebay", "lazada", "mercado_libre", "ozon"),
    *("paypal", "shopee", "shopify", "temu", "tiktok_shop", "woocommerce"),
)
"""All whose pushes have a form that somebody else decides; ``direct`` carries our own."""


def _pushes() -> Iterator[tuple[Bench, Push]]:
    for name in _MARKETPLACES:
        for one in vars(import_module(f"tests.contract.test_{name}")).values():
            bench = getattr(one, "bench", None)
            if isinstance(bench, Bench):
                yield from ((bench, push) for push in bench.pushes)


EVERY_PUSH = pytest.mark.parametrize(
    ("bench", "push"), [pytest.param(*both, id=both[1].name) for both in _pushes()]
)


def _hint(bench: Bench, push: Push, change: Callable[[Any], Any]) -> Hint:
    body = json.dumps(change(json.loads(raw(push.name)))).encode()
    return bench.reader.read(bench.app, push.arrived(body=body))


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {name: _each(inner, change) for name, inner in value.items()}
    if isinstance(value, list):
        return [_each(inner, change) for inner in value]
    return value if isinstance(value, bool) else change(value)


def _retyped(value: Any) -> Any:
    """Numbers as text, and texts of digits as numbers."""
    if isinstance(value, int):
        return str(value)
    digits = isinstance(value, str) and value.isdigit() and not value.startswith("0")
    return int(value) if digits else value


def _in_milliseconds(value: Any) -> Any:
    seconds = isinstance(value, int) and 1_400_000_000 < value < 2_000_000_000
    return value * 1000 if seconds else value


@EVERY_PUSH
def test_identifiers_come_as_number_or_text(bench: Bench, push: Push) -> None:
    """A push says the same with each of its numbers as text, and each text of digits a number."""
    assert _hint(bench, push, lambda told: _each(told, _retyped)) == _hint(bench, push, dict)


@EVERY_PUSH
def test_times_come_in_seconds_or_milliseconds(bench: Bench, push: Push) -> None:
    """A push says the same with each of its times in milliseconds."""
    milliseconds = _hint(bench, push, lambda told: _each(told, _in_milliseconds))
    assert milliseconds == _hint(bench, push, dict)


DOUBLED = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
"""Half past one in Los Angeles, which comes again an hour later."""


@pytest.mark.parametrize("minutes", [0, 30, 59, 60, 89])
def test_a_span_of_the_doubled_hour_holds_both_readings(minutes: int) -> None:
    """Whichever of two instants the platform takes a wall time for, the span holds what we mean."""
    since = DOUBLED - timedelta(minutes=30) + timedelta(minutes=minutes)
    start, end = span(since, since + timedelta(minutes=20))
    for fold in (0, 1):
        assert _instant(start, fold) <= since
        assert _instant(end, fold) >= since + timedelta(minutes=20)


def _instant(wall: str, fold: int) -> datetime:
    naive = datetime.strptime(wall, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
    return naive.replace(tzinfo=PACIFIC, fold=fold).astimezone(UTC)


def test_no_reading_is_put_in_order_by_the_doubled_hour() -> None:
    """A wall time that names two instants is no date to compare by; those beside it are."""
    assert unambiguous("2026-11-01 01:30:00") is None
    assert unambiguous("2026-11-01 00:59:59") == datetime(2026, 11, 1, 7, 59, 59, tzinfo=UTC)
    assert unambiguous("2026-11-01 02:00:00") == datetime(2026, 11, 1, 10, 0, tzinfo=UTC)


def test_a_seller_called_null_is_named_by_the_data_or_by_nobody() -> None:
    """``"null"`` is no seller: the data may name one (Lazada), else the push belongs to nobody."""
    lazada = LazadaPush().read(OfLazada.bench.app, _arrived("lazada/push_authorisation_ends.json"))
    assert lazada.seller_id == "1000165972"
    tested = _arrived("aliexpress/push_test.json")
    assert AliExpressPush().read(OfAliExpress.bench.app, tested).seller_id == ""


@given(number=st.integers(min_value=0, max_value=10**6) | st.text("0123456789", min_size=1))
def test_a_renumbered_message_type_is_read_by_its_shape(number: int | str) -> None:
    """AliExpress says that its numbers may change: what names an order leads to the order."""
    bench = OfAliExpress.bench
    for push in bench.pushes:
        if push.hint.kind == "order":
            renumbered = _hint(bench, push, lambda told: {**told, "message_type": number})
            assert replace(renumbered, value=None) == push.hint


def test_the_type_is_found_under_either_of_its_names() -> None:
    """Lazada's tables say ``msg_type``, its bodies ``message_type``."""
    bench = OfLazada.bench
    for push in bench.pushes:
        renamed = _hint(
            bench,
            push,
            lambda told: {**told, "message_type": None, "msg_type": told["message_type"]},
        )
        assert replace(renamed, value=None) == push.hint


def _arrived(name: str) -> Pushed:
    return Pushed({}, raw(name), NOW)
