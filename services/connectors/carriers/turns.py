"""What becomes of a parcel on its way, told by words that stand together, whatever the sentence."""

from services.connectors.carriers.wording import Said, Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept
_BETWEEN = (
    *(C.AGENT, C.COURIER, C.TO_US, C.SENDER, C.CUSTOMS, C.CLEARING),
    *(C.OFFICE, C.PLACE, C.STANDS_IN, C.COUNTRY, C.DOOR, C.ADDRESS),
    *(C.DELIVERY, C.OUT, C.GOES, C.FETCH, C.INSPECTION, C.ON_REQUEST),
    *(C.INFO, C.LABEL, C.DETAILS, C.PAPERS, C.RETURN, C.BACK, C.ACCEPTED, C.RECEIVED),
)
"""Whom, where and what for a parcel is handed over that has not come to its receiver."""
_CLOSE = 8
"""Letters between a verb and the country that it speaks of, *arrived in the*."""


def arrived_there(words: Wording) -> bool:
    """In the country it is sent to, or in one that is named right beside it."""
    reached = words.where(C.REACHED) - words.where(C.LEFT, C.GOES, so=False)
    there = words.where(C.COUNTRY, so=False)
    named = frozenset(
        one.clause
        for one in words.said
        if one.concept is C.HOME
        for verb in words.said
        if verb.concept is C.REACHED and verb.clause == one.clause and _gap(one, verb) <= _CLOSE
    )
    return bool(reached & (there | named))


def _gap(one: Said, other: Said) -> int:
    """Letters between two words of a clause."""
    first, second = sorted((one, other), key=lambda said: said.start)
    return second.start - first.start - len(first.words)


def handed_in(words: Wording) -> bool:
    """By the sender who is named, where senders hand in, or over a counter."""
    had = words.where(C.ACCEPTED, C.GIVEN, C.FETCHED, C.RECEIVED)
    had |= words.where(C.COLLECTED) & words.where(C.ORIGIN, so=False)
    begun = words.where(C.SENDER, C.ORIGIN, so=False)
    counter = words.where(C.PLACE, C.OFFICE, so=False) & words.where(C.ACCEPTED)
    counter -= words.where(C.REACHED, C.KEPT, C.FETCH, C.FETCHED) | words.where(C.MAY, so=False)
    told_of = words.where(C.LABEL, C.INFO, so=False) - words.where(C.FETCHED)
    others = told_of | words.where(
        C.RECEIVER, C.WAITS, C.RETURN, C.BACK, C.LEFT, C.TROUBLE, so=False
    )
    return bool(((had & begun) | counter) - others)


def handed_to_them(words: Wording) -> bool:
    """To the receiver who is named, and to nobody who brings it to them."""
    handed = words.where(C.HANDOVER, C.GIVEN) & words.where(C.RECEIVER, so=False)
    return bool(handed - words.where(*_BETWEEN, so=False)) and not words.named(C.PROBLEM)


def wrong_address(words: Wording) -> bool:
    """An address that is named is not as it should be."""
    return bool(words.where(C.ADDRESS, so=False) & words.where(C.WRONG))


def fetching_done(words: Wording) -> bool:
    """The carrier's fetching, where no receiver and no place of theirs is named."""
    done = words.where(C.FETCH) & words.where(C.DONE)
    return bool(done) and not words.named(
        *(C.RECEIVER, C.PLACE, C.OFFICE, C.STANDS_IN, C.WAITS, C.MAY),
        *(C.KEPT, C.READY, C.CUSTOMS, C.CLEARING),
    )


def fetched_by_us(words: Wording) -> bool:
    """By a courier, who fetches from a sender where no place of the receiver's is named."""
    couriers = words.where(C.COURIER, C.AGENT, so=False) & words.where(C.FETCHED, C.COLLECTED)
    others = words.where(C.RECEIVER, C.DELIVERY, C.OUT, C.RETURN, C.BACK, C.GOES, so=False)
    return bool(couriers - others) and not words.named(C.PLACE, C.OFFICE, C.STANDS_IN)


def fetched(words: Wording) -> bool:
    """From a place where only receivers fetch."""
    theirs = words.where(C.PLACE, so=False) & words.where(C.FETCHED)
    others = words.where(C.SENDER, C.AGENT, C.COURIER, C.KEPT, C.REACHED, C.MAY, so=False)
    return bool(theirs - others)


def going_back(words: Wording) -> bool:
    """To the sender who is named, or where it came from."""
    back = words.where(C.BACK, so=False) & words.where(C.SENDER, C.ORIGIN, C.EXPORT, so=False)
    return bool(back - words.where(C.PAY, C.DUTY, C.NEEDED, so=False)) and not words.denied(C.BACK)


def not_reached(words: Wording) -> bool:
    """Nobody could be reached who should take it."""
    denied = frozenset(one.clause for one in words.said if one.concept is C.CONTACT and one.denied)
    tried = denied | (words.where(C.CONTACT, so=False) & words.where(C.FAILS))
    whom = words.named(C.RECEIVER, C.COURIER, C.DELIVERY, C.OUT)
    where = _not_found(words) & words.where(C.ADDRESS, C.DOOR, C.RECEIVER, so=False)
    shut = any(one.concept is C.OPENS and one.denied for one in words.said)
    return shut or bool(where) or (bool(tried - words.where(C.SENDER, so=False)) and whom)


def _not_found(words: Wording) -> frozenset[int]:
    return frozenset(one.clause for one in words.said if one.concept is C.FOUND and one.denied)


def not_found(words: Wording) -> bool:
    """The parcel itself, not whom or where it should go to."""
    others = words.where(C.ADDRESS, C.DOOR, C.RECEIVER, C.STANDS_IN, C.PROBLEM, so=False)
    lost = words.where(C.LOST) - words.where(C.FAILED, so=False)
    return bool(lost | (_not_found(words) - others))


def not_made(words: Wording) -> bool:
    """A delivery that is named and was not carried out."""
    undone = frozenset(one.clause for one in words.said if one.concept is C.DONE and one.denied)
    return bool(undone & words.where(C.DELIVERY, so=False))
