"""What the month is judged by, from outside: what was said, asked and raised, and when."""

import traceback
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.notifier.cause import Cause
from services.notifier.judging import judge
from services.notifier.playbook import Playbook
from services.notifier.scope import Scope
from services.runtime.staffed import next_staffed
from tests.faults.month.deadlines import Verdict, verdicts
from tests.faults.month.life import Life
from tests.faults.month.speech import wrong_words
from tests.faults.month.timeline import timeline
from tests.faults.month.traders import TRADERS, H, Trader

ACTS_IN = 2 * H
"""What a person needs, come to the desk, to find and answer a dispute."""

MOST_TIMELINES = 3
"""Timelines printed for violations of one kind."""


@dataclass(frozen=True)
class Page:
    """Somebody was woken, or called while at work.

    Attributes:
        night: the team's night on which it came, by the evening's date; empty in staffed hours.
    """

    team: str
    shop: str
    rule: str
    at: datetime
    night: str


@dataclass
class Findings:
    """What a shop's month came to.

    Attributes:
        deadlines: (kind, how it went) of those that fell into the month, by the month's own dates;
            ``dated`` the same as the program dates them.
        violations: what is wrong; ``timelines`` tells of the first of each kind.
    """

    counts: Counter[str] = field(default_factory=Counter)
    pages: list[Page] = field(default_factory=list)
    notices: Counter[str] = field(default_factory=Counter)
    tasks: Counter[tuple[str, str]] = field(default_factory=Counter)
    tasks_by_rule: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    messages_an_order: Counter[int] = field(default_factory=Counter)
    deadlines: Counter[tuple[str, str]] = field(default_factory=Counter)
    dated: Counter[tuple[str, str]] = field(default_factory=Counter)
    violations: Counter[str] = field(default_factory=Counter)
    timelines: list[str] = field(default_factory=list)
    paused: int = 0

    def add(self, other: "Findings") -> None:
        """Another shop's."""
        for name in ("counts", "notices", "tasks", "tasks_by_rule", "messages"):
            getattr(self, name).update(getattr(other, name))
        for name in ("messages_an_order", "deadlines", "dated", "violations"):
            getattr(self, name).update(getattr(other, name))
        self.pages += other.pages
        self.timelines += other.timelines
        self.paused += other.paused


class Judge:
    """Judges one shop's lives as they end.

    Args:
        trader: whose.
        playbook: by which the notifier goes.
        since: what was before is not judged.
    """

    def __init__(self, trader: Trader, playbook: Playbook, since: datetime) -> None:
        self.findings = Findings()
        self._trader, self._playbook = trader, playbook
        self._since = since
        self._standing: dict[str, list[tuple[Life, str]]] = {}
        self._team = [one for one in TRADERS if one.team == trader.team]
        self._of_message = {one.id for one in playbook.rules if one.once is Scope.MESSAGE}
        self._unspaced = {one.id for one in playbook.rules if not one.spaced}

    def failed(self, life: Life, error: Exception, at: datetime) -> None:
        """The program failed on a life."""
        last = traceback.format_exception(error)[-1].strip()
        where = traceback.extract_tb(error.__traceback__)[-1]
        self._wrong("the program failed", f"{last} at {where.filename}:{where.lineno}", life, at)

    def alerted(self, life: Life, cause: Cause) -> None:
        """People are told of something."""
        if cause.since < self._since:
            return
        rule = cause.labels.get("rule", cause.action_key)
        if cause.level != "page":
            self._noticed(life, cause, rule)
            return
        night = self._night(cause.since)
        page = Page(self._trader.team, self._trader.key, rule, cause.since, night)
        self.findings.pages.append(page)
        due = _due(life, cause.occasion)
        if night and due is not None and self._comes(cause.since) + ACTS_IN <= due:
            what = f"paged at {cause.since:%a %H:%M} UTC, due {due:%a %H:%M}: {cause.action_key}"
            self._wrong("a page that could have waited", what, life, cause.since)

    def _noticed(self, life: Life, cause: Cause, rule: str) -> None:
        """Causes of one notice are folded: it is told once for as long as any of them stands."""
        held = self._standing.setdefault(cause.dedup_key, [])
        held[:] = [one for one in held if one[0].tables.causes[one[1]].gone_at is None]
        if not held:
            self.findings.notices[rule] += 1
        held.append((life, cause.action_key))
        self.findings.counts["causes of notices"] += 1

    def judge(self, life: Life, now: datetime) -> None:
        """A life is over, or the month is."""
        found = self.findings
        found.counts["orders"] += len(life.kinds)
        for kind in life.kinds.values():
            found.counts[f"story {kind}"] += 1
        found.counts["disputes"] += len(life.truth.disputes)
        self._count(life)
        for verdict in verdicts(life, self._trader, now):
            if verdict.due < self._since:
                continue
            found.deadlines[verdict.kind, verdict.how] += 1
            if verdict.how == "missed":
                self._missed(verdict, life)
        self._dated(life)
        for what, detail, at in wrong_words(life, self._of_message, self._unspaced):
            if at >= self._since:
                self._wrong(what, detail, life, at)

    def _dated(self, life: Life) -> None:
        """The deadlines as the program dates them, judged by its own account of them."""
        for key, watch in life.watches.items():
            row = life.tables.cases.get(key)
            for one in judge(watch, row.case, self._playbook) if row else ():
                name, due = one.deadline.name, one.deadline.at
                if due >= self._since:
                    self.findings.dated[name, one.verdict] += 1
                    if one.verdict == "missed":
                        what = f"{key} {one.deadline.occasion}"
                        self._wrong(f"missed by its own account: {name}", what, life, due)

    def _missed(self, verdict: Verdict, life: Life) -> None:
        self._wrong(f"missed: {verdict.kind}", verdict.detail, life, verdict.due)

    def _count(self, life: Life) -> None:
        found, tables = self.findings, life.tables
        for task in tables.tasks.values():
            if task.created_at >= self._since:
                found.tasks[self._trader.key, f"{task.created_at:%Y-%m-%d}"] += 1
                found.tasks_by_rule[f"{task.rule} ({task.kind})"] += 1
        each: Counter[str] = Counter()
        for line in life.lines:
            if line.key:
                order, rule, _ = line.key.split("|", 2)
                each[order] += 1
                if line.called >= self._since:
                    found.messages[rule] += 1
        for key in life.kinds:
            found.messages_an_order[each[key]] += 1

    def _wrong(self, what: str, detail: str, life: Life, at: datetime) -> None:
        self.findings.violations[what] += 1
        if self.findings.violations[what] <= MOST_TIMELINES:
            told = "\n".join(f"      {line}" for line in timeline(life))
            head = f"  {what}: {detail} ({at:%Y-%m-%d %H:%M} UTC)"
            self.findings.timelines.append(f"{head}\n{told}")

    def _comes(self, at: datetime) -> datetime:
        """When somebody of the team is next at a desk."""
        return min(next_staffed(one.staffed, at) for one in self._team)

    def _night(self, at: datetime) -> str:
        if self._comes(at) == at:
            return ""
        zone = ZoneInfo(self._trader.settings.zone)
        # A night is from noon to noon; a day on which nobody comes is two.
        return f"{self._trader.team} {(at.astimezone(zone) - timedelta(hours=12)):%Y-%m-%d}"


def _due(life: Life, occasion: str) -> datetime | None:
    """When the answer is due that an alert is about."""
    ref, _, number = occasion.rpartition("#")
    for _, thing in life.truth.told:
        round_ = getattr(thing, "round", None)
        if getattr(thing, "id", "") == ref and str(round_) == number:
            due = getattr(thing, "answer_due", None)
            if due is not None:
                return due.at
    return None
