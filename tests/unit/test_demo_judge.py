"""The judge of the demo can fail: each invariant is held against a month in which it is broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schemas.conversation import Feedback
from schemas.order import Buyer, Destination, OrderParcel, OrderStatus
from schemas.parcel import HoldKind
from services.cli.demo.board import Board
from services.cli.demo.evidence import Evidence, Progress
from services.cli.demo.invariants import violations
from services.cli.demo.judge import MUST_FAIL, unplanted
from services.sandbox.facts import (
    DisputeFact,
    Facts,
    HoldFact,
    MessageFact,
    MistypedFact,
    OrderFact,
    RatingFact,
)
from tests.support.notifier import (
    KEY,
    NOW,
    D,
    H,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
)

SHOWN = NOW - 3 * D
NUMBER = "RR123456789CN"
HELD = f"{KEY}|hold-buyer-must-act|{NUMBER}#1"
FACTS = Facts(
    orders=(OrderFact(KEY, "shipped", (NUMBER,)),),
    holds=(HoldFact(f"17track/{NUMBER}", (KEY,), "documents", "buyer", SHOWN, SHOWN, until=None),),
    disputes=(DisputeFact("d-1", KEY, "not_received", NOW - H, 1),),
    messages=(MessageFact(KEY, "buyer-1", "buyer", NOW - H),),
    cancels=(),
    silent=(),
    lost=(),
)
_ORDER, _PARCEL, _DISPUTE, _MESSAGE = (
    order(buyer=Buyer(reference="buyer-1", zone="UTC"), parcels=(OrderParcel(number=NUMBER),)),
    parcel(hold(since=SHOWN)),
    dispute(opened_at=NOW - H),
    message(sent_at=NOW - H),
)
SAID = {"kind": "effect", "what": "chat_message", "session": "c-1", "text": "Hello!"}
MONTH = Evidence(
    now=NOW,
    facts=FACTS,
    later={KEY: set()},
    log=[
        {**SAID, "ref": "m-9", "blocked": "", "at": (SHOWN + H).isoformat()},
        {"kind": "push", "what": "lazada:10", "ref": "d-1", "outcome": "delivered 200"}
        | {"at": (NOW - H).isoformat()},
        {"kind": "push", "what": "lazada:unreadable", "ref": "u", "outcome": "delivered 200"}
        | {"at": NOW.isoformat()},
    ],
    stats={"planted": dict.fromkeys(MUST_FAIL, 1)},
    ends={"inbox": 3},
    progress=[Progress("ingest", "inbox", read=3, applied=2, dead=1)],
    cases={KEY: case_of(_ORDER, _PARCEL, _DISPUTE, _MESSAGE)},
    actions=[
        {"key": HELD, "order_key": KEY, "rule": "hold-buyer-must-act", "occasion": f"{NUMBER}#1"}
        | {"kind": "message", "channel": "chat", "status": "done", "external_ref": "m-9"}
    ],
    tasks=[
        {"action_key": f"{KEY}|dispute-opened|lazada/shop-1/d-1#1", "rule": "dispute-opened"}
        | {"body": "", "kind": "do", "created_at": NOW - H + timedelta(minutes=1)}
    ],
    dead=[{"topic": "inbox", "reason": "unreadable"}],
    healed=[],
    alerts=[],
    told_beside=[],
    shown={(f"17track/{NUMBER}", 1): SHOWN},
)
"""An order held at customs whose buyer was told, who wrote, and then opened a dispute."""

MISTYPED = MistypedFact(KEY, "RR000000005CN", NOW - 9 * D, NOW - 5 * D)

Breach = Callable[[Evidence], Evidence]


def _case(*events: Any) -> Breach:
    return lambda e: replace(e, cases={KEY: case_of(*events)})


def _action(**changes: Any) -> Breach:
    return lambda e: replace(e, actions=[{**e.actions[0], **changes}])


def _log(*entries: dict[str, Any]) -> Breach:
    return lambda e: replace(e, log=[*e.log, *entries])


def _heard(**changes: Any) -> Breach:
    return lambda e: replace(e, log=[{**e.log[0], **changes}, *e.log[1:]])


def _progress(**changes: Any) -> Breach:
    return lambda e: replace(e, progress=[replace(e.progress[0], **changes)])


RATED = Feedback(id=f"{KEY}-1", order_key=KEY, version=1, score=1, given_at=NOW - D)
_RATED = RatingFact(KEY, 1, NOW - D)


def _rated(*events: Any, tasks: bool = False) -> Breach:
    """One star was given; whether it is known, and a task."""
    made = {"action_key": f"{KEY}|negative-feedback|{RATED.id}", "rule": "negative-feedback"}
    row = {**made, "kind": "do", "body": "", "created_at": NOW}
    case = case_of(_ORDER, _PARCEL, _DISPUTE, _MESSAGE, *events)
    return lambda e: replace(
        e,
        facts=replace(e.facts, ratings=(_RATED,)),
        cases={KEY: case},
        tasks=[*e.tasks, row] if tasks else e.tasks,
    )


_TEXT = {"action_key": HELD, "rule": "hold-buyer-must-act", "kind": "send", "body": "Hello!"}

BREACHES: dict[str, tuple[str, Breach]] = {
    "a record that nobody accounts for": ("records", _progress(applied=1)),
    "a record that nobody read": ("records", lambda e: replace(e, ends={"inbox": 4})),
    "a dead letter that nobody planted": ("dead", lambda e: replace(e, dead=[*e.dead, *e.dead])),
    "an unreadable push that vanished": ("dead", lambda e: replace(e, dead=[])),
    "a record that waits for ever": ("parked", _progress(applied=1, parked=1)),
    "a mistyped number that nobody was asked about": (
        "unfound",
        lambda e: replace(e, facts=replace(e.facts, mistyped=(MISTYPED,))),
    ),
    "an order without a case": ("case", lambda e: replace(e, cases={})),
    "an order's end unknown": (
        "case",
        _case(_ORDER.model_copy(update={"status": OrderStatus.PAID}), _PARCEL, _DISPUTE, _MESSAGE),
    ),
    "a parcel nobody follows": ("case", _case(_ORDER, _DISPUTE, _MESSAGE)),
    "a dispute nobody knows": ("case", _case(_ORDER, _PARCEL, _MESSAGE)),
    "a buyer nobody heard": ("case", _case(_ORDER, _PARCEL, _DISPUTE)),
    "a hold taken for another": (
        "case",
        _case(_ORDER, parcel(hold(since=SHOWN, kind=HoldKind.INSPECTION)), _DISPUTE, _MESSAGE),
    ),
    "a message without an action": ("actions", _action(external_ref="")),
    "two actions of one message": ("actions", lambda e: replace(e, actions=[*e.actions] * 2)),
    "an action without its message": (
        "actions",
        lambda e: replace(e, actions=[*e.actions, {**e.actions[0], "external_ref": "m-10"}]),
    ),
    "the same words twice": ("told_twice", _log({**MONTH.log[0], "ref": "m-10"})),
    "by chat, and by a task": (
        "told_twice",
        lambda e: replace(e, tasks=[*e.tasks, {**_TEXT, "created_at": NOW}]),
    ),
    "told too late": ("hold_not_told", _heard(at=(SHOWN + 30 * H).isoformat())),
    "told where nobody sees it": ("hold_not_told", _heard(blocked="moderation")),
    "never told": ("hold_not_told", _action(rule="another", occasion="order")),
    "a hold never published": ("hold_not_told", lambda e: replace(e, shown={})),
    "a hold in France of which La Poste was not asked": (
        "second_look",
        _case(
            _ORDER.model_copy(update={"destination": Destination(country="FR")}),
            *(_PARCEL, _DISPUTE, _MESSAGE),
        ),
    ),
    "a rating nobody knows": ("rating", _rated()),
    "a bad rating without a task": ("rating", _rated(RATED)),
    "a dispute without a task": ("dispute_task", lambda e: replace(e, tasks=[])),
    "a dispute's task too late": (
        "dispute_task",
        lambda e: replace(e, tasks=[{**e.tasks[0], "created_at": NOW}]),
    ),
}


POSTED = "bazaar/letterbox/1001"
LETTER = f"{POSTED}|hold-reminder|{NUMBER}#1"
UNREAD = replace(
    MONTH,
    log=[
        *MONTH.log,
        {"kind": "call", "what": "bazaar:send", "ref": "tB103-7", "outcome": "answer_lost:letter"}
        | {"at": NOW.isoformat()},
        {**SAID, "ref": "m-11", "session": "tB103-7", "asked": "Hello!", "blocked": False}
        | {"at": NOW.isoformat()},
    ],
    actions=[
        *MONTH.actions,
        {"key": LETTER, "order_key": POSTED, "rule": "hold-reminder", "occasion": f"{NUMBER}#1"}
        | {"kind": "message", "channel": "chat", "status": "uncertain", "external_ref": ""}
        | {"conversation": "tB103-7", "text": "Hello!"},
    ],
    tasks=[
        *MONTH.tasks,
        {"action_key": LETTER, "rule": "hold-reminder", "kind": "check", "body": "Hello!"}
        | {"created_at": NOW},
    ],
)
"""The month, with a word in a chat that nobody can read, whose answer was lost."""

_LETTER = UNREAD.log[-1]


@pytest.mark.parametrize(
    ("breach", "wanted"),
    [
        (lambda e: e, set()),
        (lambda e: replace(e, log=e.log[:-1]), set()),  # it may as well not stand there
        (lambda e: replace(e, tasks=MONTH.tasks), {"unread"}),
        (lambda e: replace(e, log=[*e.log, UNREAD.log[-2]]), {"unread"}),
        (lambda e: replace(e, log=[*MONTH.log, _LETTER]), {"unread"}),
        (lambda e: replace(e, log=[*e.log, {**_LETTER, "ref": "m-12"}]), {"actions", "told_twice"}),
        (lambda e: replace(e, actions=MONTH.actions), {"actions", "unread"}),
        (_log({**_LETTER, "ref": "m-12", "asked": "Others", "text": "Others"}), {"actions"}),
    ],
)
def test_what_nobody_can_read_is_said_once_and_looked_after(
    breach: Breach, wanted: set[str]
) -> None:
    """It may stand there or not; it has a task, and no second send, and no message without it."""
    assert {found.invariant for found in violations(breach(UNREAD))} == wanted


def test_a_right_month_breaks_nothing() -> None:
    """The measure of the breaches below."""
    assert violations(MONTH) == []
    assert violations(_rated(RATED, tasks=True)(MONTH)) == []


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_found(name: str) -> None:
    """One thing that went wrong in the month is one invariant broken, by its name."""
    wanted, breach = BREACHES[name]
    assert wanted in {found.invariant for found in violations(breach(MONTH))}


def test_words_whose_push_was_lost_are_nobodys_to_know() -> None:
    """Lazada's chats may not be polled; a lost push of another message excuses nothing."""
    unheard = _case(_ORDER, _PARCEL, _DISPUTE)(MONTH)
    wrote = {"kind": "event", "what": "Wrote", "outcome": "", "at": NOW.isoformat()}
    lost = {"kind": "push", "what": "lazada:2", "ref": "m-1", "outcome": "lost"} | {
        "at": NOW.isoformat()
    }
    for about, broken in ((KEY, False), (f"{KEY}2", True)):
        month = replace(unheard, log=[*unheard.log, lost, {**wrote, "ref": about}])
        assert ("case" in {found.invariant for found in violations(month)}) is broken


LOOKED = {"kind": "call", "what": "17track:gettrackinfo", "outcome": "ok"}


@pytest.mark.parametrize(
    ("entry", "later", "known"),
    [
        ({**LOOKED, "ref": f"AB1 {NUMBER}"}, 5 * H, True),
        ({**LOOKED, "ref": "AB1"}, 5 * H, False),
        ({**LOOKED, "ref": NUMBER, "outcome": "503"}, 5 * H, False),
        ({"kind": "push", "what": "17track", "ref": NUMBER, "outcome": "delivered"}, 5 * H, True),
        ({**LOOKED, "ref": "AB1"}, 31 * H, True),
    ],
)
def test_a_hold_is_known_once_the_provider_was_asked(
    entry: dict[str, Any], later: timedelta, *, known: bool
) -> None:
    """Before the next look at the parcel nobody can know of it; a day later somebody should."""
    unheld = replace(
        _case(_ORDER, parcel(), _MESSAGE)(MONTH), now=SHOWN + later, facts=FACTS, shown={}
    )
    told = replace(unheld, log=[{**entry, "at": (SHOWN + H).isoformat()}])
    found = [each for each in violations(told) if each.invariant == "hold_not_told"]
    assert bool(found) is known


@pytest.mark.parametrize("name", MUST_FAIL)
def test_a_month_in_which_nothing_failed_has_tested_nothing(name: str) -> None:
    """Each kind of fault has to have happened."""
    board = Board(NOW - D, NOW, NOW)
    board.faults.update(board.planned_faults)
    assert unplanted(MONTH, board) == []
    stats = {"planted": {one: 1 for one in MUST_FAIL if one != name}}
    assert [found.key for found in unplanted(replace(MONTH, stats=stats), board)] == [name]
