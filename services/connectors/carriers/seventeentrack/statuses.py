"""17TRACK's statuses and sub-statuses: what each means, and what words may still change.

Source: help.17track.net 37471096573337. Sub-statuses outside the list occur, so they are read by
their prefix; an unlisted ``Exception_*`` is an exception, never in transit.
"""

from schemas.parcel import (
    Actor,
    Classified,
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers import text
from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept

MAIN: dict[str, Stage] = {
    "NotFound": Stage.UNKNOWN,
    "InfoReceived": Stage.INFO_RECEIVED,
    "InTransit": Stage.IN_TRANSIT,
    "Expired": Stage.EXPIRED,
    "AvailableForPickup": Stage.PICKUP,
    "OutForDelivery": Stage.OUT_FOR_DELIVERY,
    "DeliveryFailure": Stage.FAILED_ATTEMPT,
    "Delivered": Stage.DELIVERED,
    "Exception": Stage.EXCEPTION,
}
"""Main status, and the meaning of an unlisted sub-status by its prefix."""

SUB: dict[str, Stage] = {
    "InTransit_PickedUp": Stage.ACCEPTED,
    "InTransit_Departure": Stage.IN_TRANSIT,
    "InTransit_Arrival": Stage.ARRIVED,
    "Exception_Returning": Stage.RETURNING,
    "Exception_Returned": Stage.RETURNED,
    "Exception_Lost": Stage.LOST,
    "Exception_Destroyed": Stage.LOST,
}
"""Sub-statuses that mean another stage than their prefix."""

CUSTOMS: dict[str, CustomsState] = {
    "InTransit_CustomsProcessing": CustomsState.PROCESSING,
    "InTransit_CustomsReleased": CustomsState.RELEASED,
    "InTransit_CustomsRequiringInformation": CustomsState.ACTION_REQUIRED,
}

_INFORMATION = "InTransit_CustomsRequiringInformation"
_SECURITY = "_Security"
_RETURNS = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.LOST})


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a status and sub-status say; the words only narrow them or add what they leave open."""
    status = sub_code or code
    prefix = status.split("_", 1)[0]
    if prefix not in MAIN:
        return None
    if status in CUSTOMS:
        return _customs(status, words)
    if status.endswith(_SECURITY):
        return _security(status, words)
    return _plain(status, prefix, words, by_sub=bool(sub_code))


def _customs(status: str, words: Wording) -> Classified:
    state = CUSTOMS[status]
    direction = text.direction(words)
    if status == _INFORMATION:
        signal = _information(direction, words)
    else:
        signal = CustomsSignal(state=state, direction=direction)
    outward = direction is Direction.EXPORT or state is CustomsState.RELEASED
    return Classified(
        stage=Stage.IN_TRANSIT if outward else Stage.CUSTOMS,
        customs=signal,
        movement=outward and state is not CustomsState.ACTION_REQUIRED,
        duties_due=text.duties_due(words, signal),
        decided_by=DecidedBy.SUB_CODE,
        matched=status,
    )


def _information(direction: Direction, words: Wording) -> CustomsSignal:
    """Papers from the buyer, unless the words name another to give them, or tell of a payment.

    Export papers are never the buyer's. A direction that nobody names is the buyer's customs:
    this status comes from the customs that ask for something.
    """
    paid = text.paid(words)
    kind = HoldKind.DUTIES if text.duty_named(words) and not paid else HoldKind.DOCUMENTS
    if direction is Direction.EXPORT or words.named(C.SENDER, C.SENDERS_PAPERS):
        who = Actor.SELLER
    elif words.named(C.AGENT):
        who = Actor.CARRIER
    elif paid and not words.stated(C.NEEDED):
        who = Actor.UNKNOWN
    else:
        who = Actor.BUYER
    return CustomsSignal(
        state=CustomsState.ACTION_REQUIRED,
        direction=Direction.IMPORT if direction is Direction.UNKNOWN else direction,
        kind=kind,
        who_must_act=who,
    )


def _security(status: str, words: Wording) -> Classified:
    """Security, customs or a fee: three things in one, told apart by the words alone.

    What the words alone tell is decided by text, however sure the status is that something is up.
    """
    said = text.customs_signal(words)
    told = said is not None and said.kind is not HoldKind.UNSPECIFIED
    refused = said is not None and said.state is CustomsState.REFUSED
    state = CustomsState.REFUSED if refused else CustomsState.ACTION_REQUIRED
    signal = CustomsSignal(
        state=state,
        direction=text.direction(words),
        kind=said.kind if said is not None and told else HoldKind.UNSPECIFIED,
        who_must_act=said.who_must_act if said is not None and told else Actor.UNKNOWN,
    )
    return Classified(
        stage=text.refused_stage(words) if refused else Stage.CUSTOMS,
        customs=signal,
        duties_due=text.duties_due(words, signal),
        decided_by=DecidedBy.TEXT if told or refused else DecidedBy.SUB_CODE,
        matched=(text.of_customs(words) if told or refused else "") or status,
    )


def _plain(status: str, prefix: str, words: Wording, *, by_sub: bool) -> Classified:
    stage = SUB.get(status, MAIN[prefix])
    signal = _added(status, stage, words)
    if signal is not None and stage is Stage.IN_TRANSIT and not _onward(signal):
        stage = Stage.CUSTOMS
    by_status = DecidedBy.SUB_CODE if by_sub else DecidedBy.CODE
    return Classified(
        stage=stage,
        customs=signal,
        movement=text.moved(stage, words, signal),
        duties_due=text.duties_due(words, signal),
        decided_by=by_status if signal is None else DecidedBy.TEXT,
        matched=(text.of_customs(words) if signal is not None else "") or status,
    )


def _onward(signal: CustomsSignal) -> bool:
    return signal.direction is Direction.EXPORT or signal.state is CustomsState.RELEASED


_OPEN = frozenset(
    {"InTransit", "InTransit_Other", "Exception", "Exception_Other", "Exception_Delayed"}
)
"""Statuses that leave open what happened: here the words may say that customs has it."""


def _added(status: str, stage: Stage, words: Wording) -> CustomsSignal | None:
    """What the words say of customs where the status is silent about it."""
    said = text.customs_signal(words)
    if said is None:
        return None
    if status in _OPEN:
        return said
    return said if stage in _RETURNS and said.state is CustomsState.REFUSED else None
