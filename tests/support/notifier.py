"""Cases, surroundings and a small shell for testing the notifier's decisions without servers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.action import Action, ActionKind, ActionStatus
from schemas.conversation import Message
from schemas.dispute import AnswerDue, Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Buyer, Destination, Duties, Order, OrderStatus, Promise
from schemas.parcel import Actor, DecidedBy, Direction, Hold, HoldKind, Parcel, Stage
from services.connectors.manners import Manners
from services.connectors.ports import Capability
from services.notifier.admit import Ask, AsTask, Drop, Go, Later, Ledgers, Verdict, admit
from services.notifier.case import ActionChanged, Case, Event, apply, new_case, remember
from services.notifier.plan import Missed, Plan, PlannedAction, plan
from services.notifier.playbook import Playbook, load
from services.notifier.policy import ShopPolicy, Surroundings
from services.runtime.staffed import Staffed

KEY = "lazada/shop-1/1001"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
"""A Tuesday, noon in UTC: one in the afternoon in Madrid, eight in the evening in Shanghai."""

H = timedelta(hours=1)
D = timedelta(days=1)
DEFAULT = load()


def order(**changes: Any) -> Order:
    """A live order on its way to Spain, shipped nine days ago, promised in ten."""
    values: dict[str, Any] = {
        "key": KEY,
        "version": 1,
        "status": OrderStatus.SHIPPED,
        "placed_at": NOW - 10 * D,
        "shipped_at": NOW - 9 * D,
        "promise": Promise(at=NOW + 10 * D, source="marketplace"),
        "protection_end": NOW + 30 * D,
        "destination": Destination(country="ES"),
        "duties": Duties(),
        "buyer": Buyer(reference="buyer-1"),
    }
    if changes.get("key", KEY) != KEY:
        values["buyer"] = Buyer(reference=f"buyer of {changes['key']}")  # each order its own
    return Order(**(values | changes))


def hold(**changes: Any) -> Hold:
    """An open import hold that a sub-status says the buyer must act on, an hour old."""
    values: dict[str, Any] = {
        "ordinal": 1,
        "direction": Direction.IMPORT,
        "kind": HoldKind.DOCUMENTS,
        "who_must_act": Actor.BUYER,
        "since": NOW - H,
        "usual_until": NOW + 5 * D,
        "decided_by": DecidedBy.SUB_CODE,
    }
    return Hold(**(values | changes))


def parcel(*holds: Hold, **changes: Any) -> Parcel:
    """A plausible parcel of the order; at customs where it has an open hold."""
    at_customs = any(one.until is None for one in holds)
    values: dict[str, Any] = {
        "id": "17track/RR123456789CN",
        "provider": "17track",
        "number": "RR123456789CN",
        "version": 1,
        "order_keys": (KEY,),
        "shipped_at": NOW - 9 * D,
        "stage": Stage.CUSTOMS if at_customs else Stage.IN_TRANSIT,
        "stage_since": NOW - 3 * D,
        "holds": holds,
        "tracked": "tracked",
        "carrier": "China Post",
    }
    return Parcel(**(values | changes))


def dispute(**changes: Any) -> Dispute:
    """A not-received dispute, just opened, to be answered within 48 hours."""
    values: dict[str, Any] = {
        "id": "lazada/shop-1/d-1",
        "order_key": KEY,
        "version": 1,
        "kind": DisputeKind.NOT_RECEIVED,
        "phase": DisputePhase.INQUIRY,
        "state": DisputeState.OPEN,
        "opened_at": NOW,
        "answer_due": AnswerDue(at=NOW + 48 * H, source="stated"),
        "source_ref": "d-1",
    }
    return Dispute(**(values | changes))


def message(ref: str = "m-1", **changes: Any) -> Message:
    """A chat message of the buyer's."""
    values: dict[str, Any] = {
        "id": f"lazada/shop-1/c-1/{ref}",
        "version": 1,
        "shop": "lazada/shop-1",
        "conversation": "c-1",
        "source_ref": ref,
        "buyer": "buyer-1",
        "order_keys": (KEY,),
        "sender": "buyer",
        "sent_at": NOW,
        "text": f"where is it? {ref}",
    }
    return Message(**(values | changes))


def case_of(*events: Event, now: datetime = NOW) -> Case:
    """The case after these events."""
    case = new_case(KEY, now)
    for event in events:
        case, _ = apply(case, event, now)
    return case


def anything(_: Order, __: ActionKind, ___: str | None, ____: datetime) -> Capability:
    """A marketplace that allows everything."""
    return Capability(allowed=True)


def no_chat(_: Order, kind: ActionKind, __: str | None, ___: datetime) -> Capability:
    """A marketplace whose message API is closed."""
    if kind in (ActionKind.MESSAGE, ActionKind.CONVERSATION):
        return Capability(allowed=False, reason="the marketplace has no chat to write into")
    return Capability(allowed=True)


AROUND = Surroundings(
    shop=ShopPolicy(
        key="lazada/shop-1",
        live_since=NOW - 60 * D,
        staffed=Staffed("Asia/Shanghai"),
        mode="automatic",
        unreviewed="send",
    ),
    can=anything,
    manners=Manners(longest=500),
)


def around(**shop: Any) -> Surroundings:
    """The surroundings with other settings of the shop."""
    return replace(AROUND, shop=replace(AROUND.shop, **shop))


def planned(
    case: Case,
    rule: str,
    surroundings: Surroundings = AROUND,
    now: datetime = NOW,
    playbook: Playbook = DEFAULT,
) -> PlannedAction | None:
    """What a rule plans, if anything."""
    found = [one for one in plan(case, playbook, surroundings, now).actions if one.rule == rule]
    assert len(found) <= 1
    return found[0] if found else None


class Desk:
    """The shell in small: plans, admits and records, and notes what left.

    Attributes:
        left: (instant, action, verdict) of everything that was done.
    """

    def __init__(self, case: Case, surroundings: Surroundings = AROUND) -> None:
        self.case = case
        self.surroundings = surroundings
        self.left: list[tuple[datetime, PlannedAction, Verdict]] = []

    def take(self, event: Event, now: datetime) -> None:
        """An event reaches the case."""
        self.case, _ = apply(self.case, event, now)

    def settle(self, now: datetime) -> Plan:
        """Do all that is due; returns the plan that is left."""
        for _ in range(50):
            found = plan(self.case, DEFAULT, self.surroundings, now)
            self.case = remember(self.case, found.seen)
            if not self._step(found, now):
                return found
        raise AssertionError("the plan does not come to rest")

    def run(self, now: datetime, until: datetime) -> datetime:
        """Wake when the plan says so, until an instant; returns the last instant."""
        for _ in range(300):
            found = self.settle(now)
            if found.wake_at is None or found.wake_at > until:
                return now
            assert found.wake_at > now
            now = found.wake_at
        raise AssertionError("too many wakes")

    def _step(self, found: Plan, now: datetime) -> bool:
        for missed in found.missed:
            self._record(missed, now, "missed")
        if found.missed:
            return True
        for action in found.actions:
            if action.due_at > now:
                break
            verdict = admit(action, self.case, Ledgers(), self.surroundings, now)
            if isinstance(verdict, Later):
                continue
            status, channel = _status(verdict)
            if status == "awaiting_approval" and action.key in self.case.deeds:
                continue
            self.left.append((now, action, verdict))
            self._record(action, now, status, channel)
            return True
        return False

    def _record(
        self, thing: PlannedAction | Missed, now: datetime, status: str, channel: str = ""
    ) -> None:
        known = self.case.deeds.get(thing.key)
        deed = Action(
            key=thing.key,
            order_key=KEY,
            version=known.version + 1 if known else 1,
            rule=thing.rule,
            occasion=thing.occasion,
            kind=thing.kind,
            status=ActionStatus(status),
            channel=channel,
            claimed_at=now,
            done_at=now,
        )
        self.take(ActionChanged(deed), now)

    def spoken(self, rule: str = "") -> list[PlannedAction]:
        """What reached the buyer through the chat, or staff as a text to be said."""
        return [
            action
            for _, action, verdict in self.left
            if action.kind is ActionKind.MESSAGE
            and isinstance(verdict, Go | AsTask)
            and rule in ("", action.rule)
        ]


def _status(verdict: Verdict) -> tuple[str, str]:
    if isinstance(verdict, Go):
        return "done", verdict.channel
    if isinstance(verdict, AsTask):
        return "done", "task"
    if isinstance(verdict, Ask):
        return "awaiting_approval", ""
    assert isinstance(verdict, Drop)
    return verdict.status, ""
