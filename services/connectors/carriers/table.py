"""Reading a scan by a table of a carrier's own codes: the code decides, words fill what it leaves.

A carrier's ``statuses.py`` is such a table; this is how every one of them is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
from services.connectors.carriers import people, text
from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_ELSEWHERE = frozenset({Stage.PICKUP, Stage.RETURNING, Stage.RETURNED, Stage.FAILED_ATTEMPT})
GONE = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})
"""Stages of a parcel that will not come."""
_ON_THE_WAY = frozenset({Stage.ACCEPTED, Stage.ARRIVED, Stage.OUT_FOR_DELIVERY, Stage.PICKUP})
_NARROWED = {
    Stage.IN_TRANSIT: GONE | _ON_THE_WAY | {Stage.FAILED_ATTEMPT},
    Stage.EXCEPTION: GONE | {Stage.FAILED_ATTEMPT},
}
_ASKED = frozenset({CustomsState.HELD, CustomsState.ACTION_REQUIRED})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a code means.

    Attributes:
        customs: what it says of customs. A kind or actor it leaves open the words beside it may
            fill, where the code itself says that customs holds the parcel. A buyer's duty stands
            unless the words say that it was paid, or name another as the one to act.
        movement: None: as the stage has it.
        duties_due: money is asked for, whatever the words.
        open: the code leaves open what happened: the words may say that customs has it, and of a
            stage ``unknown`` what it is.
        settled: the words beside it fill nothing in: who must act stays as the entry has it.
    """

    stage: Stage
    customs: CustomsSignal | None = None
    movement: bool | None = None
    duties_due: bool = False
    open: bool = False
    settled: bool = False


def at_customs(
    state: CustomsState,
    *,
    kind: HoldKind = HoldKind.UNSPECIFIED,
    who: Actor = Actor.UNKNOWN,
    direction: Direction = Direction.IMPORT,
    duties_due: bool = False,
) -> Entry:
    """The entry of a code that speaks of customs; import where nothing else is said.

    The stage follows: released or outward is travelling, refused is on its way back, else customs.
    """
    outward = direction in (Direction.EXPORT, Direction.TRANSIT)
    if state is CustomsState.REFUSED:
        stage = Stage.RETURNING
    elif outward or state is CustomsState.RELEASED:
        stage = Stage.IN_TRANSIT
    else:
        stage = Stage.CUSTOMS
    signal = CustomsSignal(state=state, kind=kind, who_must_act=who, direction=direction)
    return Entry(stage, signal, duties_due=duties_due)


def decide(
    entries: Mapping[str, Entry], key: str, words: Wording, *, by: DecidedBy = DecidedBy.CODE
) -> Classified | None:
    """What a code says, the words beside it considered; None where the table has no such code."""
    entry = entries.get(key)
    if entry is None:
        return None
    if entry.open:
        return _by_words(entry, key, words, by)
    signal, told = (entry.customs, False) if entry.settled else _filled(entry.customs, words)
    due = entry.duties_due and not text.paid(words)
    return Classified(
        stage=entry.stage,
        customs=signal,
        movement=_moved(entry, entry.stage, words, signal),
        duties_due=due or text.duties_due(words, signal),
        decided_by=DecidedBy.TEXT if told else by,
        matched=(text.of_customs(words) if told else "") or key,
    )


def really_delivered(found: Classified, words: Wording) -> Classified:
    """What a code calls delivered, unless its words name another receiver than the buyer.

    A pick-up station, another carrier, the sender again, a failed attempt: facts, section 7, rule
    7. Carriers use one code of delivery for all of them.
    """
    if found.stage is not Stage.DELIVERED:
        return found
    said = text.classify_text(words)
    if said.stage in _ELSEWHERE or (said.stage is Stage.IN_TRANSIT and words.plain(C.HANDOVER)):
        return said
    return found


def by_status(entries: Mapping[str, Entry], key: str, words: Wording) -> Classified | None:
    """What an aggregator's main status says where its sub-status is not listed.

    The words may say more within what the status allows: an exception is never in transit, and
    only the status says that a parcel was delivered.
    """
    found = decide(entries, key, words)
    if found is None:
        return None
    said = text.classify_text(words)
    allowed = _NARROWED.get(entries[key].stage, frozenset())
    return said if said.stage in allowed else really_delivered(found, words)


def outward(found: Classified) -> Classified:
    """Clearance of another border than the buyer's is part of the way, and never the buyer's."""
    signal = found.customs
    if signal is None or signal.direction not in {Direction.EXPORT, Direction.TRANSIT}:
        return found
    if signal.who_must_act is Actor.BUYER:
        nobody = signal.model_copy(update={"who_must_act": Actor.UNKNOWN})
        found = found.model_copy(update={"customs": nobody, "duties_due": False})
    if found.stage is not Stage.CUSTOMS:
        return found
    moved = signal.state is CustomsState.PROCESSING
    return found.model_copy(update={"stage": Stage.IN_TRANSIT, "movement": moved})


def refused_by_customs(found: Classified, words: Wording) -> Classified:
    """What goes back or is gone, with the refusal where the words say that customs refused it."""
    if found.stage not in GONE or found.customs is not None:
        return found
    said = text.customs_signal(words)
    named = words.named(C.CUSTOMS, C.CLEARING)
    if said is None or said.state is not CustomsState.REFUSED or not named:
        return found
    return found.model_copy(update={"customs": said})


def _filled(signal: CustomsSignal | None, words: Wording) -> tuple[CustomsSignal | None, bool]:
    """The signal with what the words add, and whether they named the one who must act."""
    if signal is None:
        return None, False
    side = text.direction(words) if signal.direction is Direction.UNKNOWN else signal.direction
    changes: dict[str, object] = {"direction": side}
    if signal.who_must_act is Actor.BUYER:
        return signal.model_copy(update=changes | _relieved(signal.kind, words)), False
    said = text.customs_signal(words) if signal.state in _ASKED else None
    if said is not None and signal.kind is HoldKind.UNSPECIFIED:
        changes["kind"] = said.kind
    told = said is not None and signal.who_must_act is Actor.UNKNOWN
    if said is None or not told:
        return signal.model_copy(update=changes), False
    who = people.on_its_side(said.who_must_act, side)
    changes["who_must_act"] = who
    return signal.model_copy(update=changes), who is not Actor.UNKNOWN


def _relieved(kind: HoldKind, words: Wording) -> dict[str, object]:
    """What words take from the buyer that a code asks: a wrong word to them cannot be taken back.

    Paid, but not yet released, it is looked at and nobody is asked.
    """
    if kind is HoldKind.DUTIES and text.paid(words):
        return {"state": CustomsState.PROCESSING, "who_must_act": Actor.UNKNOWN}
    return {"who_must_act": people.named_actor(words) or Actor.BUYER}


def _by_words(entry: Entry, key: str, words: Wording, by: DecidedBy) -> Classified:
    said = text.classify_text(words)
    stage = entry.stage
    if stage is Stage.UNKNOWN or said.customs is not None:
        stage = said.stage if said.stage is not Stage.UNKNOWN else stage
    told = said.customs is not None or stage is not entry.stage
    return Classified(
        stage=stage,
        customs=said.customs,
        movement=_moved(entry, stage, words, said.customs),
        duties_due=entry.duties_due or said.duties_due,
        decided_by=DecidedBy.TEXT if told else by,
        matched=(said.matched if told else "") or key,
    )


def _moved(entry: Entry, stage: Stage, words: Wording, signal: CustomsSignal | None) -> bool:
    if entry.movement is not None:
        return entry.movement
    return text.moved(stage, words, signal)
