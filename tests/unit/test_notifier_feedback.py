"""What follows from how a buyer rates: whom people write to, and what is never said of it."""

import re
from dataclasses import replace

import pytest

from schemas.conversation import Feedback
from schemas.order import Buyer, Destination, OrderStatus
from services.connectors.manners import STRICT, Manners
from services.notifier.gate import refusal
from services.notifier.messages import values
from services.notifier.plan import plan
from services.notifier.policy import Surroundings
from services.notifier.speech import render
from services.notifier.texts import default
from services.runtime.shops import RuleMode
from tests.support.notifier import AROUND, DEFAULT, KEY, NOW, case_of, order, parcel, planned

AFTER_RATING = ("ask_what_is_wrong", "thanks")
MONEY = re.compile(
    r"[$€£¥₽฿₫₱%]|\b(money|refund|pay|dinero|reembols|dinheiro|argent|rembours|geld|erstatt|"
    r"denaro|rimbors|terugbetal|pieni|zwrot|деньг|возврат|кошт|повернен|iade|uang|wang)"
    r"|نقود|مال|استرداد|כסף|החזר|お金|返金|환불|돈|เงิน|คืนเงิน|tiền|hoàn tiền|錢|退款",
    re.IGNORECASE,
)
LANGUAGES = sorted(default().languages)


def rated(score: int) -> Feedback:
    """A rating of the order."""
    return Feedback(id=f"{KEY}/r", order_key=KEY, version=1, score=score, given_at=NOW)


def switched_on(**rules: RuleMode) -> Surroundings:
    """A shop that switches rules on that come switched off."""
    return replace(AROUND, shop=replace(AROUND.shop, rule_modes=rules))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_after_a_rating_is_about_the_rating_or_money(language: str) -> None:
    """In any language: the strictest gate lets it pass, and no word of money stands in it."""
    case = case_of(order(), parcel(), rated(1))
    action = planned(case, "negative-feedback")
    assert action is not None
    for name in AFTER_RATING:
        text = default().fill(language, name, values(action, case, AROUND, language))
        assert not refusal(text, Manners(longest=STRICT.longest), {KEY.rsplit("/", 1)[1]}), text
        assert not MONEY.search(text), text


def test_a_bad_rating_is_a_task_with_a_draft_in_the_buyers_language() -> None:
    """Staff read the stars; the buyer would read a question."""
    german = order(destination=Destination(country="DE"), buyer=Buyer(reference="b", language="de"))
    case = case_of(german, parcel(), rated(2))
    action = planned(case, "negative-feedback")
    assert action is not None
    said = render(action, case, AROUND)
    assert "2 of 5 stars" in said.subject
    assert "was genau nicht in Ordnung ist" in said.body.split("A draft (de):")[1]


@pytest.mark.parametrize("score", range(1, 6))
@pytest.mark.parametrize("status", OrderStatus)
def test_praise_is_thanked_only_of_an_order_that_is_well(status: OrderStatus, score: int) -> None:
    """Live or completed; never cancelled, refunded, on its way back; never for less than praise."""
    around = switched_on(thanks="automatic", coupon="automatic")
    case = case_of(order(status=status), parcel(), rated(score))
    found = {one.rule for one in plan(case, DEFAULT, around, NOW).actions}
    praise = score >= 4
    well = status in {
        OrderStatus.PLACED,
        OrderStatus.PAID,
        OrderStatus.PART_SHIPPED,
        OrderStatus.SHIPPED,
        OrderStatus.DELIVERED,
        OrderStatus.COMPLETED,
    }
    assert ("thanks" in found) == (praise and well)
    assert ("coupon" in found) == praise
