"""What is taken out of others' words before a platform reads them."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("звони +7 (916) 123-45-67", f"звони {LEFT_OUT}"),
        ("+7 (9xx) 123-45-67 or +7916***4567", f"{LEFT_OUT} or {LEFT_OUT}"),
        ("电话13800138000，", f"电话{LEFT_OUT}，"),
        ("whatsapp34612345678", LEFT_OUT),
        ("write joe (at) mail.example", f"write {LEFT_OUT}"),
        ("joe [at] mail [dot] example!", f"{LEFT_OUT}!"),
        ("joe at mail dot example", LEFT_OUT),
        ("joe ＠ mail.example", LEFT_OUT),
        ("I am on t.me/joe_1 now", f"I am on {LEFT_OUT} now"),
        ("https://wa.me/34612345678?text=hi", LEFT_OUT),
        ("tg://resolve?domain=joe", LEFT_OUT),
        ("telegram @joe_shop", f"telegram {LEFT_OUT}"),
        ("WeChat: joe_88 / 微信号：joe88", f"WeChat: {LEFT_OUT} / 微信号：{LEFT_OUT}"),
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
        "订单1001234567号 and order1001234567, parcelRR123456789CN",
        "RR123456789CN (at) 17track.example",
        "https://track.example/RR123456789CN",
        "2 @ 5.99 at home, line: customs. box.me/x",
    ],
)
def test_what_it_is_about_stays(words: str) -> None:
    """The order, its parcels, dates, prices, and words that only look like a name."""
    assert CLEAN(words) == words


_NAME = st.from_regex(r"[a-z][a-z_]{3,10}[a-z]", fullmatch=True)
_AROUND = st.sampled_from(["", "please: ", "请联系 ", "«", "пиши ", "(", "\n"])
_SPELLED = st.sampled_from(
    [
        "{} (at) mail.example",
        "{}[at]mail[dot]example",
        "{} at mail dot example",
        "t.me/{}",
        "http://wa.me/{}",
        "telegram: {}",
        "weixin：{}",
        "@{}",
    ]
)


@given(_AROUND, _SPELLED, _NAME, st.sampled_from(["", ".", "!", " 谢谢", "\n1001234567"]))
def test_however_a_contact_is_spelled_its_name_is_gone(
    before: str, spelled: str, name: str, after: str
) -> None:
    """Whoever is reached by it; the number of the order beside it stays, and nothing is left."""
    told = CLEAN(before + spelled.format(name) + after)
    assert name not in told.replace(LEFT_OUT, "").replace(spelled.format(""), "")
    assert ("1001234567" in told) == ("1001234567" in after)
    assert CLEAN(told) == told


_DIGITS = st.text("0123456789", min_size=10, max_size=10)


@given(_AROUND, st.sampled_from(["+7 ({0}) {1}-{2}", "8{0}{1}{2}", "+7-{0}-{1} {2}"]), _DIGITS)
def test_however_a_telephone_is_grouped_it_is_gone(before: str, how: str, digits: str) -> None:
    """By brackets, dashes or not at all; in any script's sentence."""
    told = CLEAN(before + how.format(digits[:3], digits[3:6], digits[6:]))
    assert told in (before + LEFT_OUT, before.rstrip("(") + LEFT_OUT)


@given(
    st.sampled_from(["", "no. ", "订单", "my order ", "#", "(", "посылка "]),
    st.sampled_from(["1001234567", "RR123456789CN", "RR 123 456 789 CN", "rr123456789cn"]),
    st.sampled_from(["", ".", "号", ")", ", thanks", " and 1009999999"]),
)
def test_what_staff_need_is_never_taken_out(before: str, number: str, after: str) -> None:
    """The order's number and its parcels', however they stand in a sentence; another's is not."""
    told = CLEAN(before + number + after)
    assert told.startswith(before + number)
    assert "1009999999" not in told


@pytest.mark.parametrize(
    "stretch", ["a", "a.", "a-", "+", "1 ", "a@", "a at ", "a dot ", "t.me", "+7 (", "telegram "]
)
def test_long_words_take_no_time(stretch: str) -> None:
    """Whatever a buyer wrote, many times over: in proportion to its length."""
    began = process_time()
    CLEAN(stretch * 50_000)
    assert process_time() - began < 1
