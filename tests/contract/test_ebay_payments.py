"""eBay's payment disputes: read where the shop may, and answered by a person."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from schemas.base import Money
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.ebay.api import Api
from services.connectors.marketplaces.ebay.payments import LISTING
from services.connectors.marketplaces.ebay.token import EbayAuthorisation
from services.connectors.ports import Hint
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract import test_ebay
from tests.contract.conformance_answers import AnswerConformance, Deed
from tests.contract.conformance_marketplace import NOW, Bench
from tests.contract.test_ebay import ORDER, SELLER, changed
from tests.contract.vectors import raw

REF = "payment-5001234567"
PATH = "/sell/fulfillment/v1/payment_dispute/5001234567"
LIST = "/sell/fulfillment/v1/payment_dispute_summary"
HINT = Hint(SELLER, "dispute", REF, ORDER)
SEEN = Money(amount=Decimal("49.98"), currency="USD")
WORDS = "It was sent on 3 March; the number shows it."


class Suite(test_ebay.TestEbay):
    """eBay's, with the disputes of banks."""

    __test__ = False
    bench: Bench = replace(
        test_ebay.TestEbay.bench,
        shop=replace(test_ebay.SHOP, reads_payment_disputes=True),
        answers=test_ebay.TestEbay.bench.answers
        | {PATH: raw("ebay/payment.json"), LIST: raw("ebay/payments.json")},
        dispute_hint=HINT,
    )


def stands(**values: object) -> dict[str, bytes]:
    """The dispute, changed."""
    return {PATH: changed("payment", **values)}


class TestEbayPaymentAnswers(AnswerConformance):
    """See the suite; eBay answers both calls without a body."""

    suite = Suite()
    lost = (None, 500, b"<html>")
    moved = (
        stands(availableChoices=None, paymentDisputeStatus="OPEN"),
        stands(availableChoices=[]),
        stands(revision=None),
    )
    deeds = (
        Deed(
            "accept",
            Answer(Decision.ACCEPT, SEEN),
            f"POST {PATH}/accept",
            {"revision": 3},
            b"",
            otherwise=(*moved, stands(amount={"value": "50", "currency": "USD"})),
        ),
        Deed(
            "contest",
            Answer(Decision.REFUSE, words=WORDS),
            f"POST {PATH}/contest",
            {"revision": 3, "note": WORDS},
            b"",
            otherwise=(*moved, stands(reason="SIGNIFICANTLY_NOT_AS_DESCRIBED")),
        ),
    )
    forbidden = (
        (Answer(Decision.SAY, words=WORDS), {}),
        (Answer(Decision.PROPOSE, SEEN, WORDS), {}),
        (Answer(Decision.REFUSE, words=WORDS * 30), {}),
    )


async def test_the_list_leads_to_the_dispute() -> None:
    """All that stand, whatever the span; each with its order, its day and its sum."""
    suite = Suite()
    async with suite.outside() as (_, shop, http):
        api = Api(shop, http)
        assert api.listings == ("orders", "disputes", LISTING)
        page = await api.changes(LISTING, NOW - timedelta(days=1), NOW, None)
        (entry,) = page.entries
        hint = api.listed(LISTING, entry.raw, NOW)
        assert (hint, page.cursor) == (HINT, None)
        (found,) = await api.read(hint, NOW)
    assert isinstance(found, Dispute)
    assert (found.id, found.order_key) == (f"{shop.key}/{REF}", f"{shop.key}/{ORDER}")
    assert (found.kind, found.phase) == (DisputeKind.NOT_RECEIVED, DisputePhase.CLAIM)
    assert (found.state, found.amount) == (DisputeState.OPEN, SEEN)
    assert found.answer_due is not None
    assert (found.answer_due.at, found.answer_due.source) == (
        datetime(2026, 4, 4, 8, tzinfo=UTC),
        "stated",
    )


@pytest.mark.parametrize(
    ("values", "state", "outcome"),
    [
        ({"paymentDisputeStatus": "OPEN"}, DisputeState.ANSWERED, None),
        ({"paymentDisputeStatus": "CLOSED"}, DisputeState.CLOSED, "CLOSED"),
        (
            {
                "paymentDisputeStatus": "CLOSED",
                "resolution": {"reasonForClosure": "SELLER_WON"},
            },
            DisputeState.CLOSED,
            "SELLER_WON",
        ),
    ],
)
async def test_whose_move_it_is(
    values: dict[str, object], state: DisputeState, outcome: str | None
) -> None:
    """As its status says; the bank's word for the end."""
    async with Suite().outside() as (gateway, shop, http):
        gateway.answers.update(stands(**values))
        (found,) = await Api(shop, http).read(HINT, NOW)
    assert isinstance(found, Dispute)
    assert (found.state, found.outcome, found.answer_due) == (state, outcome, None)


async def test_a_status_nobody_knows_is_refused() -> None:
    """No guess is made."""
    async with Suite().outside() as (gateway, shop, http):
        gateway.answers.update(stands(paymentDisputeStatus="NEW_WORD"))
        with pytest.raises(InvalidInput, match="unknown_status"):
            await Api(shop, http).read(HINT, NOW)


async def test_only_a_shop_that_says_so_asks_for_them() -> None:
    """Without the scope its token is refused: neither the list nor the consent names it."""
    async with Http(allow_private=True) as http:
        for may in (True, False):
            shop = replace(test_ebay.SHOP, reads_payment_disputes=may)
            assert (LISTING in Api(shop, http).listings) == may
            page = EbayAuthorisation(shop, http).page("a-name")
            assert page
            assert ("sell.payment.dispute" in page) == may
