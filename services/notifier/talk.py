"""Who is talking: whether the buyer waits, and until when a person of the shop has the order."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.notifier.case import Case, Deed, Heard
from services.notifier.choices import reply_by
from services.notifier.kinds import SPEAKING
from services.notifier.ours import persons
from services.notifier.percase import once_a_case
from services.notifier.records import HAPPENED, NEVER

HANDS_OFF = timedelta(hours=72)
"""How long the machine is silent on an order after a person spoke or took it over."""


@once_a_case
def conversation(case: Case) -> str | None:
    """The chat with the order's buyer: the one opened, else that of the latest message."""
    if case.conversation:
        return case.conversation
    latest = max(case.messages.values(), key=lambda one: (one.sent_at, one.id), default=None)
    return latest.conversation if latest else None


def language(case: Case) -> str:
    """The language in which the machine has spoken to the buyer; empty where it has not yet."""
    talk = conversation(case)
    said = [
        deed
        for deed in case.deeds.values()
        if deed.channel == "chat" and deed.language and deed.conversation in (None, talk)
    ]
    return max(said, key=lambda one: (one.moment or NEVER, one.key)).language if said else ""


def heard_in(case: Case) -> str | None:
    """The language in which the buyer last wrote, where one was told with confidence."""
    said = [one for one in case.messages.values() if one.sender == "buyer" and one.language]
    return max(said, key=lambda one: (one.sent_at, one.id)).language if said else None


@once_a_case
def hands_off_until(case: Case) -> datetime | None:
    """Until when a person has the order in hand; None where none has.

    Handing back ends everything before it.
    """
    person = case.person
    given_back = person.at if person and person.kind == "hand_back" else None
    spoken = [one.sent_at for one in persons(case)]
    if person and person.kind == "take_over":
        spoken.append(person.at)
    standing = [at for at in spoken if given_back is None or at > given_back]
    return max(standing) + HANDS_OFF if standing else None


def answered(case: Case, message: Heard) -> bool:
    """Whether a buyer's message was dealt with, in this order or in another of theirs.

    A person does so in writing, in the desk or by hand-back; the machine by an answer to it. One
    that plainly chooses from an offer asks nothing.
    """
    return message.id in case.elsewhere.messages or answered_here(case, message)


def answered_here(case: Case, message: Heard) -> bool:
    """Whether a buyer's message was dealt with as far as this order's own case knows."""
    if message.recalled or reply_by(case, message).kind == "choice":
        return True
    if any(is_answer(deed, message) for deed in case.deeds.values()):
        return True
    person = case.person
    if person and person.kind == "hand_back" and person.at >= message.sent_at:
        return True
    if any(
        deed.closed_at and deed.occasion.split("~")[0] == message.id for deed in case.deeds.values()
    ):
        return True
    return any(
        reply.sent_at >= message.sent_at and reply.conversation == message.conversation
        for reply in persons(case)
    )


def is_answer(deed: Deed, message: Heard) -> bool:
    """Whether a deed said something to the buyer in answer to a message."""
    about = deed.occasion.split("~")[0] == message.id
    return about and deed.kind in SPEAKING and deed.channel == "chat" and deed.status in HAPPENED


def waiting(case: Case, but_for: Heard | None = None) -> bool:
    """Whether a buyer's message stands without an answer: then nothing is said over it.

    ``but_for`` is the one that is being answered.
    """
    about = but_for.id if but_for else None
    return any(message.id != about for message in unanswered(case))


@once_a_case
def unanswered(case: Case) -> Sequence[Heard]:
    """The buyer's messages that stand without an answer."""
    said = [message for message in case.messages.values() if message.sender == "buyer"]
    return tuple(message for message in said if not answered(case, message))


def taken(case: Case, occasion: str) -> bool:
    """Whether a person has taken, or reported done, any task about an occasion."""
    return any(
        deed.taken_at is not None or deed.closed_at is not None
        for deed in case.deeds.values()
        if deed.occasion.split("~")[0] == occasion
    )
