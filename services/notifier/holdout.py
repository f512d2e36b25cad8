"""Orders that hear nothing unsolicited, so that what words do can be measured. Pure."""

from schemas.parcel import Actor
from services.notifier.kinds import SPEAKING
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
    if on.case.disputes or any(one.sender == "buyer" for one in on.case.messages.values()):
        return ""
    if drawn("holdout", draw.salt, on.case.order_key) >= percent:
        return ""
    return f"holdout of {percent:g} %: this order hears nothing unsolicited"
