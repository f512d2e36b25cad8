"""How far a parcel is, by what a sentence says of its way: the same rules for every language.

What customs does with it is in ``text``.
"""

from collections.abc import Callable

from schemas.parcel import Stage
from services.connectors.carriers.ends import (
    announced,
    coming,
    got,
    held_for_them,
    kept,
    lies_there,
    not_handed_in,
    put_off,
    stands_there,
)
from services.connectors.carriers.turns import (
    arrived_there,
    fetched,
    fetched_by_us,
    fetching_done,
    going_back,
    handed_in,
    handed_to_them,
    not_found,
    not_made,
    not_reached,
    wrong_address,
)
from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_PROCEDURE = (C.CUSTOMS, C.CLEARING)
_REFUSAL = {C.DECLINES, C.RECEIVED, C.GIVEN}


def stage_of(words: Wording) -> tuple[Stage, str]:
    """The stage and the words it rests on."""
    for concepts, rule, stage in _STAGES:
        if rule(words):
            return stage, words.words(*concepts)
    return Stage.UNKNOWN, ""


def went_on(words: Wording) -> bool:
    """Whether it is further than customs."""
    # What is missing may be a paper.
    failed = words.where(C.FAILED) - words.where(C.PAPERS, so=False)
    further = words.plain(C.COLLECTED, C.OUT) or bool(failed) or _delivered(words)
    return further and not words.named(C.HANDOVER)


def _delivered(words: Wording) -> bool:
    """To the buyer: what is delivered to customs is not."""
    customs = words.where(*_PROCEDURE, so=False)
    past = words.where(C.CLEARED, C.RELEASED, C.LEFT, C.DONE) | words.where(C.RECEIVER, so=False)
    # What a sender delivered, and data that were received, are no parcel of the receiver's.
    others = words.where(C.SENDER, C.LABEL, so=False) - words.where(C.RECEIVER, so=False)
    # Brought to an address that turned out wrong, nobody has it.
    if words.where(C.DELIVERED) and wrong_address(words):
        return False
    return bool(words.where(C.DELIVERED) - (customs - past) - others)


def _returned(words: Wording) -> bool:
    return words.plain(C.RETURN_DONE)


def _returning(words: Wording) -> bool:
    """On its way back, or soon, unless it is still there for the receiver to fetch."""
    there = _ready(words) or _to_be_fetched(words)
    return words.plain(C.RETURN) or (words.stated(C.RETURN) and not there)


def _failed(words: Wording) -> bool:
    delivery = words.where(C.DELIVERY, so=False) - words.where(C.ON_REQUEST, C.INFO, so=False)
    fails = words.where(C.FAILS, C.DECLINES) & delivery
    declined = words.where(C.DECLINES) & words.where(C.RECEIVER, so=False)
    if words.named(C.FAILED) or words.denied(C.DELIVERED, C.OUT):
        return True
    return bool(fails | declined) or _only_declined(words)


def _only_made(words: Wording) -> bool:
    """Made out, and nothing else is said: an order or a label is."""
    return words.plain(C.MADE) and all(one.concept is C.MADE for one in words.said)


def _only_declined(words: Wording) -> bool:
    """A refusal of which nothing else is said is the receiver's: a note behind a round."""
    return words.plain(C.DECLINES) and all(one.concept in _REFUSAL for one in words.said)


def _left(words: Wording) -> bool:
    """Given to somebody, or put somewhere, in the receiver's stead; no courier fetched it there."""
    given = words.where(C.GIVEN, C.DELIVERED) & words.where(C.STANDS_IN)
    return bool(given - words.where(C.AGENT, C.ON_REQUEST, so=False))


def _to_a_shop(words: Wording) -> bool:
    """On the round, but to a place where the receiver is to fetch it."""
    return any(
        out.concept is C.OUT
        and shop.concept is C.READY
        and out.clause == shop.clause
        and out.start < shop.start
        for out in words.said
        for shop in words.said
    )


def _collected(words: Wording) -> bool:
    """By the receiver: what a courier fetches from a shop goes on."""
    couriers = words.where(C.AGENT, C.COURIER, so=False) - words.where(C.RECEIVER, so=False)
    return bool(words.where(C.COLLECTED) - couriers - words.where(C.ORIGIN, so=False))


def _fetched(words: Wording) -> bool:
    """By the receiver who is named, and by no one else."""
    others = words.where(C.SENDER, C.AGENT, C.ON_REQUEST, C.INFO, C.RETURN, so=False)
    return bool((words.where(C.FETCHED) & words.where(C.RECEIVER, so=False)) - others)


def _ready(words: Wording) -> bool:
    """For the receiver: what waits at a sender's is fetched by a courier."""
    senders = words.where(C.SENDER, so=False) - words.where(C.RECEIVER, so=False)
    return bool(words.where(C.READY) - senders) and not words.plain(C.PROBLEM)


def _to_be_fetched(words: Wording) -> bool:
    """Waits for somebody to fetch it, who is no courier at the sender's door."""
    couriers = words.where(C.SENDER, C.AGENT, C.ON_REQUEST, so=False)
    theirs = words.where(C.FETCH, C.READY, so=False) - couriers
    return words.named(C.WAITS) and bool(theirs) and not words.named(C.PROBLEM, *_PROCEDURE)


def _on_its_vehicle(words: Wording) -> bool:
    """In what brings it to the door."""
    there = words.where(C.VEHICLE) & words.where(C.DELIVERY, C.OUT, so=False)
    return bool(there) and not words.named(C.PROBLEM, C.TROUBLE, *_PROCEDURE)


def _not_yet(words: Wording) -> bool:
    """The carrier has not got it."""
    elsewhere = words.named(C.RECEIVER, C.READY, C.STANDS_IN, C.FAILED, C.FAILS, *_PROCEDURE)
    carriers = words.where(C.AGENT, so=False)
    missing = {one.clause for one in words.said if one.concept is C.RECEIVED and one.denied}
    not_had = words.denied(C.ACCEPTED, C.HANDOVER) or bool(missing & carriers)
    return not_had and not elsewhere


def _out(words: Wording) -> bool:
    """On the round, unless the same clause says what keeps it from there."""
    kept_from = words.where(C.TROUBLE) & words.where(C.OUT, so=False)
    senders = words.where(C.SENDER, so=False) - words.where(C.RECEIVER, so=False)
    # To fetch it, or on another day, is not to bring it.
    elsewhere = words.where(C.COURIER, so=False) & words.where(C.FETCH, so=False)
    out = words.where(C.OUT, so=False) - senders - elsewhere - words.where(C.LATER, so=False)
    return words.stated(C.OUT) and bool(out) and not words.plain(C.PROBLEM) and not kept_from


def _went_well(*concepts: C) -> Callable[[Wording], bool]:
    return lambda words: words.stated(*concepts) and not words.plain(C.PROBLEM)


_WAY = (C.MOVING, C.LEFT, C.DELIVERED, C.DELIVERY, C.READY, C.OUT)
"""What is only to come shows as well that it is on its way."""
_Rule = tuple[tuple[C, ...], Callable[[Wording], bool], Stage]
_STAGES: tuple[_Rule, ...] = (
    ((C.RETURN_DONE,), _returned, Stage.RETURNED),
    ((C.DESTROYED,), lambda w: w.plain(C.DESTROYED), Stage.LOST),
    ((C.LOST, C.FOUND), not_found, Stage.LOST),
    ((C.RETURN,), _returning, Stage.RETURNING),
    ((C.BACK,), going_back, Stage.RETURNING),
    ((C.TO_US, C.SENDER), not_handed_in, Stage.INFO_RECEIVED),
    ((C.FAILED, C.DELIVERED), _failed, Stage.FAILED_ATTEMPT),
    ((C.CONTACT,), not_reached, Stage.FAILED_ATTEMPT),
    ((C.DELIVERY,), not_made, Stage.FAILED_ATTEMPT),
    ((C.STANDS_IN,), _left, Stage.DELIVERED),
    ((C.HANDOVER, C.GIVEN), handed_to_them, Stage.DELIVERED),
    ((C.HANDOVER,), lambda w: w.plain(C.HANDOVER) and not w.plain(C.PROBLEM), Stage.IN_TRANSIT),
    ((C.ACCEPTED, C.GIVEN), handed_in, Stage.ACCEPTED),
    ((C.FETCHED, C.COLLECTED), fetched_by_us, Stage.ACCEPTED),
    ((C.FETCH,), fetching_done, Stage.ACCEPTED),
    ((C.COLLECTED,), _collected, Stage.DELIVERED),
    ((C.COLLECTED,), lambda w: w.denied(C.COLLECTED), Stage.EXCEPTION),
    ((C.FETCHED,), _fetched, Stage.DELIVERED),
    ((C.PUT_OFF,), put_off, Stage.IN_TRANSIT),
    ((C.FETCHED,), fetched, Stage.DELIVERED),
    ((C.OUT,), _to_a_shop, Stage.IN_TRANSIT),
    ((C.OUT,), _out, Stage.OUT_FOR_DELIVERY),
    ((C.READY,), _ready, Stage.PICKUP),
    ((C.PLACE, C.OFFICE, C.FETCH), kept, Stage.PICKUP),
    ((C.HELD, C.FETCH), held_for_them, Stage.PICKUP),
    ((C.DELIVERED,), _delivered, Stage.DELIVERED),
    ((C.RECEIVED,), got, Stage.DELIVERED),
    ((C.GOES, C.TODAY), coming, Stage.OUT_FOR_DELIVERY),
    ((C.CANCELLED,), lambda w: w.stated(C.CANCELLED), Stage.EXCEPTION),
    ((C.INFO,), _went_well(C.INFO), Stage.INFO_RECEIVED),
    ((C.FETCH,), _to_be_fetched, Stage.PICKUP),
    ((C.VEHICLE,), _on_its_vehicle, Stage.OUT_FOR_DELIVERY),
    ((C.LABEL, C.PREPARES, C.WAITS), announced, Stage.INFO_RECEIVED),
    ((C.MADE,), _only_made, Stage.INFO_RECEIVED),
    ((C.ADDRESS,), wrong_address, Stage.EXCEPTION),
    ((C.PROHIBITED,), lambda w: w.plain(C.PROHIBITED), Stage.EXCEPTION),
    ((C.ON_REQUEST,), lambda w: w.named(C.ON_REQUEST), Stage.IN_TRANSIT),
    ((C.LIFTED,), lambda w: w.plain(C.LIFTED), Stage.IN_TRANSIT),
    ((C.TROUBLE, C.PROBLEM), lambda w: w.stated(C.TROUBLE, C.PROBLEM), Stage.EXCEPTION),
    ((C.HELD,), lambda w: w.plain(C.HELD), Stage.EXCEPTION),
    ((C.REACHED,), arrived_there, Stage.ARRIVED),
    ((C.ARRIVED,), lambda w: w.plain(C.ARRIVED), Stage.ARRIVED),
    ((C.EXPIRED,), lambda w: w.stated(C.EXPIRED), Stage.EXPIRED),
    ((C.ACCEPTED, C.HANDOVER), _not_yet, Stage.INFO_RECEIVED),
    ((C.ACCEPTED,), lambda w: w.plain(C.ACCEPTED), Stage.ACCEPTED),
    ((C.PLACE,), lies_there, Stage.PICKUP),
    ((C.STANDS_IN,), stands_there, Stage.DELIVERED),
    (_WAY, lambda w: w.named(*_WAY), Stage.IN_TRANSIT),
)
"""First rule that holds decides: what ends a parcel's way before what is on it."""
