"""What a backtest shows: figures by rule, the list of what would have left, a page with plots."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from services.cli.backtest.play import Played
from services.notifier.admit import Ask, AsTask
from services.notifier.kinds import SPEAKING
from services.notifier.rehearsal import Left

PAGE = Path(__file__).with_name("page.html")
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule over all orders.

    Attributes:
        orders: in which it acted, before the end.
        late: of them, those that came after the promise, or never.
        precision: ``late`` of those of ``orders`` that had a promise; None where there is none.
        recall: ``late`` of all late orders; None where none was late.
    """

    rule: str
    does: str
    acts: int
    orders: int
    late: int
    precision: float | None
    recall: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole backtest.

    Attributes:
        late: orders that came after the promise, or never; ``never`` of them.
        messages: how many orders had how many words to their buyer.
        lead: whole days from a word to the buyer to the promise, negative after it.
    """

    orders: int
    promised: int
    late: int
    never: int
    rules: Sequence[RuleFigures]
    messages: Counter[int]
    lead: Counter[int]

    @property
    def a_buyer(self) -> float:
        """Words to the buyer an order, on average."""
        return sum(n * count for n, count in self.messages.items()) / max(self.orders, 1)


def figures(played: Sequence[Played], rules: Sequence[str]) -> Figures:
    """The figures, rules in the playbook's order; those that never acted are left out."""
    late = [one for one in played if one.late]
    found = [_rule(rule, played, len(late)) for rule in rules]
    lead: Counter[int] = Counter(
        int((one.order.promised - left.at).total_seconds() // _DAY)
        for one in played
        for left in one.left
        if one.order.promised and left.action.kind in SPEAKING
    )
    return Figures(
        orders=len(played),
        promised=sum(one.late is not None for one in played),
        late=len(late),
        never=sum(one.order.delivered is None for one in late),
        rules=[one for one in found if one.acts],
        messages=Counter(one.messages for one in played),
        lead=lead,
    )


def _rule(rule: str, played: Sequence[Played], late: int) -> RuleFigures:
    acts = [(one, left) for one in played for left in one.left if left.action.rule == rule]
    acted = {id(one): one for one, _ in acts}.values()
    judged = [one for one in acted if one.late is not None]
    right = sum(bool(one.late) for one in judged)
    return RuleFigures(
        rule=rule,
        does=next((did(left) for _, left in acts), ""),
        acts=len(acts),
        orders=len(acted),
        late=right,
        precision=right / len(judged) if judged else None,
        recall=right / late if late else None,
    )


def did(left: Left) -> str:
    """What became of an action: itself, or a task, or a question to a person."""
    if isinstance(left.verdict, Ask):
        return f"{left.action.kind}, asked for"
    return (
        f"{left.action.kind}, by a person"
        if isinstance(left.verdict, AsTask)
        else str(left.action.kind)
    )


def write(out: Path, played: Sequence[Played], found: Figures) -> None:
    """Write ``rules.csv``, ``actions.csv`` and ``report.html`` into a directory."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "rules.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["rule", "does", "acts", "orders", "late", "precision", "recall"])
        rows.writerows(
            [*_counts(one), _cell(one.precision), _cell(one.recall)] for one in found.rules
        )
    with (out / "actions.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["order_id", "at", "rule", "does", "late"])
        rows.writerows(
            [one.order.id, left.at.isoformat(), left.action.rule, did(left), one.late]
            for one in played
            for left in one.left
        )
    (out / "report.html").write_text(page(found), encoding="utf-8")


def _counts(one: RuleFigures) -> list[str | int]:
    return [one.rule, one.does, one.acts, one.orders, one.late]


def _cell(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def page(found: Figures) -> str:
    """The page, as HTML without script or asset from outside."""
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(PAGE.read_text(encoding="utf-8"))
    lead = range(min(found.lead, default=0), max(found.lead, default=0) + 1)
    return template.render(
        found=found,
        messages=bars([(str(n), found.messages[n]) for n in sorted(found.messages)]),
        lead=bars([(str(day), found.lead[day]) for day in lead]),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot: places in a plot 100 wide and 40 high."""

    label: str
    count: int
    x: float
    width: float
    height: float


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Counts as bars beside each other."""
    most = max((count for _, count in counts), default=0) or 1
    step = 100 / max(len(counts), 1)
    return [
        Bar(label, count, place * step, step * 0.8, 40 * count / most)
        for place, (label, count) in enumerate(counts)
    ]
