"""Which carrier a number is of: known numbers, their check digits, and what is left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.carriers.numbers import (
    POSTS,
    carrier_of,
    delivers,
    impb_digit,
    s10_digit,
    ups_digit,
)
from services.connectors.carriers.seventeentrack.codes import carrier_key
from services.connectors.carriers.whose import HOME, name_of, post_named

DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("RB123456785GB", "Royal Mail"),
        ("rr 123 456 785 cn", "China Post"),
        ("1Z999AA10123456784", "UPS"),
        ("1Z5R89390357567127", "UPS"),
        ("9205590164917312751089", "USPS"),
        ("420902109205590164917312751089", "USPS"),
        ("LP00123456789012", "Cainiao"),
        ("UJ123456789YP", "Yanwen"),
        ("YT2612345678901234", "YunExpress"),
        ("RB123456784GB", ""),
        ("1Z999AA10123456785", ""),
        ("9205590164917312751088", ""),
        ("RB123456785ZZ", ""),
        ("123456789012", ""),
        ("1234567890", ""),
        ("", ""),
    ],
)
def test_a_number_names_its_carrier(number: str, carrier: str) -> None:
    """However it is typed; a wrong check digit, an unknown post or bare digits name nobody."""
    assert carrier_of(number) == carrier


@given(st.text(DIGITS, min_size=8, max_size=8), st.sampled_from(sorted(POSTS)), st.data())
def test_only_one_digit_fits_a_postal_number(
    serial: str, country: str, data: st.DataObject
) -> None:
    """With another check digit it is nobody's."""
    check = s10_digit(serial)
    assert carrier_of(f"RR{serial}{check}{country}") == POSTS[country]
    other = data.draw(st.sampled_from([digit for digit in DIGITS if int(digit) != check]))
    assert carrier_of(f"RR{serial}{other}{country}") == ""


@given(st.text(DIGITS + "ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=15, max_size=15))
def test_only_one_digit_fits_a_ups_number(body: str) -> None:
    """Nine of ten endings are no number of UPS's."""
    fits = [digit for digit in DIGITS if carrier_of(f"1Z{body}{digit}") == "UPS"]
    assert fits == [str(ups_digit(body))]


@given(st.text(DIGITS, min_size=19, max_size=19))
def test_only_one_digit_fits_a_usps_number(body: str) -> None:
    """Nine of ten endings are no number of USPS's."""
    fits = [digit for digit in DIGITS if carrier_of(f"94{body}{digit}") == "USPS"]
    assert fits == [str(impb_digit(f"94{body}"))]


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Whatever a seller types: a name or none, never a failure."""
    assert isinstance(carrier_of(text), str)


def test_every_post_has_a_key() -> None:
    """A carrier that is named can be told to 17TRACK."""
    assert [post for post in POSTS.values() if carrier_key(post) is None] == []


@pytest.mark.parametrize(
    ("number", "destination", "post"),
    [
        ("RR123456785CN", "FR", "La Poste"),
        ("rr 123 456 785 cn", "BR", "Correios"),
        ("RR123456785CN", "CN", ""),
        ("RR123456785CN", "ZA", ""),
        ("RR123456784CN", "FR", ""),
        ("CP123456785CN", "FR", ""),
        ("UJ123456785YP", "FR", ""),
        ("1Z999AA10123456784", "FR", ""),
        ("", "FR", ""),
    ],
)
def test_a_postal_number_is_delivered_by_the_destinations_post(
    number: str, destination: str, post: str
) -> None:
    """Only a post's own number, abroad, where one arm of that post alone may have it."""
    assert delivers(number, destination) == post


def test_a_post_is_known_by_whatever_it_is_called() -> None:
    """Its own service, its name here, and the words that aggregators use mean one carrier."""
    assert all(post_named(name_of(provider)) == name_of(provider) != "" for provider in HOME)
    assert post_named("la poste (Colissimo)") == post_named("La Poste") == "La Poste"
    assert [post_named(name) for name in ("UPS", "DHL", "4PX", "Cainiao", "")] == [""] * 5
    assert [name_of(name) for name in ("ups", "fedex", "dhl", "cainiao")] == [
        "UPS",
        "FedEx",
        "",
        "",
    ]
