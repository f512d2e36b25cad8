"""Hostile texts, names and templates against the policy gate: none passes."""

from collections.abc import Callable

import pytest

from services.connectors.manners import Manners
from services.notifier.gate import refusal
from services.notifier.messages import named, plain

MANNERS = Manners(longest=500)
OPEN = Manners(longest=500, links=True, contacts=True, incentives=True, reviews=True)

OURS = ("00159007734512345678", "265785713465857", "LX123456789012345678CN")

LINKS = """
http://evil.example|https://pay.example/now|HTTPS://EVIL.EXAMPLE|hxxp://evil.com|www.evil.com
www2.evil.net|evil.com|pay-here.shop|track.my-parcel.top/x|xn--80ak6aa92e.com|evil.xn--p1ai
bit.ly/3xyz|t.me/joinus|wa.me/15551234567|evil[.]com|evil(dot)com|evil dot com|evil {dot} com
evil [punto] es|192.168.10.12|http:/evil.com|ftp://files.example|javascript://alert|mailto://a
evil.dev|evil.at|evil.ch|evil.ca|evil.pt|evil.tk|evil.pro|goo.gl/abc
is.gd/xyz|evil . com|evil。com|evil punto com
evil·com|evil • com|evil⸱com|https:⁄⁄evil|hxxps evil|www evil com|xn--evil
evil.рф|магазин.рф|店铺.中国
visit evil.co now|go to shop.evil.com.br today|evil.com.|see evil.ru!|//evil.com|a.b.c.de
"""
CONTACTS = """
me@evil.example|me @ evil.com|me(at)evil.com|me [at] evil dot com|me arroba evil.com|@evilshop
+86 138 0013 8000|+1 (555) 123-4567|0086-13800138000|5551234567|call 020 7946 0958 now
tel5551234567|555_123_4567|555,123,4567|555·123·4567|6123 4567
一三八零零一三八零零零零|一三八〇〇一三八〇〇〇〇|١٣٨٠٠١٣٨٠٠٠|๑๓๘๐๐๑๓๘๐๐๐
①③⑧⓪⓪①③⑧⓪⓪⓪|1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣
138--0013----8000|138....0013....8000|12.03.2026 13.80.0138|00:13 80:01 38:00|33.33.3033 22.22.2022
tel. 0 555 123 45 67|+7 (495) 123-45-67|00 44 7700 900123|(11) 91234-5678
"""
CHANNELS = """
add me on WhatsApp|whats app me|my WeChat is shop88|weixin shop88|加微信 shop88|加 微 信|微信号 88
Telegram @shop
write on Viber|KakaoTalk shop88|카카오톡 shop|LINE ID shop88|QQ 123456|Zalo shop|find us on Facebook
instagram shop|pay by PayPal|pay by Western Union|bank transfer please|IBAN DE00|bitcoin only|支付宝
отвечу в ватсап|пишите в телеграм|تواصل معنا على واتساب|ואטסאפ שלנו|ติดต่อทางไลน์
mande no zap whatsapp
What's App|We Chat shop|Tele-gram|wh4tsapp|
VX shop88|wx: shop88|v信 shop88|薇信 shop88|扣扣 123456|加我好友|gmail: shop88|shop88 at gmail
wհatsapp|ωhatsapp|шhatsapp|Ꮤhatsapp|ᴡʜᴀᴛꜱᴀᴘᴘ|🅦🅗🅐🅣🅢🅐🅟🅟|TΕLEGRAM
chave pix 123|call me please|e-mail us|ライン idはこちら|加v聊
"""
INCENTIVES = """
c0upon for you|ϲoupon for you|ᴄoupon for you|couᅟpon|couㅤpon|
we send you a coupon|a voucher for you|free gift for you|cashback for you|in exchange for
un cupón para usted|vale de regalo|código de descuento|a cambio de|um cupom para você|brinde
un bon d'achat|code promo|cadeau gratuit|ein Gutschein|Rabattcode|buono sconto|in cambio di
kortingscode|cadeaubon|kod rabatowy|w zamian za|промокод для вас|купон|в обмен на|промокод вам
indirim kodu|hediye çeki|كوبون لك|קופון בשבילך|クーポンを差し上げます|쿠폰을 드립니다|คูปองส่วนลด
mã giảm giá|kode promo|baucar percuma|libreng regalo|给您优惠券|送您優惠券|返现给您|好评返现
"""
REVIEWS = """
★★★★★|5⭐ please|rev1ew|f33dback
please leave a review|leave us five stars|a 5 star rating|positive feedback please|rate us
deje una reseña|cinco estrellas|una calificación positiva|avalie nossa loja|cinco estrelas
laissez un avis positif|cinq étoiles|eine gute Bewertung|fünf Sterne|una recensione|cinque stelle
een beoordeling|vijf sterren|dobra opinia|pięć gwiazdek|оставьте отзыв|пять звезд|залиште відгук
yorum yapın|beş yıldız|تقييم ايجابي|خمس نجوم|ביקורת טובה|レビューをお願いします|高評価
리뷰 부탁|รีวิว 5 ดาว
đánh giá 5 sao
ulasan bintang lima|rebyu po|给个好评|五星好評|请评价
"""
BROKEN = """
{{ order.key }}|{% if x %}|<b>bold</b>|<script>x</script>
<img src=x>|&lt;b&gt;|&#60;|[pay](x)|a\x00b|a\x1b[31mred
a\x07|a\x9bb|<a href=x>y</a>|<!-- x -->|{{7*7}}|{%raw%}
${7*7}|#{7*7}|<%= 7 %>|a\u202eb|a\u202db|\u202bmoc.live
"""


def listed(told: str) -> list[str]:
    """The texts of a table above."""
    return [one for line in told.strip("\n").split("\n") for one in line.split("|") if one.strip()]


PLAIN_WORDS = [
    *listed(LINKS),
    *listed(CONTACTS),
    *listed(CHANNELS),
    *listed(INCENTIVES),
    *listed(REVIEWS),
]


def wide(text: str) -> str:
    """In full-width signs, which fold to the plain ones."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def hidden(text: str) -> str:
    """With signs of no width between the letters."""
    return "\u200b".join(text)


def alike(text: str) -> str:
    """With Cyrillic letters that look like Latin ones."""
    return text.translate(str.maketrans("aceopxyi", "асеорхуі"))


def apart(text: str) -> str:
    """Letter by letter."""
    return " ".join(text)


@pytest.mark.parametrize("text", [*PLAIN_WORDS, *listed(BROKEN)])
def test_no_hostile_text_passes(text: str) -> None:
    """By itself, and within a friendly sentence."""
    assert refusal(text, MANNERS)
    assert refusal(f"Hello! Your parcel is on its way. {text} Thank you.", MANNERS)


def varied(text: str) -> str:
    """With variation selectors, which take no ink, between the letters."""
    return "\ufe0f".join(text)


@pytest.mark.parametrize("disguise", [wide, hidden, varied], ids=lambda one: one.__name__)
def test_no_disguise_helps(disguise: Callable[[str], str]) -> None:
    """Signs that fold, and signs that nobody sees."""
    assert not [text for text in PLAIN_WORDS if not refusal(disguise(text), MANNERS)]


@pytest.mark.parametrize(
    "text",
    ["whatsapp", "telegram", "coupon", "voucher", "review", "feedback", "evil.com", "paypal"],
)
def test_neither_look_alikes_nor_letters_apart_help(text: str) -> None:
    """A word that is half Cyrillic is read as it looks; one spelt out, as it is meant."""
    assert refusal(f"please {alike(text)} now", MANNERS)
    assert refusal(f"please {apart(text)} now", MANNERS)


def test_a_hostile_name_brings_nothing_into_a_text() -> None:
    """What is left of a foreign value passes the gate, or is stopped by it."""
    for name in PLAIN_WORDS:
        left = plain(name)
        text = f"The carrier ({left}) has it."
        assert "\n" not in left
        assert "://" not in text
        assert refusal(text, MANNERS) or not left


@pytest.mark.parametrize("text", ["evil.com", "me@evil", "+86 138 0013 8000", "call us 123"])
def test_what_is_given_as_a_number_of_ours_hides_no_address(text: str) -> None:
    """A number comes from outside as well: what could be an address is judged, whoever gave it."""
    assert refusal(f"Your parcel {text} is on its way.", MANNERS, (text,))


@pytest.mark.parametrize(
    "text",
    ["evil.com", "pay·at·evil · com", "evil.рф", "x?to=//evil.com", "еvil", "a@b", "Post AG"],
)
def test_a_foreign_name_leads_nowhere_where_links_are_allowed_too(text: str) -> None:
    """A shop's own e-mail may bring links, but only the shop's own; an honest name stays."""
    assert named(text) == ("Post AG" if text == "Post AG" else "")


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("5551234567", True),
        ("(5551234567)", True),
        ("ขนส่ง5551234567แล้ว", True),
        ("5551234567 5551234567", True),
        ("55512345675551234567", False),
        ("x5551234567", False),
        ("95551234567", False),
        ("5551234567, 5551234568", False),
    ],
)
def test_a_number_of_ours_is_left_out_where_it_stands_by_itself(text: str, *, passes: bool) -> None:
    """Within another number, or a word, it is none of ours."""
    assert (refusal(f"Hello {text}.", MANNERS, ("5551234567",)) == "") is passes


def test_too_long_and_empty_texts_are_refused() -> None:
    """At the limit it passes, one more does not."""
    words = "Your parcel is on its way. "
    fits = (words * 30)[: MANNERS.longest]
    assert not refusal(fits, MANNERS)
    assert refusal(fits + "x", MANNERS)
    assert refusal(" \n ", MANNERS)


def test_a_marketplace_that_allows_more_hears_more() -> None:
    """Its manners say what; signs that are no words are nobody's."""
    for text in PLAIN_WORDS:
        assert not refusal(f"Hello {text}", OPEN), text
    assert refusal("{{ x }}", OPEN)


@pytest.mark.parametrize(
    "text",
    [
        "Your parcel LX123456789012345678CN waits at customs since March 10.",
        "Paczka nr 00159007734512345678 jest w drodze. Vì sao? Tại sao?",
        "We tell you by 18:00 today. The order is 265785713465857.",
        "Dov'è? Cos'è? L'ufficio postale. Sr. Pérez, p. ej.",
        "3月12日までに届く予定です。",
        "It was scanned on 12.03.2026 14.30.",
        "オンラインで確認できます。",
        "ตรวจสอบสถานะออนไลน์ได้ หรือดาวน์โหลดเอกสาร",
        "Перевозчик: DHL-экспресс, номер у DHL. Ждём.",
        "It came between 09:30 and 17:45 on 12/31/2026; 3 - 10 days.",
        "An einer anderen Stelle. The evaluation of the duty takes some days.",
    ],
)
def test_an_honest_text_passes(text: str) -> None:
    """Numbers of parcels and orders, dates, times, abbreviations, other scripts."""
    assert not refusal(text, MANNERS, OURS)
