"""What is taken out of others' words before a platform reads them."""

from time import process_time

import pytest

from services.desk.pack.redact import LEFT_OUT, Redactor

CLEAN = Redactor(["1001234567", "RR123456789CN"], ["ann", "Li Wei", "bob@shop.example"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("write to a.b+c@mail.example.com", f"write to {LEFT_OUT}"),
        ("call +34 612 345 678 today", f"call {LEFT_OUT} today"),
        ("call 06\u00a012\u202f34\u201156\u00a078", f"call {LEFT_OUT}"),
        ("x@a.example+y@b.example", LEFT_OUT),
        ("call (612) 345-678.", f"call {LEFT_OUT}."),
        ("and my order 1009999999?", f"and my order {LEFT_OUT}?"),
        ("and my order #1002?", f"and my order {LEFT_OUT}?"),
        ("not LX958401885CN", f"not {LEFT_OUT}"),
        ("my card 4111 1111 1111 1111", f"my card {LEFT_OUT}"),
        ("yours, Ann", f"yours, {LEFT_OUT}"),
        ("此致 Li Wei", f"此致 {LEFT_OUT}"),
        ("bob@shop.example wrote", f"{LEFT_OUT} wrote"),
        ("اتصل ٠١٢٣٤٥٦٧٨٩", f"اتصل {LEFT_OUT}"),
        ("call ６１２３４５６７８", f"call {LEFT_OUT}"),
    ],
)
def test_what_is_somebodys_is_taken_out(words: str, told: str) -> None:
    """Addresses, telephones, other orders, other parcels, cards and names of staff."""
    assert CLEAN(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "order 1001234567, parcel rr 123456789 cn",
        "parcel RR123456789CN.",
        "on 2026-03-12 or 12/03/2026 or 12.03.26",
        "I paid 12.50 EUR for 2 of them",
        "announced at 10:30, room 12345",
        "Annie and the banner",
        "¿Dónde está mi paquete?",
    ],
)
def test_what_it_is_about_stays(words: str) -> None:
    """The order, its parcels, dates, prices, and words that only look like a name."""
    assert CLEAN(words) == words


@pytest.mark.parametrize("stretch", ["a", "a.", "a-", "+", "1 ", "a@"])
def test_long_words_take_no_time(stretch: str) -> None:
    """Whatever a buyer wrote, many times over: in proportion to its length."""
    began = process_time()
    CLEAN(stretch * 50_000)
    assert process_time() - began < 1
