"""Rows to try stores with: an action, a task, a cause, and cases that rest."""

from typing import Any

from schemas.action import ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.cause import Cause
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Unit
from tests.support.notifier import KEY, NOW, H

SHOP = "lazada/shop-1"
OTHER = f"{SHOP}/1002"


def action(key: str = "a", **changes: Any) -> ActionRow:
    """An action with a value in every column."""
    values: dict[str, Any] = {
        "key": key,
        "order_key": KEY,
        "rule": "hold-told",
        "occasion": "P#1",
        "kind": ActionKind.MESSAGE,
        "status": ActionStatus.READY,
        "mode": "automatic",
        "changed_at": NOW,
        "channel": "chat",
        "reason": "a hold",
        "args": {"template": "hold"},
        "due_at": NOW,
        "until": NOW + H,
        "text": "Guten Tag",
        "text_hash": "h",
        "conversation": "c-1",
        "external_ref": "m-1",
        "attempts": 1,
        "looks": 2,
        "doubts": 3,
        "retry_at": NOW,
        "claimed_at": NOW - H,
        "done_at": NOW,
    }
    return ActionRow(**(values | changes))


def task(key: str = "t", **changes: Any) -> Task:
    """A task on the desk."""
    values: dict[str, Any] = {
        "key": key,
        "action_key": "a",
        "order_key": KEY,
        "shop": SHOP,
        "kind": "do",
        "rule": "dispute-opened",
        "title": "Answer it",
        "created_at": NOW,
        "deadline": NOW + H,
    }
    return Task(**(values | changes))


def cause(key: str = "a", **changes: Any) -> Cause:
    """Why an alert stands."""
    values: dict[str, Any] = {
        "action_key": key,
        "order_key": KEY,
        "occasion": "D1#1",
        "dedup_key": "page|x",
        "level": "page",
        "labels": {"rule": "x"},
        "summary": f"of {key}",
        "why_now": "now",
        "what_to_do": "act",
        "link": "",
        "since": NOW,
    }
    return Cause(**(values | changes))


async def made(unit: Unit, *keys: str) -> None:
    """Cases of these orders, resting."""
    rows = await unit.cases.lock(keys or (KEY,), NOW)
    await unit.cases.save(list(rows.values()))
