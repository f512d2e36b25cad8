"""PayPal's disputes: whose order each is about, whose move it is, and which period it is in."""

import json
from dataclasses import replace
from typing import Any

import pytest

from schemas.dispute import DisputePhase, DisputeState
from services.connectors.marketplaces.paypal.disputes import key_of_order
from services.runtime.errors import InvalidInput
from tests.contract.test_paypal import REF, SHOP, dispute
from tests.contract.vectors import raw


@pytest.mark.parametrize(
    ("transaction", "key"),
    [
        ({"invoice_number": "WC-1001", "custom": "77"}, "woocommerce/acme/1001"),
        ({"invoice_number": "1001", "custom": "77"}, "woocommerce/acme/77"),
        ({"custom": "77"}, "woocommerce/acme/77"),
        (
            {"invoice_number": "WC-1001", "custom": '{"order_id":1002,"order_key":"wc_order_x"}'},
            "woocommerce/acme/1002",
        ),
        ({"custom": '{"order_key":"x"}'}, "paypal/acme/8AW70038VH226914P"),
        ({"custom": "{"}, "paypal/acme/8AW70038VH226914P"),
        ({"custom": "a cart / of mine"}, "paypal/acme/8AW70038VH226914P"),
        ({"invoice_number": "WC-"}, "paypal/acme/8AW70038VH226914P"),
        ({"invoice_number": ["WC-1"], "custom": {"order_id": 1}}, "paypal/acme/8AW70038VH226914P"),
        ({}, "paypal/acme/8AW70038VH226914P"),
    ],
)
def test_the_transaction_names_the_order(transaction: dict[str, Any], key: str) -> None:
    """The surest name first; where there is none, the dispute has a key of its own."""
    told = {"seller_transaction_id": "8AW70038VH226914P", **transaction}
    source = {"dispute_id": REF, "disputed_transactions": [told]}
    assert key_of_order(source, SHOP) == key


def test_a_dispute_of_no_known_order_is_nobodys_and_not_lost() -> None:
    """Without a shop in the settings, or a transaction in the dispute, it still has a key."""
    lone = replace(SHOP, orders_of="")
    assert dispute().order_key == "woocommerce/acme/1001"
    source = json.loads(raw("paypal/dispute.json"))
    assert key_of_order(source, lone) == "paypal/acme/8AW70038VH226914P"
    assert dispute(disputed_transactions=[]).order_key == f"paypal/acme/{REF}"


def test_of_several_transactions_the_first_that_names_an_order_counts() -> None:
    """One dispute is one order's."""
    several = [{"seller_transaction_id": "T1"}, {"invoice_number": "WC-7"}, {"custom": "8"}]
    assert dispute(disputed_transactions=several).order_key == "woocommerce/acme/7"


@pytest.mark.parametrize(
    ("status", "stage", "state", "phase"),
    [
        ("OPEN", "INQUIRY", DisputeState.OPEN, DisputePhase.INQUIRY),
        ("WAITING_FOR_BUYER_RESPONSE", "INQUIRY", DisputeState.ANSWERED, DisputePhase.INQUIRY),
        ("WAITING_FOR_SELLER_RESPONSE", "CHARGEBACK", DisputeState.OPEN, DisputePhase.CLAIM),
        ("UNDER_REVIEW", "CHARGEBACK", DisputeState.ESCALATED, DisputePhase.CLAIM),
        ("UNDER_REVIEW", "ARBITRATION", DisputeState.ESCALATED, DisputePhase.ARBITRATION),
        ("RESOLVED", "PRE_ARBITRATION", DisputeState.CLOSED, DisputePhase.ARBITRATION),
        ("OTHER", "CHARGEBACK", DisputeState.OPEN, DisputePhase.CLAIM),
        ("UNDER_REVIEW", None, DisputeState.ESCALATED, DisputePhase.CLAIM),
    ],
)
def test_each_status_and_stage(
    status: str, stage: str | None, state: DisputeState, phase: DisputePhase
) -> None:
    """Whose move it is, and how far it has gone."""
    found = dispute(status=status, dispute_life_cycle_stage=stage)
    assert (found.state, found.phase) == (state, phase)
    assert (found.answer_due is not None) == (state is DisputeState.OPEN)
    assert (found.outcome is not None) == (state is DisputeState.CLOSED)


def test_an_unknown_status_or_stage_is_no_guess() -> None:
    """It becomes a dead letter that people see."""
    for changed in ({"status": "NEW"}, {"dispute_life_cycle_stage": "NEW"}, {"status": None}):
        with pytest.raises(InvalidInput, match="unknown_status"):
            dispute(**changed)


def test_each_stage_and_each_further_request_opens_an_answer_period() -> None:
    """PayPal may ask many times; one request for two kinds of evidence is one."""

    def asked(*dates: str) -> list[dict[str, str]]:
        return [{"source": "REQUESTED_FROM_SELLER", "date": date} for date in dates]

    def told(stage: str, *dates: str) -> int:
        return dispute(dispute_life_cycle_stage=stage, evidences=asked(*dates)).round

    assert (told("INQUIRY"), told("INQUIRY", "a"), told("INQUIRY", "a", "a")) == (1, 1, 1)
    assert (told("CHARGEBACK", "a"), told("CHARGEBACK", "a", "b")) == (2, 3)
    assert told("PRE_ARBITRATION", "a", "b", "c") == 5


def test_a_closed_dispute_says_how_it_ended() -> None:
    """By the platform's own word, where it has one."""
    ended = {"outcome_code": "RESOLVED_SELLER_FAVOUR"}
    assert dispute(status="RESOLVED", dispute_outcome=ended).outcome == "RESOLVED_SELLER_FAVOUR"
    assert dispute(status="RESOLVED").outcome == "closed"


def test_the_shop_of_a_dispute_is_told_by_its_id_whatever_its_number() -> None:
    """Not by its order, which lives elsewhere; a number of a seller's own may have slashes."""
    found = dispute()
    assert (found.shop, found.order_key) == ("paypal/acme", "woocommerce/acme/1001")
    assert found.model_copy(update={"id": "direct/acme/2026/04/7"}).shop == "direct/acme"
