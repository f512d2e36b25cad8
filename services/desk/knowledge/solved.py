"""When a complaint is over, and which words settled it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import DisputeState
from services.notifier.actionrow import EDITED, ActionRow
from services.notifier.case import Case
from services.notifier.kinds import SPEAKING
from services.notifier.ledger import Entry
from services.notifier.ours import persons
from services.notifier.plan import NEVER
from services.notifier.planned import PlannedAction
from services.notifier.scope import Scope
from services.notifier.speech import drafted
from services.notifier.stores.tasks import Task
from services.notifier.talk import waiting

QUIET = timedelta(days=7)
"""Without a word of the buyer's after our answer, a complaint without a dispute is over."""

_AFTERWARDS = frozenset({"ask-settled", "settled-again", "ask-receipt", "thanks", "refund-seen"})
"""Rules that speak once something is settled: their words did not settle it."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a complaint went.

    Attributes:
        raised_at: when it first showed.
        settled_at: when it was over; None: it is not.
        until: what was said later did not settle it.
        look_at: when it may be over by waiting alone.
        outcome: the platform's word, or ours.
        rules: that acted since it was raised.
    """

    raised_at: datetime
    settled_at: datetime | None
    until: datetime | None
    look_at: datetime | None
    outcome: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that the buyer was given.

    Attributes:
        action: that said them; None: a person wrote past this program.
        language: BCP 47; empty: not known.
    """

    text: str
    at: datetime
    action: ActionRow | None
    language: str
    by_person: bool


def course(case: Case, entries: Sequence[Entry], now: datetime) -> Course:
    """How the complaint of a case went, as far as it has.

    Args:
        case: that holds a complaint.
        entries: its timeline.
        now: domain time.
    """
    raised = min((one.at for one in entries if one.kind == "complaint"), default=now)
    rules = tuple(dict.fromkeys(_rules(case, raised)))
    ended, until, look = _ended(case, entries, now)
    return Course(raised, ended, until, look, _outcome(case) if ended else "", rules)


def _rules(case: Case, since: datetime) -> Iterator[str]:
    deeds = sorted(case.deeds.values(), key=lambda one: (one.moment or since, one.key))
    for one in deeds:
        if one.status is ActionStatus.DONE and one.moment is not None and one.moment >= since:
            yield one.rule


def _ended(
    case: Case, entries: Sequence[Entry], now: datetime
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When it was over, until when what was said counts, and when to look again."""
    if case.disputes:
        if any(one.state is not DisputeState.CLOSED for one in case.disputes.values()):
            return None, None, None
        closed = max((one.at for one in entries if one.kind == "dispute"), default=now)
        return closed, closed, None
    if waiting(case):
        return None, None, None
    heard: list[datetime] = [one.sent_at for one in case.messages.values() if one.sender == "buyer"]
    said = [one.sent_at for one in case.messages.values() if one.sender == "seller"]
    said += [
        at
        for one in case.deeds.values()
        if one.kind in SPEAKING and one.status is ActionStatus.DONE and (at := one.moment)
    ]
    heard += [one.given_at for one in case.feedback.values()]
    if not heard:
        return None, None, None
    # What is said later unasked (the parcel is late, it has come) is of something else.
    answered = min((at for at in said if at >= max(heard)), default=None)
    if answered is None:
        return None, None, None
    over = answered + QUIET
    return (over, answered, None) if over <= now else (None, None, over)


def _outcome(case: Case) -> str:
    """The platform's word of the last dispute, else that it was paid back, or is quiet."""
    decided = [one for one in case.disputes.values() if one.outcome]
    if decided:
        last = max(decided, key=lambda one: (one.opened_at, one.id))
        return str(last.outcome).replace("_", " ").casefold()[:60]
    if case.order is not None and case.order.refunded and case.order.refunded.amount > 0:
        return "refunded"
    return "no further word"


def answer_of(
    case: Case,
    actions: Sequence[ActionRow],
    tasks: Sequence[Task],
    said: Mapping[str, str],
    begun: Course,
) -> Answer | None:
    """The words that settled it: the last of a person's, else the last of the machine's.

    Args:
        case: as it stands.
        actions: of the case.
        tasks: of the case.
        said: what people of the shop wrote past this program, by the message's id.
        begun: of the complaint.
    """
    end = begun.until
    found = [
        one
        for one in (
            *_by_the_machine(actions),
            *_by_hand(actions, tasks),
            *_in_the_chat(case, said),
        )
        if one.text.strip() and begun.raised_at <= one.at and (end is None or one.at <= end)
    ]
    return max(found, key=lambda one: (one.by_person, one.at), default=None)


def _by_the_machine(actions: Sequence[ActionRow]) -> Iterator[Answer]:
    for one in actions:
        told = one.kind in SPEAKING or one.kind is ActionKind.ANSWER
        said = told and one.status is ActionStatus.DONE and one.channel != "task"
        at = one.done_at or one.claimed_at
        if said and at is not None and one.rule not in _AFTERWARDS:
            yield Answer(one.text, at, one, one.language, EDITED in one.args)


def _by_hand(actions: Sequence[ActionRow], tasks: Sequence[Task]) -> Iterator[Answer]:
    rows = {one.key: one for one in actions}
    for task in tasks:
        row = rows.get(task.action_key)
        if task.status != "done" or task.closed_at is None or row is None:
            continue
        if row.rule in _AFTERWARDS:
            continue
        if task.kind == "send":
            yield Answer(task.body, task.closed_at, row, row.language, False)
        elif task.kind == "do":
            _, language, words = drafted(task.body)
            yield Answer(words, task.closed_at, row, language, False)


def _in_the_chat(case: Case, said: Mapping[str, str]) -> Iterator[Answer]:
    for one in persons(case):
        if not one.blocked and not one.recalled:
            yield Answer(said.get(one.id, ""), one.sent_at, None, "", True)


def about(action: ActionRow | None, case: Case) -> PlannedAction:
    """What words of an action are about, or of a person to an order's buyer: for their facts."""
    parcel = next(iter(sorted(case.parcels)), "")
    return PlannedAction(
        key=action.key if action else "",
        rule=action.rule if action else "",
        occasion=action.occasion if action else "",
        scope=Scope.ORDER,
        kind=action.kind if action else ActionKind.MESSAGE,
        due_at=NEVER,
        until=None,
        deadline=None,
        template="",
        args={"parcel": parcel} | dict(action.args if action else {}),
        reason="",
        mode="observe",
        offer=action.offer if action else None,
    )
