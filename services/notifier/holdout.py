"""Orders that hear nothing unsolicited, so that what words do can be measured. Pure."""

from schemas.order import LIVE
from schemas.parcel import Actor
from services.notifier.case import Case
from services.notifier.kinds import SPEAKING
from services.notifier.policy import Surroundings
from services.notifier.records import Side
from services.notifier.rule import Rule
from services.notifier.scope import Scope
from services.notifier.share import Draw, drawn
from services.notifier.subject import Subject


def held_out(rule: Rule, on: Subject, draw: Draw, percent: float) -> str:
    """Why a rule says nothing about a subject: its order is held out; empty where it may.

    Never an answer to what the buyer wrote, a dispute, a hold that the buyer must act on, or
    anything once the buyer has written or disputed: they may complain.
    """
    if not percent or rule.kind not in SPEAKING or on.scope in {Scope.MESSAGE, Scope.DISPUTE}:
        return ""
    if on.hold is not None and on.hold.who_must_act is Actor.BUYER:
        return ""
    if _heard(on.case):
        return ""
    if _side(on.case, draw, percent) != "held_out":
        return ""
    return f"holdout of {percent:g} %: this order hears nothing unsolicited"


def sided(case: Case, around: Surroundings) -> Case:
    """The case with its side, once its shop acts for it; a side that is fixed never moves.

    So a share that is changed later divides the orders that come later, and nobody who has heard
    something is counted among those who heard nothing: where there is no holdout any more, and all
    hear from now on, orders under way are on no side. Nothing can be compared by an order whose
    buyer had written or disputed before, or that had ended: words could change none of it.
    """
    mode = around.draw.mode_for(case.order_key, around.shop.mode)
    percent = around.shop.holdout
    live = case.order is None or case.order.status in LIVE
    if not percent and live and case.side in {"held_out", "told"}:
        return case.model_copy(update={"side": "none"})
    if case.side != "" or mode == "observe":
        return case
    compared = percent and not _heard(case) and live
    side = _drawn(case, around.draw, percent) if compared else "none"
    return case.model_copy(update={"side": side})


def _heard(case: Case) -> bool:
    """Whether the buyer has written or disputed."""
    return bool(case.disputes) or any(one.sender == "buyer" for one in case.messages.values())


def _side(case: Case, draw: Draw, percent: float) -> Side:
    """Its fixed one; where it has none, as it would be drawn now."""
    return case.side or _drawn(case, draw, percent)


def _drawn(case: Case, draw: Draw, percent: float) -> Side:
    out = drawn("holdout", draw.salt, case.order_key) < percent
    return "held_out" if out else "told"
