"""A person's answers within an inquiry on eBay, and evidence handed in on Shopify."""

import json
from typing import Any

import pytest

from services.runtime.errors import Refused
from tests.contract import test_ebay, test_shopify
from tests.contract.conformance_answers import (
    REFUSE,
    SAY,
    WORDS,
    AnswerConformance,
    Deed,
    offers,
    pays,
)
from tests.contract.vectors import raw

INQUIRY = f"{test_ebay.INQUIRIES}/{test_ebay.INQUIRY}"


class TestEbayRefunds(AnswerConformance):
    """See the suite; words and evidence have tests of their own."""

    suite = test_ebay.TestEbay()
    refund = f"POST {INQUIRY}/issue_refund"
    lost = (None, 500, b"<html>", b"", b"{}", b'{"refundResult":{"refundStatus":"OTHER"}}')
    asked = json.loads(raw("ebay/inquiry.json"))["claimAmount"]
    seen = pays(str(asked["value"]), str(asked["currency"]))
    deeds = (
        Deed(
            "accept",
            seen,
            refund,
            {},
            b'{"refundResult":{"refundSource":"PAYPAL","refundStatus":"SUCCESS"}}',
            otherwise=(
                {INQUIRY: test_ebay.changed("inquiry", claimAmount=None)},
                {INQUIRY: 404},
                {INQUIRY: test_ebay.changed("inquiry", status="CLOSED")},
                {INQUIRY: test_ebay.changed("inquiry", claimAmount=asked | {"value": 1})},
            ),
        ),
    )
    forbidden = ((offers("1", str(asked["currency"])), {}),)

    async def test_a_refund_that_failed_is_no_answer(self) -> None:
        """The call went well and the money did not."""
        failed = {self.refund: b'{"refundResult":{"refundStatus":"FAILED"}}'}
        async with self.at(failed) as (_, acts, order, dispute):
            with pytest.raises(Refused):
                await acts.answer(order, dispute, self.seen)


SHOPIFY_PARCELS = "\nTracking number RR123456785CN, China Post, sent on 2026-03-03 (UTC)"
"""What its fixture's parcels add to the words."""

STANDS = {
    "status": "NEEDS_RESPONSE",
    "evidenceSentOn": None,
    "disputeEvidence": {"id": "gid://shopify/ShopifyPaymentsDisputeEvidence/819974671"},
}
TAKEN = {"disputeEvidence": {"id": STANDS["disputeEvidence"]}, "userErrors": []}


def evidence(**values: Any) -> dict[str, bytes]:
    """Shopify's dispute with where its evidence is kept."""
    return {"Evidence": json.dumps({"data": {"dispute": STANDS | values}}).encode()}


def handed_in(**values: Any) -> bytes:
    """What Shopify says to evidence."""
    return json.dumps({"data": {"disputeEvidenceUpdate": TAKEN | values}}).encode()


class TestShopifyEvidence(AnswerConformance):
    """See the suite."""

    suite = test_shopify.TestShopify()
    lost = (None, 500, b"<html>", test_shopify.failed("TIMEOUT"), handed_in(disputeEvidence=None))
    deeds = (
        Deed(
            "refuse",
            REFUSE,
            "Contest",
            {
                "variables": {
                    "id": "gid://shopify/ShopifyPaymentsDisputeEvidence/819974671",
                    "input": {
                        "submitEvidence": True,
                        "uncategorizedText": WORDS + SHOPIFY_PARCELS,
                    },
                }
            },
            handed_in(),
            evidence(),
            (
                evidence(status="UNDER_REVIEW"),
                evidence(evidenceSentOn="2026-03-25"),
                evidence(disputeEvidence=None),
                {"Evidence": b'{"data":{"dispute":null}}'},
                {"Evidence": test_shopify.failed("ACCESS_DENIED")},
            ),
        ),
    )
    forbidden = (
        (SAY, evidence()),
        (pays("11.50", "CAD"), evidence()),
        (offers("5", "CAD"), evidence()),
    )

    async def test_evidence_that_is_not_taken_is_refused(self) -> None:
        """By the platform's own code; a scope that is missing ends no other call."""
        refusals = (
            handed_in(userErrors=[{"code": "EVIDENCE_PAST_DUE_DATE"}]),
            test_shopify.failed("ACCESS_DENIED"),
        )
        for said in refusals:
            async with self.at(evidence()) as (gateway, acts, order, dispute):
                gateway.answers["Contest"] = said
                with pytest.raises(Refused):
                    await acts.answer(order, dispute, REFUSE)
