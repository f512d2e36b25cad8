"""Reading marketplaces' JSON: identifiers, instants, money, places."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Money
from schemas.dispute import DisputeKind
from services.connectors.marketplaces.aliexpress.times import PACIFIC, pacific, span, unambiguous
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.values import (
    country,
    epoch,
    identifier,
    iso,
    items,
    money,
    parse,
    postcode_prefix,
)
from services.runtime.errors import InvalidInput

AT = datetime(2021, 8, 2, 7, 33, 29, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("given_as", "text"),
    [
        (416557324702006, "416557324702006"),
        ("416557324702006", "416557324702006"),
        (9223372036854775807, "9223372036854775807"),
        (" 7 ", "7"),
        ("null", ""),
        (None, ""),
        (True, ""),
        (4.16557324702006e14, ""),
        ([1], ""),
    ],
)
def test_an_identifier_is_one_text_however_it_comes(given_as: object, text: str) -> None:
    """Number or text alike; "null" and what has lost digits are none."""
    assert identifier(given_as) == text


@pytest.mark.parametrize("value", [1627889609, 1627889609000, "1627889609", "1627889609000"])
def test_seconds_and_milliseconds_are_one_instant(value: object) -> None:
    """Both units stand in one payload: the size tells them apart."""
    assert epoch(value) == AT


@pytest.mark.parametrize("value", ["2021-08-02 15:33:29 +0800", "2021-08-02T07:33:29Z"])
def test_iso_times_need_an_offset(value: str) -> None:
    """A time without an offset is nobody's time."""
    assert iso(value) == AT
    assert iso("2021-08-02 15:33:29") is None


@given(value=JSON)
def test_no_value_makes_a_reader_raise(value: object) -> None:
    """Whatever stands in a field, optional readers give None and never raise."""
    for reader in (epoch, iso, pacific, unambiguous, country, postcode_prefix, identifier):
        reader(value)
    items(value, "x")
    money(value, "USD")


def test_the_doubled_hour_is_not_a_date_to_compare_by() -> None:
    """On 2026-11-01 01:30 comes twice in US Pacific: read for display, never for order."""
    assert unambiguous("2026-11-01 01:30:00") is None
    assert pacific("2026-11-01 01:30:00") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    assert unambiguous("2026-11-01 00:59:59") == datetime(2026, 11, 1, 7, 59, 59, tzinfo=UTC)
    assert unambiguous("2026-11-01 02:00:00") == datetime(2026, 11, 1, 10, 0, tzinfo=UTC)


@given(st.integers(0, 5 * 86_400_000_000))
def test_a_queried_span_holds_its_instants_in_either_reading(since: int) -> None:
    """Whichever of two instants the platform takes a wall time for, nothing falls out."""
    at = datetime(2026, 10, 30, tzinfo=UTC) + timedelta(microseconds=since)
    start, end = (
        [datetime.fromisoformat(wall).replace(tzinfo=PACIFIC, fold=fold) for fold in (0, 1)]
        for wall in span(at, at)
    )
    assert max(one.astimezone(UTC) for one in start) <= at
    assert min(one.astimezone(UTC) for one in end) >= at


def test_amounts_written_differently_are_one_amount() -> None:
    """48.00 and 48 hash alike; what is no amount is None."""
    assert money("48.00", "usd") == money(48, "USD") == Money(amount=Decimal(48), currency="USD")
    assert money("48.00", "USD").model_dump_json() == money(48, "USD").model_dump_json()  # type: ignore[union-attr]
    assert money("100", "USD").model_dump(mode="json")["amount"] == "100"  # type: ignore[union-attr]
    assert money("", "USD") is None
    assert money("NaN", "USD") is None


def test_countries_come_as_codes_and_as_names() -> None:
    """Lazada prints names, AliExpress its own UK."""
    assert [country(it) for it in ("Singapore", "VIET NAM", "sg", "UK", "", None, "Nowhere")] == [
        "SG",
        "VN",
        "SG",
        "GB",
        None,
        None,
        None,
    ]


def test_lists_come_bare_or_wrapped() -> None:
    """Older envelopes wrap a list in an object, simplified ones do not; one may stand bare."""
    entry = {"a": 1}
    assert list(items([entry], "w")) == list(items({"w": [entry]}, "w")) == [entry]
    assert list(items({"w": entry}, "w")) == [entry]
    assert list(items({"w": []}, "w")) == list(items(None, "w")) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_unreadable(body: bytes) -> None:
    """A body that is not a JSON object is invalid input, also where it is absurdly deep."""
    with pytest.raises(InvalidInput) as caught:
        parse(body)
    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("Goods not received: customs detention", DisputeKind.NOT_RECEIVED),
        ("I haven't received my parcel yet", DisputeKind.NOT_RECEIVED),
        ("Item didn't arrive", DisputeKind.NOT_RECEIVED),
        ("Parcel in transit", DisputeKind.NOT_RECEIVED),
        ("notReceived@3rdIssueReason", DisputeKind.NOT_RECEIVED),
        ("Color_not_as_described@3rdIssueReason", DisputeKind.NOT_AS_DESCRIBED),
        ("Item is defective", DisputeKind.NOT_AS_DESCRIBED),
        ("Change of mind", DisputeKind.OTHER),
        ("", DisputeKind.OTHER),
    ],
)
def test_reasons_are_told_apart_by_their_words(reason: str, kind: DisputeKind) -> None:
    """No table of reasons is public; what the words do not say is ``other``."""
    assert kind_of(reason) is kind


def test_what_the_buyer_says_of_receipt_outweighs_the_words() -> None:
    """``receive_goods`` is a field; a reason is a text."""
    assert kind_of("Quality problem", received=False) is DisputeKind.NOT_RECEIVED
    assert kind_of("Tracking: not received", received=True) is DisputeKind.OTHER


@pytest.mark.parametrize("amount", ["9e999999", "-1e40", "1e-40", "1" * 200_000, "sNaN", "-inf"])
def test_an_amount_that_nobody_can_reckon_with_is_none(amount: str) -> None:
    """Sums of it would overflow, and spelled out it would fill a disk."""
    assert money(amount, "USD") is None
    assert money("12.50", "USD") == Money(amount=Decimal("12.5"), currency="USD")


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-9e-999999999", "9" * 5000])
def test_a_number_without_end_is_no_json(number: str) -> None:
    """Not even an unsigned body's: it is refused, and ends nothing."""
    with pytest.raises(InvalidInput):
        parse(f'{{"a": {number}}}'.encode())
