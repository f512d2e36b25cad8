"""The end of the month: evidence gathered, judged, and told in a summary and a table."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.table import Table

from services.cli.demo.board import Board
from services.cli.demo.evidence import Evidence, Row, gather
from services.cli.demo.invariants import Violation, violations
from services.cli.demo.outside import Outside
from services.cli.demo.seconds import second_looks
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool
from services.sandbox import facts
from services.sandbox.world import World

HEALING = timedelta(hours=3)
"""A push lost in the last hours is healed by polling only after the month's end."""

HOUR = timedelta(hours=1)

LATE = timedelta(hours=2)
"""Healed so long after the change, it was late."""


async def judge(
    pool: Pool, kafka: KafkaProfile, outside: Outside, world: World, board: Board
) -> Evidence:
    """The evidence, once everything is quiet."""
    true, *later = (
        facts.gather(world.events, world.orders, world.journeys, world.accounts, at)
        for at in (board.now - HEALING + n * HOUR for n in range(4))
    )
    return await gather(
        pool=pool,
        kafka=kafka,
        outside=outside,
        facts=true,
        later={
            key: {order.state for each in later for order in each.orders if order.key == key}
            for key in (order.key for order in true.orders)
        },
        now=board.now,
        shown=board.first_shown,
    )


def summarise(evidence: Evidence, board: Board, seed: int, wall_seconds: float) -> dict[str, Any]:
    """The summary: what happened, what was broken on purpose, what is broken."""
    broken = violations(evidence) + unplanted(evidence, board)
    return {
        "seed": seed,
        "version": version("forestall"),
        "simulated_days": (board.now - board.start) / timedelta(days=1),
        "wall_seconds": round(wall_seconds, 1),
        "orders": len(evidence.cases),
        "parcels": len({p for case in evidence.cases.values() for p in case.parcels}),
        "holds": _holds(evidence),
        "second_looks": second_looks(evidence),
        "messages": _messages(evidence),
        "tasks": _counted(evidence.tasks, "rule"),
        "notices": sum(row["level"] == "notice" for row in evidence.alerts),
        "pages": {
            "raised": sum(row["level"] == "page" for row in evidence.alerts),
            "resolved": sum(
                row["level"] == "page" and row["ends_at"] is not None for row in evidence.alerts
            ),
        },
        "disputes": len({d for case in evidence.cases.values() for d in case.disputes}),
        "healed": {
            "lost_push": len(evidence.healed),
            "late": sum(
                row["changed_at"] is not None and row["healed_at"] - row["changed_at"] > LATE
                for row in evidence.healed
            ),
        },
        "faults": dict(sorted((Counter(evidence.stats["planted"]) + board.faults).items())),
        "dead": _counted(evidence.dead, "reason"),
        "violations": [asdict(found) for found in broken],
        "records": {
            f"{p.schema}/{p.topic}": {
                "end": evidence.ends.get(p.topic, 0),
                "applied": p.applied,
                "superseded": p.superseded,
                "ignored": dict(p.ignored),
                "parked": p.parked,
                "dead": p.dead,
            }
            for p in evidence.progress
        },
    }


MUST_FAIL = ("push_lost", "push_repeated", "push_reordered", "call_refused", "answer_lost")


def unplanted(evidence: Evidence, board: Board) -> list[Violation]:
    """A demo in which nothing failed has not tested anything."""
    seen = Counter(evidence.stats["planted"]) + board.faults
    wanted = (*MUST_FAIL, *board.planned_faults)
    return [Violation("faults", name, "never happened") for name in wanted if not seen[name]]


def _holds(evidence: Evidence) -> dict[str, int]:
    parcels = {p.id: p for case in evidence.cases.values() for p in case.parcels.values()}
    ordinals = {(p.id, h.ordinal): h.kind for p in parcels.values() for h in p.holds}
    return dict(sorted(Counter(str(kind) for kind in ordinals.values()).items()))


def _messages(evidence: Evidence) -> dict[str, dict[str, int]]:
    """Channel to rule to how many; what became a task with the text is ``task``."""
    found: dict[str, Counter[str]] = {}
    for row in evidence.actions:
        if row["kind"] == "message" and row["status"] in {"done", "blocked", "uncertain"}:
            channel = row["channel"] if row["status"] == "done" else row["status"]
            found.setdefault(channel, Counter())[row["rule"]] += 1
    return {channel: dict(sorted(rules.items())) for channel, rules in sorted(found.items())}


def _counted(rows: "list[Row] | Any", name: str) -> dict[str, int]:
    return dict(sorted(Counter(row[name] for row in rows).items()))


def write(path: Path, summary: Mapping[str, Any]) -> None:
    """The summary as JSON."""
    path.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")


def table(summary: Mapping[str, Any]) -> Table:
    """The summary for people."""
    shown = Table(box=None, show_header=False)
    for name, value in summary.items():
        if name not in {"records", "violations"}:
            shown.add_row(name, _words(value) or "none")
    return shown


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name} {_inline(item)}" for name, item in value.items())
    return str(value)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {item}" for name, item in value.items())
    return str(value)
