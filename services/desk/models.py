"""What REST takes and gives: the same that the pages show."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from schemas.base import Instant, Model
from services.desk.acts import LONGEST_TEXT
from services.desk.facts import Known
from services.desk.oncall import Standing
from services.desk.out import Out
from services.notifier.plan import NEVER
from services.notifier.stores.tasks import TaskKind, TaskStatus
from services.notifier.told import in_a_line
from services.notifier.view import CaseView
from services.runtime.receivers import Level

Text = Annotated[str, Field(max_length=1000)]
"""What a person wrote."""


class Nothing(Model):
    """No fields."""


class Seen(Model):
    """``first_at`` of a first press that is confirmed: asked for where it came with words."""

    seen: Text = ""


class Outcome(Seen):
    """How it ended, in a sentence."""

    outcome: Text = ""


class Reason(Model):
    """Why, in a sentence."""

    reason: Text = ""


class Hours(Model):
    """For how long."""

    hours: Annotated[int, Field(ge=1, le=72)]


class To(Model):
    """Who gets it; empty: nobody has it."""

    to: Text


class Words(Model):
    """The text as it is to be said."""

    words: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]


class Hand(Model):
    """``take``: a person has the order in hand; ``back``: the machine has it again."""

    hand: Annotated[str, Field(pattern="^(take|back)$")]


class Wanted(Model):
    """An order's key or number, a tracking number, or the platform's reference of a buyer."""

    wanted: Annotated[str, Field(min_length=1, max_length=300)]


class Scope(Model):
    """A shop's key, or ``all``."""

    scope: str


class Stop(Scope):
    """What is to be paused, and why."""

    reason: Annotated[str, Field(max_length=300)] = ""


class Record(Model):
    """``TOPIC/PARTITION/OFFSET``."""

    record: str


class TaskOut(Out):
    """A task; see ``services.notifier.stores.tasks.Task``."""

    id: int
    order_key: str
    shop: str
    kind: TaskKind
    rule: str
    title: str
    why: str
    body: str
    link: str
    deadline: Instant | None
    status: TaskStatus
    created_at: Instant
    closed_at: Instant | None
    closed_by: str
    outcome: str
    vip: bool
    country: str
    at_risk: Decimal
    currency: str
    assignee: str
    snoozed_until: Instant | None
    first_act: str
    first_by: str
    first_with: str
    first_at: Instant | None


class QueueOut(Model):
    """A page of the queue; ``after`` leads to the next, and is empty at the end."""

    tasks: tuple[TaskOut, ...]
    after: str


class FactOut(Model):
    """Something known, and since when it holds or when it will be."""

    name: str
    of: str
    value: str
    at: Instant | None


class EntryOut(Model):
    """Something that happened."""

    at: Instant
    kind: str
    line: str


class DeadlineOut(Out):
    """A deadline that stands, whose word it is, and what it costs to let it pass."""

    name: str
    at: Instant
    source: str
    basis: str
    silence: str
    binds: bool


class PlannedOut(Model):
    """What will be done and why; ``due_at`` is empty where it waits for an event."""

    rule: str
    occasion: str
    kind: str
    due_at: Instant | None
    mode: str
    reason: str
    as_task: str


class SilentOut(Model):
    """What will not be done, and why."""

    rule: str
    occasion: str
    why: str


class CaseOut(Model):
    """A case; ``broken_at`` is the entry at which its timeline does not hold."""

    order_key: str
    paused: str
    broken_at: int | None
    facts: tuple[FactOut, ...]
    entries: tuple[EntryOut, ...]
    deadlines: tuple[DeadlineOut, ...]
    plan: tuple[PlannedOut, ...]
    silent: tuple[SilentOut, ...]
    tasks: tuple[TaskOut, ...]

    @classmethod
    def of(cls, view: CaseView, facts: Sequence[Known]) -> "CaseOut":
        """A case as it is told: nobody's words, but for the texts of tasks."""
        return cls(
            order_key=view.order_key,
            paused=view.paused or "",
            broken_at=view.broken_at,
            facts=tuple(
                FactOut(name=one.name, of=one.of, value=one.value, at=one.at) for one in facts
            ),
            entries=tuple(
                EntryOut(at=one.at, kind=one.kind, line=in_a_line(one)) for one in view.entries
            ),
            deadlines=tuple(DeadlineOut.of(one) for one in view.deadlines if one.standing),
            plan=tuple(
                PlannedOut(
                    rule=one.rule,
                    occasion=one.occasion,
                    kind=one.kind,
                    due_at=_due(one.due_at),
                    mode=one.mode,
                    reason=one.reason,
                    as_task=one.as_task,
                )
                for one in view.plan.actions
            ),
            silent=tuple(
                SilentOut(rule=rule, occasion=occasion, why=why)
                for rule, occasion, why in view.plan.silent
            ),
            tasks=tuple(map(TaskOut.of, view.tasks)),
        )


class OrdersOut(Model):
    """The keys of orders."""

    orders: tuple[str, ...]


class RaisedOut(Out):
    """An alert that stands."""

    level: Level
    labels: dict[str, str]
    summary: str
    why_now: str
    what_to_do: str
    link: str
    starts_at: Instant


class PausedOut(Out):
    """A pause that holds."""

    scope: str
    reason: str
    by: str
    at: Instant


class WaitingOut(Out):
    """Something that waits for a second person and is about no task."""

    act: str
    about: str
    what: str
    by: str
    reason: str
    at: Instant


class Withdrawn(Model):
    """What is taken back, as it waits."""

    act: Text
    about: Text


class UsedOut(Model):
    """How much has left a shop in this hour and on this day (UTC), and the most that may."""

    shop: str
    mode: str
    hour: int
    day: int
    most_hour: int
    most_day: int


class StoppedOut(Out):
    """A record that stopped on its way."""

    name: str
    service: str
    state: str
    reason: str
    detail: str
    at: Instant
    replayed_at: Instant | None


class DoneOut(Out):
    """What a person did that is about no order."""

    at: Instant
    by: str
    did: str
    about: str
    reason: str
    before: str


class StandingOut(Model):
    """What stands for who is on call; ``behind`` is empty where Kafka does not say."""

    raised: tuple[RaisedOut, ...]
    paused: tuple[PausedOut, ...]
    waits: tuple[WaitingOut, ...]
    used: tuple[UsedOut, ...]
    behind: dict[str, int]
    stopped: tuple[StoppedOut, ...]
    done: tuple[DoneOut, ...]

    @classmethod
    def of(cls, found: Standing) -> "StandingOut":
        """What stands, as it is told."""
        return cls(
            raised=tuple(map(RaisedOut.of, found.raised)),
            paused=tuple(map(PausedOut.of, found.paused)),
            waits=tuple(map(WaitingOut.of, found.waits)),
            used=tuple(
                UsedOut(
                    shop=one.shop,
                    mode=one.mode,
                    hour=one.hour,
                    day=one.day,
                    most_hour=one.most.hour,
                    most_day=one.most.day,
                )
                for one in found.used
            ),
            behind=dict(found.behind or {}),
            stopped=tuple(map(StoppedOut.of, found.halted)),
            done=tuple(map(DoneOut.of, found.done)),
        )


class TriedOut(Model):
    """The services that try a record again."""

    services: tuple[str, ...]


class ResumedOut(Model):
    """Whether a pause was lifted; ``waits``: it does, for a second person."""

    resumed: bool
    waits: bool = False


class TroubleOut(Model):
    """Why something was not done: a stable word, and a sentence."""

    reason: str
    detail: str


def _due(at: datetime) -> datetime | None:
    return None if at >= NEVER else at
