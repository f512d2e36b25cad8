"""What a carrier's sentence means: rules over concepts, the same for every language.

The words are data (``words``), the grammar is in ``wording``; here is only what follows from them.
Text is the least trusted source: ``decided_by`` says so, and nothing a buyer wrote comes here.
"""

from collections.abc import Callable

from schemas.parcel import (
    Classified,
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers import way
from services.connectors.carriers.people import on_its_side, told, who_must_act
from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_PROCEDURE = (C.CUSTOMS, C.CLEARING)
_CONTEXT = (*_PROCEDURE, C.CLEARED, C.DUTY, C.ASSESSED)
_STANDS = frozenset({CustomsState.HELD, CustomsState.ACTION_REQUIRED})
_ENDS = (C.REFUSED, C.SEIZED)


def classify_text(words: Wording) -> Classified:
    """What the text alone says; ``unknown`` where it says nothing we understand."""
    customs = customs_signal(words)
    stage, because = _stage(words, customs)
    if stage is Stage.UNKNOWN and customs is None:
        return Classified(stage=Stage.UNKNOWN)
    return Classified(
        stage=stage,
        customs=customs,
        movement=moved(stage, words, customs),
        duties_due=duties_due(words, customs),
        decided_by=DecidedBy.TEXT,
        matched=because or of_customs(words),
    )


def of_customs(words: Wording) -> str:
    """The words that speak of customs, for people; empty where none do."""
    return words.words(*_CONTEXT, C.HELD, C.DETAINED, C.NEEDED)


def customs_signal(words: Wording) -> CustomsSignal | None:
    """What the text says of customs, or None where it does not speak of it."""
    state = _state(words)
    if state is None:
        return None
    kind = hold_kind(words) if state is not CustomsState.RELEASED else HoldKind.UNSPECIFIED
    side = direction(words)
    who = on_its_side(who_must_act(words, state, kind), side)
    return CustomsSignal(state=state, direction=side, kind=kind, who_must_act=who)


def direction(words: Wording) -> Direction:
    """Which clearance the words name; unknown where they name both or none."""
    if words.named(C.TRANSIT_CUSTOMS):
        return Direction.TRANSIT
    export, inward = words.named(C.EXPORT), words.named(C.IMPORT)
    if export == inward:
        return Direction.UNKNOWN
    return Direction.EXPORT if export else Direction.IMPORT


def hold_kind(words: Wording) -> HoldKind:
    """What a hold is about, by what is plainly asked for or named as the reason."""
    if words.stated(C.PROHIBITED, C.SEIZED):
        return HoldKind.PROHIBITED
    if _money_asked(words):
        return HoldKind.DUTIES
    if words.stated(C.PAPERS, C.DETAILS) and words.stated(C.NEEDED, C.PROBLEM):
        return HoldKind.DOCUMENTS
    if words.stated(C.INSPECTION):
        return HoldKind.INSPECTION
    return HoldKind.UNSPECIFIED


def _money_asked(words: Wording) -> bool:
    """A fee that is only mentioned is not asked for."""
    named = words.stated(C.DUTY, C.PAY)
    needed = words.stated(C.NEEDED) or words.denied(C.PAID)
    both = words.stated(C.DUTY) and words.stated(C.PAY)
    return words.stated(C.ASSESSED) or (named and needed) or both


def paid(words: Wording) -> bool:
    """Whether what was asked for has been paid."""
    return words.plain(C.PAID) and not words.denied(C.PAID)


def _money_received(words: Wording, *, denied: bool = False) -> bool:
    """A payment, which is named, came in; or, where ``denied``, did not."""
    money = words.where(C.PAY, C.DUTY, so=False)
    if not denied:  # what is received once it is paid is the parcel
        money -= words.where(C.NEEDED, C.MUST, C.FETCH, C.DELIVERED, so=False)
    return any(
        had.concept is C.RECEIVED and (had.denied if denied else had.plain) and had.clause in money
        for had in words.said
    )


def duties_due(words: Wording, customs: CustomsSignal | None) -> bool:
    """Whether money is asked for, at the door or before release."""
    if customs is None or words.plain(C.PAID):
        return False
    asked = words.undenied(C.DUTY, C.ASSESSED) and words.undenied(C.PAY, C.NEEDED, C.ASSESSED)
    return asked or _duty_unpaid(words)


def duty_named(words: Wording) -> bool:
    """Whether duty, tax or a fee is named, other than as something that is not asked for."""
    return words.undenied(C.DUTY, C.ASSESSED, C.PAY) or _duty_unpaid(words)


def _duty_unpaid(words: Wording) -> bool:
    """``Duties have not been paid`` denies the payment, not the duties."""
    return words.named(C.DUTY) and words.denied(C.PAID)


def moved(stage: Stage, words: Wording, customs: CustomsSignal | None) -> bool:
    """Whether the scan shows the parcel moving: a forecast, a notice or a hold does not."""
    if customs is not None and customs.state in _STANDS and stage is Stage.IN_TRANSIT:
        return False
    if stage in {Stage.IN_TRANSIT, Stage.ARRIVED, Stage.ACCEPTED}:
        return not words.said or any(said.plain for said in words.said)
    return stage in {
        Stage.OUT_FOR_DELIVERY,
        Stage.PICKUP,
        Stage.FAILED_ATTEMPT,
        Stage.DELIVERED,
        Stage.RETURNING,
        Stage.RETURNED,
    }


def _state(words: Wording) -> CustomsState | None:
    return next((state for rule, state in _STATES if rule(words)), None)


def _in_customs(words: Wording) -> bool:
    return words.named(*_CONTEXT) or words.plain(*_ENDS) or _barred(words)


def _barred(words: Wording) -> bool:
    """Not let in: what a locker or a shop does not take is none of customs'."""
    return bool(words.where(C.PROHIBITED) - words.where(C.PLACE, so=False))


def _chosen(words: Wording) -> bool:
    return words.named(C.ON_REQUEST) and not words.named(*_PROCEDURE)


def _lost(words: Wording) -> bool:
    """Lost, whatever the clearance that it was lost in: no customs has it."""
    return words.plain(C.LOST)


def _seized(words: Wording) -> bool:
    licensed = _demanded(words) and words.named(C.PAPERS)  # forbidden until a licence is shown
    forbidden = _barred(words) and not words.plain(C.FAILED) and not licensed
    destroyed = words.plain(C.DESTROYED) and words.named(*_PROCEDURE)
    return words.plain(C.SEIZED) or forbidden or destroyed


def _unpaid(words: Wording) -> bool:
    """Refused only until somebody pays."""
    owed = words.denied(C.PAID) or _money_received(words, denied=True)
    return owed and _in_customs(words) and not words.named(C.RETURN)


def _refused(words: Wording) -> bool:
    """Refused for good: a refusal that goes on to demand something is none."""
    # Whoever does not pay, or does not take it, is not customs.
    others = words.where(C.RECEIVER, C.PAY, C.DUTY, so=False)
    denied = frozenset(one.clause for one in words.said if one.concept is C.ALLOWS and one.denied)
    declined = (words.where(C.DECLINES) & words.where(*_PROCEDURE, C.IMPORT, so=False)) - others
    denied -= words.where(C.YET, so=False)
    kept_out = denied & words.where(*_PROCEDURE, C.IMPORT, so=False)
    refused = words.plain(C.REFUSED) or (bool(declined | kept_out) and words.named(*_PROCEDURE))
    return refused and not _demanded(words)


def _demanded(words: Wording) -> bool:
    """Something is asked for, which is more than being told that the parcel goes back."""
    return words.plain(C.NEEDED) and not words.named(C.RETURN)


def _asked_before_release(words: Wording) -> bool:
    """Released only once something is paid or handed in."""
    waiting = words.foreseen(C.RELEASED, C.CLEARED) and not words.plain(C.RELEASED, C.CLEARED)
    return waiting and words.named(C.PAY, C.PAPERS) and _in_customs(words)


def _released(words: Wording) -> bool:
    if words.denied(C.CLEARED, C.RELEASED):
        return False
    left = words.together((C.LEFT,), _PROCEDURE) and not words.named(C.PROBLEM)
    # A hand-over to customs, or their inspection, can be done long before the procedure is.
    partly = words.where(C.HANDOVER, C.INSPECTION, so=False)
    done = (words.where(C.DONE) & words.where(*_PROCEDURE)) - partly
    finished = bool(done) and not words.plain(C.PROBLEM)
    lifted = words.plain(C.LIFTED) and _in_customs(words)
    paid = (words.plain(C.PAID) or _money_received(words)) and words.named(C.DUTY)
    # A release that is late has not come; one on the way out or in is customs', unnamed.
    let_go = words.where(C.RELEASED) - words.where(C.TROUBLE, so=False)
    free = bool(let_go) and (_in_customs(words) or words.named(C.EXPORT))
    to_them = words.where(C.HANDOVER) & words.where(C.CUSTOMS)
    cleared = words.where(C.CLEARED) - (to_them - words.where(C.DONE, so=False))
    gone = cleared or left or free or _goes_on(words)
    return bool(gone) or finished or lifted or paid


def _goes_on(words: Wording) -> bool:
    """Customs lets it go on, or finds nothing to object to."""
    if words.named(C.HELD, C.NEEDED, C.RETURN) or not words.named(*_PROCEDURE):
        return False
    done = words.where(C.DONE) & words.where(*_PROCEDURE, so=False)
    handed_on = done and words.where(C.HANDOVER) - words.where(*_PROCEDURE, so=False)
    let_in = words.where(C.ALLOWS) & words.where(*_PROCEDURE, so=False)
    return (
        bool(handed_on or let_in) or words.plain(C.ONWARD) or words.denied(C.OBJECTION, C.PROBLEM)
    )


def _asked(words: Wording) -> bool:
    """Somebody must do something: papers, money, or a problem at customs."""
    if words.where(C.ON_REQUEST, so=False) - words.where(C.PAY, so=False):
        return False
    needed = words.stated(C.NEEDED) and not _only_conditional(words)
    # At the door an identity card may be asked for.
    papers = needed and words.named(C.PAPERS) and (_in_customs(words) or not words.named(C.FAILED))
    details = needed and words.named(C.DETAILS, C.PAY) and _in_customs(words)
    # A duty that is looked at again is not asked for.
    duty = words.where(C.DUTY, so=False) - words.where(C.INSPECTION, so=False)
    due = bool(duty) or (words.named(C.PAY) and not words.named(C.COD))
    money = words.stated(C.ASSESSED) or (due and needed)
    fails = words.where(C.FAILS) & words.where(C.CLEARING, so=False)
    problem = (words.plain(C.PROBLEM) and words.named(*_PROCEDURE)) or bool(fails)
    somebody = _in_customs(words) and told(words) is not None
    awaited = words.where(C.WAITS, so=False) & words.where(C.PAY, C.DUTY, C.PAPERS, so=False)
    owed = bool(awaited | _to_be_paid(words)) and _in_customs(words)
    return papers or details or money or problem or somebody or owed or _lacking(words)


def _to_be_paid(words: Wording) -> frozenset[int]:
    """Clauses in which a duty has to be paid, or the receiver is to pay it."""
    due = frozenset(
        one.clause
        for one in words.said
        if one.concept is C.PAID and one.foreseen and not one.conditional and not one.denied
    )
    duty = due & words.where(C.DUTY, so=False) & words.where(C.MUST, C.RECEIVER, so=False)
    return duty - words.where(C.SENDER, C.AGENT, so=False)


def _lacking(words: Wording) -> bool:
    """Customs has no paper, which is more than that it needs none."""
    without = any(
        said.concept is C.PAPERS and said.denied and not said.conditional for said in words.said
    )
    return without and not words.denied(C.NEEDED) and _in_customs(words)


def _sent_back(words: Wording) -> bool:
    """What customs lacked is not waited for: it goes back."""
    back = any(
        said.concept is C.RETURN and not (said.denied or said.supposed or said.conditional)
        for said in words.said
    )
    by_them = words.where(C.RETURN, C.BACK) & words.where(C.CUSTOMS, so=False)
    towards = by_them & words.where(C.EXPORT, C.SENDER, C.ORIGIN, C.ORDERED, so=False)
    return back and words.named(*_PROCEDURE) and (_asked(words) or bool(towards))


def _only_conditional(words: Wording) -> bool:
    """``We will notify you if ... is needed`` asks for nothing now."""
    return all(said.conditional for said in words.said if said.concept is C.NEEDED)


def _held(words: Wording) -> bool:
    """Held, and not only where something should happen, or perhaps."""
    if words.stated(C.DETAINED):
        return True
    held = [said for said in words.said if said.concept is C.HELD]
    so = any(not (said.conditional or said.supposed) for said in held)
    is_held = so and not words.denied(C.HELD)
    return is_held and _in_customs(words)


_STATES: tuple[tuple[Callable[[Wording], bool], CustomsState | None], ...] = (
    (_chosen, None),
    (_lost, None),
    (_seized, CustomsState.REFUSED),
    (_unpaid, CustomsState.ACTION_REQUIRED),
    (_refused, CustomsState.REFUSED),
    (_asked_before_release, CustomsState.ACTION_REQUIRED),
    (_released, CustomsState.RELEASED),
    (_sent_back, CustomsState.REFUSED),
    (_asked, CustomsState.ACTION_REQUIRED),
    (_held, CustomsState.HELD),
    (_in_customs, CustomsState.PROCESSING),
)
"""First rule that holds decides; what closes a hold stands before what opens one."""


def _stage(words: Wording, customs: CustomsSignal | None) -> tuple[Stage, str]:
    """The stage and the words it rests on."""
    if customs is not None:
        stage = _customs_stage(words, customs)
        if stage is not None:
            return stage, ""
    return way.stage_of(words)


def _customs_stage(words: Wording, customs: CustomsSignal) -> Stage | None:
    """Where customs leaves the parcel; None where what follows in the text decides."""
    if customs.state is CustomsState.REFUSED:
        return refused_stage(words)
    if way.went_on(words):
        return None
    if customs.direction is Direction.EXPORT or customs.state is CustomsState.RELEASED:
        return Stage.IN_TRANSIT
    return Stage.CUSTOMS


def refused_stage(words: Wording) -> Stage:
    """What becomes of a refused parcel: it comes back unless the words say it is gone."""
    gone = words.plain(C.SEIZED, C.PROHIBITED, C.DESTROYED) and not words.named(C.RETURN)
    return Stage.SEIZED if gone else Stage.RETURNING
