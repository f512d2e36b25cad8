"""The month on one page."""

from collections import Counter
from statistics import median

from tests.faults.month.judge import Findings
from tests.faults.month.traders import TRADERS


def report(found: Findings, days: int, parcels: int, seconds: float) -> str:
    """For people."""
    nights: Counter[str] = Counter(page.night for page in found.pages if page.night)
    total: Counter[str] = Counter()
    for night, count in nights.items():
        total[night.split()[1]] += count
    orders = found.counts["orders"]
    share = 100 * found.counts["disputes"] / max(orders, 1)
    lines = [
        f"{days} days, {parcels} parcels a day of {len(TRADERS)} shops, {seconds:.0f} s",
        f"  {orders} orders played, {found.counts['disputes']} disputes ({share:.1f} %)",
        f"  stories: {_told(found.counts, 'story ')}",
        f"pages: {len(found.pages)}, {sum(nights.values())} of them at night",
        f"  a night and team at most {max(nights.values(), default=0)}",
        f"  a night, of all teams, at most {max(total.values(), default=0)}",
        f"  nights by pages of one team: {_spread(nights, days * _teams())}",
        f"  by rule: {_most(Counter(page.rule for page in found.pages))}",
        f"notices, folded: {_most(found.notices)} ({found.counts['causes of notices']} causes)",
        f"messages: {sum(found.messages.values())}: {_most(found.messages)}",
        f"  an order: {_counts(found.messages_an_order)}",
        f"tasks: {sum(found.tasks_by_rule.values())}: {_most(found.tasks_by_rule, 14)}",
        *_tasks(found),
        "deadlines, met / raised / missed (void):",
        *_deadlines(found.deadlines, "void"),
        "the same as the program dates them, met / raised / missed (first heard of too late):",
        *_deadlines(found.dated, "unknowable"),
        f"shops paused by the brake: {found.paused}",
        f"violations: {sum(found.violations.values())}",
        *(f"  {count} x {what}" for what, count in found.violations.most_common()),
        *found.timelines,
    ]
    return "\n".join(lines)


def _teams() -> int:
    return len({one.team for one in TRADERS})


def _told(counts: Counter[str], prefix: str) -> str:
    chosen = {key.removeprefix(prefix): n for key, n in counts.items() if key.startswith(prefix)}
    return _most(Counter(chosen), 20)


def _most(counts: Counter[str], most: int = 12) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.most_common(most)) or "none"


def _counts(counts: Counter[int]) -> str:
    return ", ".join(f"{n} in {counts[n]}" for n in sorted(counts))


def _spread(nights: Counter[str], most: int) -> str:
    by_count = Counter(nights.values())
    by_count[0] = most - len(nights)
    return ", ".join(f"{n} in {by_count[n]}" for n in sorted(by_count))


def _tasks(found: Findings) -> list[str]:
    lines = []
    for trader in TRADERS:
        days = [n for (key, _), n in found.tasks.items() if key == trader.key]
        if days:
            lines.append(f"  {trader.key} a day: median {median(days):.0f}, at most {max(days)}")
    return lines


def _deadlines(counts: Counter[tuple[str, str]], other: str) -> list[str]:
    lines = []
    for kind in sorted({kind for kind, _ in counts}):
        met, raised, missed, rest = (
            counts[kind, how] for how in ("met", "raised", "missed", other)
        )
        lines.append(f"  {kind}: {met} / {raised} / {missed} ({rest})")
    return lines
