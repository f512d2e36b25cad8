"""The plan: what is still to be done about one order, when, and why. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar, get_args

from schemas.action import ActionKind, Offer
from services.notifier.case import Case
from services.notifier.condition import RuleError
from services.notifier.facts import Facts
from services.notifier.history import History, Turn
from services.notifier.holdout import held_out
from services.notifier.inforce import since
from services.notifier.offers import NOTHING, Complaint, Drafted, draft
from services.notifier.placing import Wish, place
from services.notifier.planned import Missed, Plan, PlannedAction
from services.notifier.playbook import Playbook
from services.notifier.policy import Ceiling, ShopPolicy, Surroundings
from services.notifier.promising import clock, nameable
from services.notifier.records import NEVER, Mark
from services.notifier.rule import REACHING, Late, Rule
from services.notifier.ruleindex import RuleIndex
from services.notifier.subject import Subject, subjects
from services.runtime.shops import RuleMode

__all__ = ["NEVER", "Missed", "Plan", "PlannedAction", "ShopPolicy", "Surroundings", "plan"]

T = TypeVar("T")

_STRICTEST_FIRST: tuple[RuleMode, ...] = get_args(RuleMode)

_STRICTER: Mapping[tuple[RuleMode, RuleMode], RuleMode] = {
    (one, other): min(one, other, key=_STRICTEST_FIRST.index)
    for one in _STRICTEST_FIRST
    for other in _STRICTEST_FIRST
}

LATE = timedelta(hours=24)
"""First seen later than this after its time, an occasion is late."""


def plan(
    case: Case,
    playbook: Playbook,
    surroundings: Surroundings,
    now: datetime,
    *,
    anew: Collection[str] = (),
) -> Plan:
    """What is still to be done about ``case``; deeds that have fired are left out.

    Keys named in ``anew`` are planned as if they had not fired: those that come back are still
    called for, so a task or an alert whose cause is gone can be told from one that stands.
    """
    if any(key in anew and deed.kind is ActionKind.OFFER for key, deed in case.deeds.items()):
        case = _unoffered(case, anew)
    planner = _Planner(case, surroundings, now, frozenset(anew))
    for scope, index in playbook.scopes_in(case.country).items():
        if index.rules:
            for on in subjects(case, scope):
                planner.ask(on, index)
    return planner.result()


class _Planner:
    """Gathers one plan."""

    def __init__(
        self, case: Case, surroundings: Surroundings, now: datetime, anew: frozenset[str]
    ) -> None:
        self.now = now
        self._case = case
        self._around = surroundings
        self._policy = _drawn(surroundings, case.order_key)
        self._history = History(case, anew)
        self._actions: list[PlannedAction] = []
        self._missed: list[Missed] = []
        self._silent: list[tuple[str, str, str]] = []
        self._errors: list[tuple[str, str, str]] = []
        self._seen: dict[str, datetime] = {}
        self._wakes: list[datetime] = []

    def ask(self, on: Subject, index: RuleIndex) -> None:
        """Plan what the rules say about one subject."""
        facts = Facts(on)
        for rule in index.left(facts):
            mode = mode_of(rule, self._policy)
            if mode == "off":
                continue
            try:
                if rule.when.rest(facts):
                    self._consider(rule, on, mode)
            except RuleError as error:
                self._errors.append((rule.id, on.occasion, str(error)))

    def result(self) -> Plan:
        """The plan."""
        return Plan(
            actions=tuple(sorted(self._actions, key=lambda one: (one.due_at, one.key))),
            wake_at=min((at for at in self._wakes if self.now < at < NEVER), default=None),
            missed=tuple(self._missed),
            silent=tuple(self._silent),
            seen=self._seen,
            errors=tuple(self._errors),
        )

    def _consider(self, rule: Rule, on: Subject, mode: RuleMode) -> None:
        turn = self._history.next(rule, on)
        if turn is None:
            return
        if rule.kind is ActionKind.CONVERSATION and mode == "observe":
            self._quiet(rule, turn, "observe: nothing is opened")
            return
        seen = self._see(rule, turn)
        at = rule.at.resolve(on, seen, self._around.shop) if rule.at else None
        if rule.at and at is None:
            self._quiet(rule, turn, f"{rule.at.text} is not known")
            return
        if self._past(rule, at or on.since):
            self._miss(rule, turn, at or on.since)
            return
        self._time(rule, on, turn, at, seen)

    def _see(self, rule: Rule, turn: Turn) -> datetime:
        for name in (rule.id, *rule.was):
            seen = self._case.seen.get(f"{name}|{turn.occasion}")
            if seen is not None:
                return seen
        self._seen[f"{rule.id}|{turn.occasion}"] = self.now
        return self.now

    def _past(self, rule: Rule, began: datetime) -> bool:
        live = self._around.shop.live_since
        order = self._case.order
        if order is not None and order.known_since is not None:
            live = max(live, order.known_since)
        in_force = since(self._around.rules_in_force, rule.id, self._case.country) or live
        return not rule.past_is_due and began < max(live, in_force)

    def _miss(self, rule: Rule, turn: Turn, began: datetime) -> None:
        reason = f"began {began:%Y-%m-%d %H:%M} UTC, before it was in force here"
        missed = Missed(turn.key, rule.id, turn.occasion, rule.kind, reason)
        if turn.deed is None:
            self._missed.append(missed)
        else:
            self._quiet(rule, turn, reason)

    def _time(
        self, rule: Rule, on: Subject, turn: Turn, at: datetime | None, seen: datetime
    ) -> None:
        shop = self._around.shop
        until = rule.until.resolve(on, seen, shop) if rule.until else None
        if rule.until and until is None and rule.kind in REACHING:
            self._quiet(rule, turn, f"{rule.until.text} is not known")
            return
        if until is not None and self.now >= until:
            self._quiet(rule, turn, "its time is over")
            return
        late = at is not None and seen > at + LATE
        if late and rule.late is Late.DROP:
            self._quiet(rule, turn, "first seen more than a day after its time")
            return
        drafted = self._drafted(rule, on, turn)
        wish = Wish(
            at=at,
            first=at or seen,
            due=max(at or seen, turn.not_before or at or seen),
            until=until,
            deadline=rule.deadline.resolve(on, seen, shop) if rule.deadline else None,
            as_task="first seen too late" if late and rule.late is Late.TASK else drafted.against,
            approved=bool(turn.deed and turn.deed.approved_by),
        )
        self._place(rule, on, turn, wish, drafted.offer)

    def _drafted(self, rule: Rule, on: Subject, turn: Turn) -> Drafted:
        """What an offer would say; approved words say what they said, where they still may."""
        if rule.kind is not ActionKind.OFFER or on.order is None:
            return NOTHING
        days = timedelta(days=self._around.shop.offers.days)
        drafted = draft(
            on.order,
            Complaint(rule.args["complaint"]),
            self._around,
            expires_at=self.now + days,
            now=self.now,
        )
        if turn.deed and turn.deed.approved_by and turn.deed.offer:
            return replace(drafted, offer=turn.deed.offer)
        return drafted

    def _place(self, rule: Rule, on: Subject, turn: Turn, wish: Wish, offer: Offer | None) -> None:
        placed = place(rule, on, wish, self._around, self.now)
        self._wakes += placed.wakes
        if placed.never:
            self._quiet(rule, turn, placed.never)
            return
        if wish.until is not None and wish.until <= placed.due < NEVER:
            self._quiet(rule, turn, "it would come too late")
            return
        if placed.waits:
            self._quiet(rule, turn, placed.waits)
        self._wakes.append(placed.due if placed.due > self.now else wish.until or NEVER)
        deed = turn.deed
        mode = self._mode(rule)
        self._actions.append(
            PlannedAction(
                key=turn.key,
                rule=rule.id,
                was=rule.was,
                occasion=turn.occasion,
                scope=rule.once,
                kind=rule.kind,
                due_at=placed.due,
                until=wish.until,
                deadline=placed.deadline,
                template=rule.template,
                args=self._args(rule, on),
                reason=rule.about,
                mode="automatic" if rule.kind is ActionKind.CONVERSATION else mode,
                approved=bool(deed and deed.approved_by),
                as_task=placed.as_task,
                spaced=rule.spaced,
                ceiling=ceiling_of(rule, self._around.shop),
                offer=offer,
                held_out=held_out(rule, on, self._around.draw, self._policy.holdout),
            )
        )

    def _args(self, rule: Rule, on: Subject) -> dict[str, str]:
        """What the text is about; a time that it promises is fixed with it, or it names none."""
        args = {**on.args(), **rule.args}
        if args.pop("commitment", "") and on.order is not None:
            due = nameable(on.order, self._around.shop.staffed, self.now)
            if due is not None:
                args |= {"commitment": clock(on.order, due), "commitment_at": due.isoformat()}
        return args

    def _mode(self, rule: Rule) -> RuleMode:
        """What it may do by itself here: for a buyer marked so, nothing without a person."""
        mode = mode_of(rule, self._policy)
        return _STRICTER[mode, "approve"] if Mark.VIP in self._case.marks.words else mode

    def _quiet(self, rule: Rule, turn: Turn, why: str) -> None:
        self._silent.append((rule.id, turn.occasion, why))


def _unoffered(case: Case, anew: Collection[str]) -> Case:
    """The case as if these offers had not been made: each is what speaks against a second one."""
    kept = {
        key: deed
        for key, deed in case.deeds.items()
        if key not in anew or deed.kind is not ActionKind.OFFER
    }
    return case.model_copy(update={"deeds": kept})


def _drawn(around: Surroundings, order_key: str) -> ShopPolicy:
    """The shop's policy for one order: in the share that acts, or as it is set."""
    shop = around.shop
    mode = around.draw.mode_for(order_key, shop.mode) if around.draw.share else shop.mode
    return shop if mode == shop.mode else replace(shop, mode=mode)


def mode_of(rule: Rule, shop: ShopPolicy) -> RuleMode:
    """What a rule may do by itself at a shop: a mode set for it, else the stricter of the two."""
    return _set_for(rule, shop.rule_modes) or _STRICTER[rule.mode, shop.mode]


def ceiling_of(rule: Rule, shop: ShopPolicy) -> Ceiling:
    """The most that a rule may let leave at a shop: what is set for it, else as for any rule."""
    return _set_for(rule, shop.rule_ceilings) or shop.rule_ceiling


def _set_for(rule: Rule, settings: Mapping[str, T]) -> T | None:
    """What is set for a rule under its id or a former one."""
    if not settings:
        return None
    return next((settings[name] for name in (rule.id, *rule.was) if name in settings), None)
