"""What has to hold at the end of the month, judged from outside. Pure.

Each check returns the violations it finds; none of them believes our own counters alone: records
are held against the broker's ends, actions against the sandbox's chats, cases against its truth.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from services.cli.demo.evidence import Evidence, Progress, Row
from services.cli.demo.seconds import unasked
from services.cli.demo.told import untold
from services.cli.demo.unread import left, perhaps_said
from services.notifier.case import Case
from services.notifier.complaint import NEGATIVE
from services.sandbox.facts import DisputeFact, HoldFact, OrderFact
from services.tracker.calendar import after_working_days

DISPUTE_TASK_WITHIN = timedelta(minutes=5)
"""Domain time from a dispute's accepted push, or the poll that first shows it, to its task."""

ASKED = timedelta(days=2)
"""A scan that no push brought is known after this: the longest the tracker waits to ask again."""

AGED = 10
"""Working days of the country after which a clearance that does not end is a hold by its age."""

UNFOUND = timedelta(days=3.5)
"""A number that nobody knows is judged three days after the first answer that says so."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One invariant that is broken, for one thing."""

    invariant: str
    key: str
    detail: str


def violations(evidence: Evidence) -> list[Violation]:
    """Everything that is broken."""
    checks = (
        *(records, planted, cases, actions, told_twice),
        *(holds_told, second_looks, unfound, disputes, unread, ratings),
    )
    return [found for check in checks for found in check(evidence)]


def records(evidence: Evidence) -> Iterator[Violation]:
    """Every record of a topic has an end: applied, superseded, ignored, parked or dead."""
    for progress in evidence.progress:
        end = evidence.ends.get(progress.topic, 0)
        ended = _ended(progress)
        if not end == progress.read == ended:
            name = f"{progress.schema}/{progress.topic}"
            detail = f"{end} in the topic, {progress.read} read, {ended} accounted for"
            yield Violation("records", name, detail)


def _ended(p: Progress) -> int:
    return p.applied + p.superseded + sum(p.ignored.values()) + p.parked + p.dead


_PERHAPS_TAKEN = frozenset({"failed:no_answer", "failed:500", "failed:503"})


def planted(evidence: Evidence) -> Iterator[Violation]:
    """What is dead is exactly the unreadable pushes that the sandbox planted and delivered.

    One that was not accepted may have been taken all the same, by an edge that died over it or
    whose broker answered too late.
    """
    ends = [
        str(entry["outcome"])
        for entry in evidence.log
        if entry["kind"] == "push" and "unreadable" in entry["what"].lower()
    ]
    wanted = sum(end.startswith("delivered") for end in ends)
    perhaps = sum(end in _PERHAPS_TAKEN for end in ends)
    if not wanted <= len(evidence.dead) <= wanted + perhaps:
        detail = f"{len(evidence.dead)} dead letters, {wanted} unreadable pushes delivered"
        yield Violation("dead", "all", f"{detail}: {[dict(row) for row in evidence.dead][:5]}")
    for progress in evidence.progress:
        if progress.parked:
            name = f"{progress.schema}/{progress.topic}"
            yield Violation("parked", name, f"{progress.parked} records are still parked")


def cases(evidence: Evidence) -> Iterator[Violation]:
    """Each fact that the sandbox made true is in the case."""
    for order in evidence.facts.orders:
        case = evidence.cases.get(order.key)
        if case is None or case.order is None:
            yield Violation("case", order.key, "there is no case of this order")
            continue
        yield from _order(case, order, evidence.later[order.key])
    for fact in evidence.facts.disputes:
        yield from _dispute(evidence, fact)
    for held in evidence.facts.holds:
        yield from _held(evidence, held)
    written = Counter(m.order for m in evidence.facts.messages if m.sender == "buyer")
    unheard = _unheard(evidence.log)
    for key, count in written.items():
        case = evidence.cases.get(key)
        heard = sum(m.sender == "buyer" for m in case.messages.values()) if case else 0
        if heard + unheard[key] < count:
            yield Violation("case", key, f"the buyer wrote {count} times, {heard} are known")


def _unheard(log: Sequence[Row]) -> Counter[str]:
    """By order, words whose push was lost: chats are not polled, so nothing brings them.

    The ledger has such a push right before the event that it should have told.
    """
    return Counter(
        str(event["ref"])
        for push, event in pairwise(log)
        if (push["kind"], push.get("outcome")) == ("push", "lost")
        and push["what"] in {"lazada:2", "bazaar:message"}
        and (event["kind"], event["what"]) == ("event", "Wrote")
    )


_LATER = {
    "delivered": {"shipped", "completed"},  # AliExpress shows no delivery before the buyer does
    "completed": {"delivered"},
    "part_shipped": {"shipped"},
}
_QUARREL = {"returning", "refunded", "frozen", "closed", "cancelled", "cancel_requested"}


def _order(case: Case, fact: OrderFact, later: set[str]) -> Iterator[Violation]:
    assert case.order is not None  # noqa: S101 - looked at by the caller
    status = str(case.order.status)
    quarrels = bool(case.disputes) or fact.state in _QUARREL
    known = {fact.state, *later} | (_QUARREL if quarrels else set())
    known |= {more for state in set(known) for more in _LATER.get(state, set())}
    if status not in known:
        yield Violation("case", fact.key, f"is {fact.state}, the case says {status}")
    numbers = {parcel.number for parcel in case.order.parcels}
    followed = {parcel.number for parcel in case.parcels.values() if parcel.role != "void"}
    if missing := set(fact.numbers) - (numbers & followed):
        yield Violation("case", fact.key, f"parcels not followed: {sorted(missing)}")


def _dispute(evidence: Evidence, fact: DisputeFact) -> Iterator[Violation]:
    case = evidence.cases.get(fact.order)
    shop = fact.order.rsplit("/", 1)[0]
    found = case.disputes.get(f"{shop}/{fact.ref}") if case else None
    if found is None:
        yield Violation("case", fact.order, f"dispute {fact.ref} is not known")
    elif found.round < fact.rounds:
        detail = f"dispute {fact.ref} was submitted {fact.rounds} times, {found.round} are known"
        yield Violation("case", fact.order, detail)


def _known_by(fact: HoldFact, case: Case | None) -> datetime | None:
    """When the case has to say it; None: it was over before it was a hold by its age.

    An age counts in days that customs works: a feast makes ten of them three weeks.
    """
    if not fact.by_age:
        return fact.shown + ASKED
    country = case.order.destination.country if case and case.order else ""
    aged = after_working_days(fact.shown, AGED, country)
    return None if fact.until is not None and fact.until <= aged else aged + ASKED


def _held(evidence: Evidence, fact: HoldFact) -> Iterator[Violation]:
    for key in fact.orders:
        case = evidence.cases.get(key)
        known_by = _known_by(fact, case)
        if known_by is None or known_by > evidence.now:
            continue
        parcel = case.parcels.get(fact.parcel) if case else None
        known = {str(hold.kind) for hold in parcel.holds} if parcel else set()
        if fact.means not in known:
            detail = f"{fact.parcel} is held: {fact.means}; the case says {sorted(known)}"
            yield Violation("case", key, detail)


def actions(evidence: Evidence) -> Iterator[Violation]:
    """Each message in the sandbox's chats has one action, each action done by chat one message.

    In a chat that nobody can read an uncertain action may have left it.
    """
    owners = Counter(row["external_ref"] for row in evidence.actions if row["external_ref"])
    chats = {entry["ref"]: entry for entry in evidence.effects("chat_message")}
    perhaps = perhaps_said(evidence)
    for ref, entry in sorted(chats.items()):
        words = (entry["session"], entry.get("asked", ""))
        if not owners[ref] and perhaps[words]:
            perhaps[words] -= 1
        elif owners[ref] != 1:
            yield Violation("actions", ref, f"a message in the chat with {owners[ref]} actions")
    for row in evidence.actions:
        spoke = row["kind"] in {"message", "offer"} and row["channel"] == "chat"
        if spoke and row["status"] == "done" and row["external_ref"] not in chats:
            yield Violation("actions", row["key"], "done by chat, and there is no such message")


def told_twice(evidence: Evidence) -> Iterator[Violation]:
    """No buyer was told twice of one thing: not by chat, not by chat and a task's text."""
    owners = {row["external_ref"]: row["key"] for row in evidence.actions if row["external_ref"]}
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for effect in evidence.effects("chat_message"):
        words[effect["session"], effect["text"]].append(effect["ref"])
    for (session, text), refs in words.items():
        # A second reminder may say the same words: it is an act of its own.
        acts = {owners[ref] for ref in refs if ref in owners}
        if len(refs) > max(len(acts), 1):
            yield Violation("told_twice", session, f"{len(refs)} times: {text[:60]}")
    by_task = {row["action_key"] for row in evidence.tasks if row["body"] and row["kind"] == "send"}
    unblocked = {e["ref"] for e in evidence.effects("chat_message") if not e["blocked"]}
    for row in evidence.actions:
        if row["external_ref"] in unblocked and row["key"] in by_task:
            yield Violation("told_twice", row["key"], "by chat, and by a task's text")


def unread(evidence: Evidence) -> Iterator[Violation]:
    """What was perhaps said where nobody can read it became a task, and was said no second time."""
    for key, detail in left(evidence):
        yield Violation("unread", key, detail)


def holds_told(evidence: Evidence) -> Iterator[Violation]:
    """Who has to act on a hold was told in time, by a channel or by a task with the text."""
    for key, detail in untold(evidence):
        yield Violation("hold_not_told", key, detail)


def second_looks(evidence: Evidence) -> Iterator[Violation]:
    """The destination's own carrier was asked for what its customs holds."""
    for parcel_id, detail in unasked(evidence):
        yield Violation("second_look", parcel_id, detail)


def unfound(evidence: Evidence) -> Iterator[Violation]:
    """Each number that was nobody's for days became a task for the seller."""
    asked = {row["action_key"] for row in evidence.tasks if row["rule"] == "number-not-found"}
    for fact in evidence.facts.mistyped:
        key = f"{fact.order}|number-not-found|{fact.number}"
        if fact.corrected - fact.sent > UNFOUND and key not in asked:
            yield Violation("unfound", fact.order, f"nobody was asked about {fact.number}")


def ratings(evidence: Evidence) -> Iterator[Violation]:
    """Each rating is known to the case with its stars, and each bad one became a task."""
    tasks = {row["action_key"] for row in evidence.tasks if row["rule"] == "negative-feedback"}
    for fact in evidence.facts.ratings:
        case = evidence.cases.get(fact.order)
        found = {one.score: one.id for one in case.feedback.values()} if case else {}
        if fact.stars not in found:
            yield Violation("rating", fact.order, f"{fact.stars} stars are not known")
        elif fact.stars <= NEGATIVE:
            key = f"{fact.order}|negative-feedback|{found[fact.stars]}"
            if key not in tasks:
                yield Violation("rating", fact.order, f"{fact.stars} stars, and no task")


def disputes(evidence: Evidence) -> Iterator[Violation]:
    """Each dispute became a task within minutes of being shown to us."""
    opened = {f"{f.order.rsplit('/', 1)[0]}/{f.ref}": f for f in evidence.facts.disputes}
    tasks = {
        row["action_key"].split("|")[-1].split("#")[0]: row["created_at"]
        for row in reversed(evidence.tasks)
        if row["rule"] == "dispute-opened"
    }
    for dispute_id, fact in opened.items():
        shown = _shown(evidence, fact)
        task = tasks.get(dispute_id)
        if task is None:
            yield Violation("dispute_task", dispute_id, "no task")
        elif shown is not None and task - shown > DISPUTE_TASK_WITHIN:
            yield Violation("dispute_task", dispute_id, f"{task - shown} after it was shown")


def _shown(evidence: Evidence, fact: DisputeFact) -> datetime | None:
    """When a push of it was accepted, or a list that is polled first held it."""
    polled = {
        "aliexpress": "aliexpress:aliexpress.issue.issuelist.get",
        "lazada": "lazada:/reverse/getreverseordersforseller",
        "bazaar": "bazaar:claims",
    }[fact.order.split("/")[0]]
    for entry in evidence.log:
        at = datetime.fromisoformat(entry["at"])
        if at < fact.opened:
            continue
        pushed = entry["kind"] == "push" and entry["ref"] == fact.ref
        if pushed and str(entry["outcome"]).startswith("delivered"):
            return at
        listed = entry["kind"] == "call" and entry["what"] == polled and entry["outcome"] == "ok"
        if listed and at >= fact.opened + _SETTLE[fact.order.split("/")[0]]:
            return at
    return None


# A list whose changes are pushed too is read up to an hour ago: push first, then pull.
_SETTLE = {
    "aliexpress": timedelta(),
    "lazada": timedelta(hours=1),
    "bazaar": timedelta(hours=1),
}
