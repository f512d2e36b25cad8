"""Whose the messages of the seller's side are: the machine's, or a person's of the shop. Pure.

It is asked of the case afresh, because whose a message was may only be known later: the platform
shows it before it has answered our call.
"""

from collections.abc import Iterable, Sequence

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
    ours |= {one.id for one in said if any(_known(deed, one) for deed in case.deeds.values())}
    for deed in sorted(case.deeds.values(), key=lambda one: (one.claimed_at or NEVER, one.key)):
        if deed.status in UNSURE and deed.channel == "chat" and not _explained(deed, said):
            loose = [one.id for one in said if one.id not in ours and _may_be(deed, one)]
            ours.update(loose[:1])
    return frozenset(ours)


def _explained(deed: Deed, said: Iterable[Heard]) -> bool:
    return any(_known(deed, one) for one in said)


def _known(deed: Deed, message: Heard) -> bool:
    """By the platform's id, or by the very words, where the machine itself may have said them.

    Words that were handed to staff, at once or because the platform would not have them of us, are
    a person's once they stand in the chat, be they pasted to the letter: that person has the order
    in hand then.
    """
    if deed.conversation not in (None, message.conversation):
        return False
    if deed.external_ref and deed.external_ref in (message.source_ref, message.id):
        return True
    if deed.channel == "task" or deed.status in LEFT_TO_STAFF:
        return False
    # Before its claim no word of it can have left; where the claim is not known, nobody can tell.
    early = deed.claimed_at is not None and message.sent_at < deed.claimed_at - SKEW
    return bool(deed.text_hash) and deed.text_hash == message.text_hash and not early


def _may_be(deed: Deed, message: Heard) -> bool:
    if deed.conversation not in (None, message.conversation) or deed.claimed_at is None:
        return False
    return deed.claimed_at - SKEW <= message.sent_at


@once_a_case
def persons(case: Case) -> Sequence[Heard]:
    """What a person of the shop wrote, past this program."""
    sellers = [one for one in case.messages.values() if one.sender == "seller"]
    ours = own(case) if sellers else ()
    return tuple(one for one in sellers if one.id not in ours)
