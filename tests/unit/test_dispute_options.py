"""What the options of ``forestall dispute answer`` come to."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from schemas.base import Money
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from services.cli.dispute import Wanted, answer_of, check_offer, check_reason, summary
from services.connectors.answers import Answer, Decision
from services.runtime.errors import InvalidInput

NOW = datetime(2026, 3, 3, tzinfo=UTC)
WORDS = "It is at customs since 3 March."


def money(amount: str, currency: str = "MXN") -> Money:
    """A sum."""
    return Money(amount=Decimal(amount), currency=currency)


def claim(amount: Money | None) -> Dispute:
    """A claim that asks for so much, or tells no sum."""
    return Dispute(
        id="stall/shop-1/D1",
        order_key="stall/shop-1/1",
        kind=DisputeKind.NOT_RECEIVED,
        phase=DisputePhase.CLAIM,
        state=DisputeState.OPEN,
        opened_at=NOW,
        amount=amount,
        reason="",
        source_ref="D1",
        link="",
        read_started_at=NOW,
    )


def wanted(decision: Decision | None, **values: str) -> Wanted:
    """The options as they are written."""
    told = {"ref": "", "propose": "", "words": WORDS, "reason": ""} | values
    return Wanted(decision, **told)


def test_consent_is_to_the_sum_that_stands_there_or_to_the_whole() -> None:
    """Where a platform tells no sum, the person is told that it is paid in full."""
    for asked in (money("12.5"), None):
        told = answer_of(claim(asked), wanted(Decision.ACCEPT))
        assert told == Answer(Decision.ACCEPT, asked)
        assert ("in full" in summary("1", claim(asked), told)) == (asked is None)


def test_a_refusal_takes_its_words_and_the_platforms_reason() -> None:
    """Neither is made up."""
    told = answer_of(claim(None), wanted(Decision.REFUSE, reason="R1"))
    assert told == Answer(Decision.REFUSE, words=WORDS, reason="R1")
    assert "R1" in summary("1", claim(None), told)


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (money("12.5"), "5", money("5")),
        (money("12.5"), "5 MXN", money("5")),
        (None, "149.00 MXN", money("149")),
    ],
)
def test_a_proposal_is_in_the_claims_currency_or_says_its_own(
    asked: Money | None, given: str, expected: Money
) -> None:
    """Written once, and the same sum however it is written."""
    assert answer_of(claim(asked), wanted(None, propose=given)).amount == expected


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        *((money("12.5"), one) for one in ("0", "-1", "12.5", "13", "5 USD", "x", "NaN")),
        *((None, one) for one in ("149", "MXN", "0 MXN", "149 pesos")),
    ],
)
def test_a_sum_that_is_none_is_refused(asked: Money | None, given: str) -> None:
    """Nothing, not below what is asked, in another currency, in none."""
    with pytest.raises(InvalidInput):
        answer_of(claim(asked), wanted(None, propose=given))


def test_what_the_platform_would_refuse_is_said_before() -> None:
    """Its own reasons, and the sums that it takes; where it has none, anything but a reason."""
    reasons = {"R1": "It is not late"}
    check_reason("R1", reasons)
    check_reason("", {})
    for given, known in (("", reasons), ("R2", reasons), ("R1", {})):
        with pytest.raises(InvalidInput) as refused:
            check_reason(given, known)
        assert ("R1 (It is not late)" in refused.value.detail) == bool(known)
    check_offer(money("5"), ())
    check_offer(money("5"), [money("5")])
    with pytest.raises(InvalidInput, match="5 MXN"):
        check_offer(money("6"), [money("5")])
