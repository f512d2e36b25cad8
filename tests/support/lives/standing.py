"""What must hold of every word of the machine's, told from the timelines alone.

A timeline is entered in the order in which things became true, so what stands before a claim was
known when it was made. Nothing here asks the program whose word a message was: the outside knows.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from schemas.action import ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.ledger import Chained
from services.notifier.scope import Scope
from tests.support.lives.facts import BUYERS, SHOP
from tests.support.lives.outside import Line, Outside
from tests.support.lives.playbooks import PLAYBOOKS

HANDS_OFF, DAY = timedelta(hours=72), timedelta(hours=24)
SKEW = timedelta(minutes=5)

_WORDS = frozenset({ActionKind.MESSAGE, ActionKind.OFFER})
_SPOKEN = frozenset({ActionStatus.CLAIMED, ActionStatus.DONE, ActionStatus.UNCERTAIN})
_OPEN = frozenset({ActionStatus.CLAIMED, ActionStatus.UNCERTAIN})


@dataclass
class Known:
    """What an order's case knows, an entry after the other.

    Attributes:
        hands: when people of the shop wrote or took the order over.
        unsettled: since when each claim of ours waits for its answer; each may explain one line.
    """

    hands: dict[str, datetime] = field(default_factory=dict)
    unsettled: dict[str, datetime] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    approved: set[str] = field(default_factory=set)

    def in_hand(self, now: datetime, but_for: str) -> bool:
        """Whether a person has it, whatever of it may be our own unsettled words."""
        left = sorted(self.hands.values())
        for key, claimed in sorted(self.unsettled.items(), key=lambda one: one[1]):
            explained = [at for at in left if key != but_for and at >= claimed - SKEW]
            if explained:
                left.remove(explained[0])
        return any(now - HANDS_OFF < at <= now for at in left)


def out_of_place(chain: Sequence[Chained], outside: Outside) -> Iterator[str]:
    """Claims of one order that came within 72 hours of a person's word, or against a mark."""
    answers = {one.id for one in PLAYBOOKS["ours"].rules if one.once is Scope.MESSAGE}
    by_hand = {
        f"{SHOP}/{line.conversation}/{line.ref}": line for line in outside.lines if line.key is None
    }
    known = Known()
    for link in chain:
        entry, body = link.entry, link.entry.body
        if entry.kind == "message":
            _heard(known, entry.source_id, by_hand, ours=bool(body["ours"]))
        elif entry.kind == "person":
            _handed(known, str(body["did"]), entry.source_id)
            if body["did"] == "approved":
                known.approved.add(str(body["action"]))
        elif entry.kind == "buyer":
            known.marks = frozenset(str(body["marks"]).split(", "))
        elif entry.kind == "action" and body["kind"] in _WORDS:
            if body["status"] == ActionStatus.CLAIMED and body["action"] not in known.unsettled:
                yield from _claimed(known, body, entry.at, unasked=body["rule"] not in answers)
            _settled(known, body, entry.at)


def _heard(known: Known, source: str, by_hand: Mapping[str, Line], *, ours: bool) -> None:
    name = source.removeprefix("message:").rsplit("@", 1)[0]
    if ours:
        known.hands.pop(name, None)
    elif name in by_hand:
        known.hands[name] = by_hand[name].at


def _handed(known: Known, did: str, source: str) -> None:
    at = datetime.fromisoformat(source.rsplit("@", 1)[1].partition("#")[0])
    if did == "take_over":
        known.hands["taken"] = at
    elif did == "hand_back":
        known.hands = {name: when for name, when in known.hands.items() if when > at}


def _claimed(
    known: Known, body: Mapping[str, object], at: datetime, *, unasked: bool
) -> Iterator[str]:
    key = str(body["action"])
    if known.in_hand(at, but_for=key):
        yield f"{key} was said at {at}, within 72 hours of a person's word"
    if unasked and "no_messages" in known.marks:
        yield f"{key} was said unasked at {at} to a buyer marked no_messages"
    if "staff_only" in known.marks:
        yield f"{key} was said at {at} to a buyer marked staff_only"
    if "vip" in known.marks and key not in known.approved:
        yield f"{key} was said at {at} to a buyer marked vip, and nobody let it go"
    if body["kind"] == ActionKind.OFFER and "no_offers" in known.marks:
        yield f"{key} was offered at {at} to a buyer marked no_offers"


def _settled(known: Known, body: Mapping[str, object], at: datetime) -> None:
    key = str(body["action"])
    if body["status"] in _OPEN:
        known.unsettled.setdefault(key, at)
    else:
        known.unsettled.pop(key, None)


def too_often(rows: Collection[ActionRow]) -> Iterator[str]:
    """Two unasked words to one buyer within 24 hours, or one rule twice about one thing.

    Whatever playbook was in force, and whatever it called the rule.
    """
    rules = {
        name: rule
        for playbook in PLAYBOOKS.values()
        for rule in playbook.rules
        for name in (rule.id, *rule.was)
    }
    said = [
        row
        for row in rows
        if row.kind in _WORDS and row.channel == "chat" and row.status in _SPOKEN and row.claimed_at
    ]
    seen: set[tuple[str, str, str]] = set()
    for row in said:
        name = rules[row.rule].id if row.rule in rules else row.rule
        meant = (row.order_key, name, row.occasion)
        if meant in seen:
            yield f"{row.key} was said under another name too"
        seen.add(meant)
    for buyer in set(BUYERS.values()):
        unasked = sorted(
            (row.claimed_at, row.key, row)
            for row in said
            if BUYERS[row.order_key] == buyer
            and row.claimed_at
            and row.rule in rules
            and rules[row.rule].once is not Scope.MESSAGE
        )
        for (before, key, _), (after, _, row) in pairwise(unasked):
            if after - before < DAY and rules[row.rule].spaced:
                yield f"{row.key} was said {after - before} after {key}: one a day to a buyer"
