"""A seller's answer to an AliExpress issue: the solution of the buyer's that it is about. Pure.

Documented: ``issue.solution.agree`` takes a solution's id; ``issue.solution.save`` rejects the
buyer's and puts one of the seller's beside it, a refusal being one of amount 0.
"""

from collections.abc import Mapping

from schemas.base import Money
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.values import Json, identifier, items, money
from services.runtime.errors import Refused
from services.runtime.ids import canonical_json

AGREE = "aliexpress.issue.solution.agree"
SAVE = "aliexpress.issue.solution.save"

_KIND = "refund"
"""The other kind, ``return_and_refund``, needs an address for returns: a person's, on the page."""


def call_of(
    detail: Json, issue_id: str, buyer: str, answer: Answer
) -> tuple[str, Mapping[str, str]]:
    """The one call that gives an answer: its method and business parameters.

    Args:
        detail: the content of ``issue.detail.get``, read just before.
        issue_id: which issue.
        buyer: the buyer's login id.
        answer: what a person decided.

    Raises:
        Refused: there is nothing to answer, it is no longer what the person saw, or it asks for the
            goods back.
    """
    if answer.decision is Decision.SAY:
        raise Refused("aliexpress", "no_call", "within an issue no call says words alone")
    if str(detail.get("issue_status")) != "processing":
        raise Refused("aliexpress", "closed", "the issue is closed")
    proposal = _newest(detail)
    solution = identifier(proposal.get("id"))
    asked = money(proposal.get("refund_money"), proposal.get("refund_money_currency"))
    if not solution or asked is None:
        raise Refused("aliexpress", "no_proposal", "the buyer proposes nothing that can be read")
    if answer.decision is Decision.ACCEPT:
        return AGREE, _agreed(proposal, asked, answer) | {
            "buyer_login_id": buyer,
            "issue_id": issue_id,
        }
    amount = answer.amount or Money(amount=asked.amount * 0, currency=asked.currency)
    if amount.currency != asked.currency:
        raise Refused("aliexpress", "currency", f"the issue is in {asked.currency}")
    saved = {
        "issue_id": issue_id,
        "buyer_login_id": buyer,
        "add_seller_solution": True,
        "add_solution_type": _KIND,
        "refund_amount": f"{amount.amount:f}",
        "refund_amount_currency": amount.currency,
        "solution_context": answer.words,
        "buyer_solution_id": solution,
    }
    return SAVE, {"param_dto": canonical_json(saved).decode()}


def _agreed(proposal: Json, asked: Money, answer: Answer) -> dict[str, str]:
    if str(proposal.get("solution_type")) != _KIND:
        raise Refused("aliexpress", "return", "the buyer would send the goods back: see the page")
    if answer.amount is None or answer.amount != asked:
        told = f"{asked.amount:f} {asked.currency}"
        raise Refused("aliexpress", "changed", f"the buyer asks for {told} now")
    return {"solution_id": identifier(proposal.get("id"))}


def _newest(detail: Json) -> Json:
    """The buyer's last proposal; where they are not dated ids ascend."""
    found = items(detail.get("buyer_solution_list"), "solution_api_dto")

    def order(entry: Json) -> tuple[str, int, str]:
        number = identifier(entry.get("id"))
        return str(entry.get("gmt_create") or ""), len(number), number

    return max(found, key=order, default={})
