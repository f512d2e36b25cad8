"""The two ends of a parcel's way, told by words that stand together, whatever the sentence.

No phrase says it alone: a courier and being under way, a parcel shop and being there, a label and
being printed do, in any order and any language.
"""

from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_PROCEDURE = (C.CUSTOMS, C.CLEARING)
_TROUBLED = (C.PROBLEM, C.TROUBLE, C.HELD, C.CANCELLED, *_PROCEDURE)
_THEIRS = (
    C.SENDER,
    C.ACCEPTED,
    C.FETCH,
    C.FETCHED,
    C.PLACE,
    C.OFFICE,
    C.STANDS_IN,
    C.INFO,
)
"""What a courier may be on the way to, or with, other than the receiver's door."""
_WORD_OF_IT = (C.SENDER, C.AGENT, C.COURIER, C.LABEL, C.INFO, C.DETAILS, C.WAITS)
"""What tells of something else to be received, or of somebody else."""
_WAITED_FOR = (
    C.SENDER,
    C.AGENT,
    C.COURIER,
    C.DELIVERY,
    C.OUT,
    C.INFO,
    C.NEEDED,
    C.DETAILS,
    C.PAPERS,
    C.PAY,
)
"""What a parcel may wait for other than to be fetched."""
_WHO_BRINGS = (C.AGENT, C.COURIER, C.DELIVERY)
"""What a parcel brought to such a place need not wait for."""
_COUNTER = (C.PLACE, C.OFFICE)
_SAID_OF_IT = (
    *(C.MOVING, C.GOES, C.OUT, C.SENDER, C.ORIGIN, C.COURIER, C.AGENT, C.TODAY, C.LATER),
    *(C.ACCEPTED, C.HANDOVER, C.FETCH, C.RETURN, C.BACK, C.CONTACT, C.FAILED, C.FAILS),
    *(C.WAITS, C.MAY, C.MUST, C.PREPARES, C.CHANGED, C.WHEN, C.ON_REQUEST),
)
"""What tells more of a parcel than with whom or in what it is."""


def coming(words: Wording) -> bool:
    """On the round: somebody comes with it, it goes to the door, or it is to be there today."""
    underway = words.where(C.GOES, so=False)
    today = words.where(C.TODAY, so=False)
    couriers = words.where(C.COURIER, so=False)
    by_whom = couriers & (underway | today)
    whereto = words.where(C.DOOR, so=False) & underway
    whereto |= underway & words.where(C.DELIVERY) & words.where(C.RECEIVER, so=False)
    whereto -= words.where(C.LEFT, so=False)
    in_what = words.where(C.VEHICLE, so=False) & words.where(C.GOES, C.DOOR, so=False)
    so_soon = words.where(C.DELIVERY, C.DELIVERED, C.DOOR, C.GOES, so=False) & today
    brings = words.where(C.DELIVERY, C.DELIVERED, so=False)
    rounds = words.where(C.ROUND, so=False) | (couriers & brings)
    rounds -= words.where(C.PREPARES, so=False)
    there = (by_whom | whereto | in_what | so_soon | rounds) - words.where(
        *_THEIRS, C.LATER, so=False
    )
    return bool(there) and not words.named(*_TROUBLED) and not words.denied(C.GOES, C.DELIVERY)


def put_off(words: Wording) -> bool:
    """To another day, which is named, or to another place: nothing went wrong."""
    day = words.where(C.PUT_OFF) & words.where(C.LATER, so=False)
    day &= words.where(C.DELIVERY, C.DELIVERED, C.OUT, so=False)
    changed = words.where(C.CHANGED) & words.where(C.WHEN, C.ADDRESS, so=False)
    changed -= words.where(C.NEEDED, so=False) - words.where(C.RECEIVER, so=False)
    wrong = words.named(C.FAILED, C.FAILS, C.DECLINES, *_TROUBLED)
    return bool(day) or (bool(changed) and not wrong)


def kept(words: Wording) -> bool:
    """Where the receiver can fetch it: there and kept, or just brought to a place made for it."""
    others = words.where(*_WAITED_FOR, so=False)
    there = words.where(*_COUNTER, C.RECEIVER, C.FETCH, so=False) & words.where(C.KEPT, so=False)
    brought = words.where(C.PLACE, so=False) & words.where(C.REACHED, C.DELIVERED)
    brought -= words.where(*(set(_WAITED_FOR) - set(_WHO_BRINGS)), so=False)
    kept_there = bool((there - others) | brought) and not words.denied(C.KEPT, C.READY)
    return (kept_there or _may_be_fetched(words)) and not words.named(*_TROUBLED)


def held_for_them(words: Wording) -> bool:
    """Held by nobody's fault, for somebody to fetch it who is named, or where that is done."""
    fetching = words.where(C.FETCH, so=False) & words.where(C.RECEIVER, *_COUNTER, so=False)
    return bool(fetching & words.where(C.HELD)) and not words.named(C.PROBLEM, *_PROCEDURE)


def lies_there(words: Wording) -> bool:
    """At a place made for fetching, where nothing else is said of it."""
    under_way = (C.MOVING, C.GOES, C.OUT, C.DELIVERY, C.SENDER, C.ORIGIN, C.COURIER, C.AGENT)
    return words.plain(C.PLACE) and not words.named(*under_way, C.ACCEPTED, C.HANDOVER, *_TROUBLED)


def stands_there(words: Wording) -> bool:
    """With or in what takes it for the receiver, where nothing else is said of it."""
    return words.plain(C.STANDS_IN) and not words.named(*_SAID_OF_IT, *_TROUBLED)


def _may_be_fetched(words: Wording) -> bool:
    """The receiver is told to come for it, or that they may."""
    others = words.where(C.SENDER, C.AGENT, C.COURIER, C.INFO, C.ON_REQUEST, so=False)
    may = words.where(C.MAY, so=False)
    told = (words.where(C.FETCH, so=False) & may) - others
    until = (words.where(*_COUNTER, so=False) & may) - words.where(*_WAITED_FOR, so=False)
    return bool(until or told) and words.named(C.RECEIVER, *_COUNTER) and not words.denied(C.FETCH)


def announced(words: Wording) -> bool:
    """Only made out, made ready or waited for: the carrier has not got it."""
    sender = words.where(C.SENDER, so=False)
    if (sender & words.where(C.PREPARES, so=False)) and not words.where(C.ACCEPTED, C.HANDOVER):
        return not words.named(*_TROUBLED)
    underway = words.named(C.STANDS_IN, C.FAILED, C.ADDRESS, *_COUNTER, *_TROUBLED)
    had = words.where(C.ACCEPTED, C.HANDOVER) - words.where(C.LABEL, C.INFO, C.DETAILS, so=False)
    if underway or had or words.where(C.RECEIVER, so=False) - words.where(C.LABEL, so=False):
        return False
    made_out = words.where(C.LABEL, so=False) & words.where(C.MADE)
    made_out |= words.where(C.DETAILS, so=False) & words.where(C.ACCEPTED)
    fetching = words.where(C.FETCH, so=False) & words.where(C.SENDER, so=False)
    waits = words.where(C.WAITS, so=False) - words.where(C.NEEDED, C.DETAILS, so=False)
    fetching |= waits & words.where(C.FETCH, C.RECEIVED, C.ACCEPTED, so=False)
    coming_for_it = words.where(C.COURIER, C.AGENT, so=False) & (fetching | _to_be_had(words))
    waited_for = (waits & _to_be_had(words)) or (waits and words.named(C.SENDER, C.TO_US))
    return bool(made_out | coming_for_it or waited_for)


def not_handed_in(words: Wording) -> bool:
    """The carrier, who is named or speaks, has not got it from the sender."""
    missing = frozenset(
        one.clause
        for one in words.said
        if one.concept in {C.HANDOVER, C.ACCEPTED, C.RECEIVED, C.DELIVERED} and one.denied
    )
    us = words.where(C.TO_US, C.SENDER, so=False)
    unfetched = frozenset(
        one.clause for one in words.said if one.concept in {C.FETCH, C.FETCHED} and one.denied
    )
    missing |= unfetched
    us |= unfetched & words.where(C.COURIER, so=False)
    at_the_door = words.named(C.FAILED) and not words.named(C.YET)
    return bool(missing & us) and not (
        at_the_door or words.named(C.RECEIVER, *_COUNTER, *_TROUBLED)
    )


def _to_be_had(words: Wording) -> frozenset[int]:
    """Clauses in which the carrier is still to have it."""
    return frozenset(
        one.clause
        for one in words.said
        if one.concept in {C.ACCEPTED, C.HANDOVER} and one.foreseen and not one.denied
    )


def got(words: Wording) -> bool:
    """The receiver, named before it, has received the parcel and no word of it."""
    others = words.where(*_WORD_OF_IT, so=False)
    return any(
        who.concept is C.RECEIVER and who.clause == had.clause and who.start < had.start
        for had in words.said
        if had.concept is C.RECEIVED and had.plain and had.clause not in others
        for who in words.said
    )
