"""What a buyer's answer to an offer is taken for: only what plainly names one option of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from schemas.action import Action, ActionKind, ActionStatus, Offer, Option, RemedyKind
from schemas.base import Money
from services.notifier import talk
from services.notifier.case import ActionChanged, Case, Event, Said
from services.notifier.choices import made, reply_by, reply_to
from services.notifier.hearing.choosing import picks_of
from services.notifier.hearing.hear import hear
from tests.support.notifier import KEY, NOW, D, H, case_of, message, order

PLAIN = {
    "1": "1",
    "2.": "2",
    "²": "2",
    "٢": "2",
    "Option 2, please": "2",
    "the second one, thank you": "2",
    "No. 3": "3 none",
    "I choose number 3": "3",
    "la primera opción, por favor": "1",
    "Ich nehme die zweite, danke": "2",
    "je choisis le numéro 2, merci": "2",
    "Wybieram opcję 2": "2",
    "вариант 2, пожалуйста": "2",
    "Обираю перший": "1",
    "ikinci seçenek lütfen": "2",
    "الخيار الثاني من فضلك": "2",
    "אני בוחר אפשרות 2": "2",
    "2番でお願いします": "2",
    "1번으로 할게요": "1",
    "ข้อ 2 ครับ": "2",
    "Tôi chọn phương án 2": "2",
    "saya pilih nomor 2, terima kasih": "2",
    "我選第二個，謝謝": "2",
    "I will keep it": "keep",
    "send it back": "return",
    "退货": "return",
    "a replacement": "again",
    "replacement please": "again",
    "refund": "refund",
    "no, thanks": "none",
    "1 or 2": "",
    "1, 2": "1 2",
    "2?": "",
    "not 1": "",
    "ok": "",
    "thanks": "",
    "": "",
    "hai": "",
    "where is my parcel": "",
    "2 but I also want my shipping cost back": "",
    "10": "10",
    "3.75": "",
    "1.1": "",
    "2nd": "2",
    "1️⃣": "1",
    "2 👍": "2",
    "1 👎": "",
    "❌ 1": "",
    "1 ⭐": "",
    "2 €": "",
    "3%": "",
    "-1": "",
    "≠1": "",
    "1+1": "",
    "1/5": "",
    "I want one": "",
    "quiero uno": "",
    "我要一個": "",
    "1" * 200: "",
}


@pytest.mark.parametrize("text", PLAIN)
def test_a_message_names_options_or_says_something_else(text: str) -> None:
    """A number, an ordinal, an option's own words; one word beside them makes it unclear."""
    assert " ".join(picks_of(text)) == (PLAIN[text] or "unclear")


BACK = Money(amount=Decimal("3.75"), currency="EUR")
ALL = Money(amount=Decimal("25.00"), currency="EUR")
OPTIONS = (
    Option(kind=RemedyKind.PART_BACK, amount=BACK),
    Option(kind=RemedyKind.RESHIP),
    Option(kind=RemedyKind.REFUND_RETURN, amount=ALL),
)


def offered(*, status: ActionStatus = ActionStatus.DONE, channel: str = "chat") -> ActionChanged:
    """An offer that was made at ``NOW``, for a week."""
    return ActionChanged(
        Action(
            key=f"{KEY}|offer-goods|m",
            order_key=KEY,
            version=1,
            rule="offer-goods",
            occasion="m",
            kind=ActionKind.OFFER,
            status=status,
            channel=channel,
            conversation="c-1",
            claimed_at=NOW,
            done_at=NOW,
            offer=Offer(options=OPTIONS, expires_at=NOW + 7 * D),
        )
    )


def wrote(text: str, after: timedelta, *, conversation: str = "c-1") -> Said:
    """The buyer writes, so long after the offer."""
    said = message(f"r{after}", text=text, sent_at=NOW + after, conversation=conversation)
    return Said(said, understood=hear(text))


def after(*events: Event) -> Case:
    """The case of an offer and what came then."""
    return case_of(order(), *events)


def answer(*events: Event) -> str:
    """What the offer of a case was answered: an option, or in which way it was not."""
    case = after(*events)
    offers = made(case)
    if not offers:
        return "no offer"
    found = reply_to(case, offers[0])
    return str(found.option.kind) if found.option else found.kind


def test_a_reply_counts_only_in_that_chat_after_the_offer_and_before_it_expires() -> None:
    """What was written before the offer stood there, or once it has expired, is no answer."""
    assert answer(offered(), wrote("1", timedelta(seconds=1))) == "part_back"
    assert answer(offered(), wrote("1", 0 * H)) == "none"
    assert answer(offered(), wrote("3", 7 * D - timedelta(seconds=1))) == "refund_return"
    assert answer(offered(), wrote("1", 7 * D)) == "none"
    assert answer(offered(), wrote("1", -timedelta(seconds=1))) == "none"
    assert answer(offered(), wrote("1", H, conversation="c-2")) == "none"
    assert answer(offered(), Said(message("s", sender="seller", text="1", sent_at=NOW + H))) == (
        "none"
    )
    assert answer(offered(), wrote("4", H)) == "unclear"


@pytest.mark.parametrize(
    ("status", "channel"),
    [
        (ActionStatus.DONE, "task"),
        (ActionStatus.UNCERTAIN, "chat"),
        (ActionStatus.BLOCKED, "chat"),
        (ActionStatus.CLAIMED, "chat"),
        (ActionStatus.AWAITING_APPROVAL, ""),
    ],
)
def test_only_an_offer_that_surely_stands_in_the_chat_can_be_answered(
    status: ActionStatus, channel: str
) -> None:
    """Of every other the buyer may have seen nothing."""
    assert answer(offered(status=status, channel=channel), wrote("1", H)) == "no offer"


def test_all_that_the_buyer_wrote_must_name_one_option() -> None:
    """Two choices, or a choice and a question, are a person's; saying it twice is not."""
    assert answer(offered(), wrote("1", H), wrote("the first one", 2 * H)) == "part_back"
    assert answer(offered(), wrote("1", H), wrote("3", 2 * H)) == "unclear"
    assert answer(offered(), wrote("which is faster?", H), wrote("1", 2 * H)) == "unclear"
    assert answer(offered(), wrote("no, thanks", H)) == "refused"
    assert answer(offered(), wrote("refund", H)) == "unclear", "two of the options pay back"
    assert answer(offered(), wrote("send it back", H)) == "refund_return"


def test_what_follows_a_persons_word_is_no_answer_to_the_machine() -> None:
    """A person may have put another choice: a number then is an answer to that, or to nobody."""

    def typed(after: timedelta) -> Said:
        words = "How would you like it? 1) today 2) tomorrow"
        return Said(message(f"s{after}", sender="seller", text=words, sent_at=NOW + after))

    assert answer(offered(), typed(H), wrote("1", 2 * H)) == "unclear"
    assert answer(offered(), wrote("1", H), typed(2 * H)) == "part_back"
    assert answer(typed(-H), offered(), wrote("1", H)) == "part_back"


def test_what_the_buyer_writes_once_it_is_carried_out_changes_nothing() -> None:
    """The remedy was for their first answer; what follows is an ordinary message."""
    paid = Action(
        key=f"{KEY}|remedy-refund|offer-goods:m",
        order_key=KEY,
        version=1,
        rule="remedy-refund",
        occasion="offer-goods:m",
        kind=ActionKind.REMEDY,
        status=ActionStatus.DONE,
        channel="platform",
        claimed_at=NOW + 2 * H,
        done_at=NOW + 2 * H,
    )
    later = wrote("where is my money?", 5 * H)
    case = after(offered(), wrote("1", H), ActionChanged(paid), later)
    assert reply_to(case, made(case)[0]).option == OPTIONS[0]
    heard = case.messages[later.message.id]
    assert reply_by(case, heard).kind == "none"
    assert talk.waiting(case)


def test_a_plain_choice_asks_nothing_and_an_unclear_one_waits_for_a_person() -> None:
    """So the machine is not silenced by the former, and is by the latter."""
    assert not talk.waiting(after(offered(), wrote("1", H)))
    assert talk.waiting(after(offered(), wrote("hm", H)))
