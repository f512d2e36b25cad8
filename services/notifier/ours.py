"""Whose the messages of the seller's side are: the machine's, or a person's of the shop. Pure.

It is asked of the case afresh, because whose a message was may only be known later: the platform
shows it before it has answered our call.
"""

from collections.abc import Sequence

from services.connectors.ports import SKEW
from services.notifier.case import Case, Deed, Heard
from services.notifier.percase import once_a_case
from services.notifier.records import LEFT_TO_STAFF, NEVER, UNSURE


def own(case: Case) -> frozenset[str]:
    """Ids of the messages of the seller's side that are the machine's.

    While a claim of ours is unsettled, the first message since it that nothing else explains
    counts as ours, its words altered or not: our own words taken for a person's would silence us
    for days. It explains one message only, so that a person is still heard after it.
    """
    said = sorted(
        (one for one in case.messages.values() if one.sender == "seller"),
        key=lambda one: (one.sent_at, one.id),
    )
    ours = {one.id for one in said if one.ours}
    known = {deed.key: _known(deed, said) for deed in case.deeds.values()}
    ours.update(*known.values())
    for deed in sorted(case.deeds.values(), key=lambda one: (one.claimed_at or NEVER, one.key)):
        if deed.status in UNSURE and deed.channel == "chat" and not known[deed.key]:
            loose = [one.id for one in said if one.id not in ours and _may_be(deed, one)]
            ours.update(loose[:1])
    return frozenset(ours)


def _known(deed: Deed, said: Sequence[Heard]) -> list[str]:
    """Ids, by the platform's own; where it shows none, by the words the machine may have said.

    Words that were handed to staff, at once or because the platform would not have them of us, are
    a person's once they stand in the chat, be they pasted to the letter: that person has the order
    in hand then. So are words that stand there once more, be they those of an earlier reminder.
    """
    there = [one for one in said if deed.conversation in (None, one.conversation)]
    if deed.external_ref:
        named = [one.id for one in there if deed.external_ref in (one.source_ref, one.id)]
        if named:
            return named
    if deed.channel == "task" or deed.status in LEFT_TO_STAFF or not deed.text_hash:
        return []
    return [one.id for one in there if one.text_hash == deed.text_hash and not _early(deed, one)]


def _early(deed: Deed, message: Heard) -> bool:
    """Before its claim no word of it can have left; where none is known, nobody can tell."""
    return deed.claimed_at is not None and message.sent_at < deed.claimed_at - SKEW


def _may_be(deed: Deed, message: Heard) -> bool:
    if deed.conversation not in (None, message.conversation) or deed.claimed_at is None:
        return False
    return not _early(deed, message)


@once_a_case
def persons(case: Case) -> Sequence[Heard]:
    """What a person of the shop wrote, past this program."""
    sellers = [one for one in case.messages.values() if one.sender == "seller"]
    ours = own(case) if sellers else ()
    return tuple(one for one in sellers if one.id not in ours)
