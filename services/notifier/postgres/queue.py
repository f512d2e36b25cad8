"""The desk's queue: open tasks, the most pressing first, page by page along an index."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from services.notifier.postgres.tasks import COLUMNS, task_of
from services.notifier.stores.tasks import Task, TaskKind
from services.runtime.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """A task's place in the queue."""

    vip: bool
    deadline: datetime | None
    at_risk: Decimal
    id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which open tasks are wanted.

    Attributes:
        shops: of these alone; None: of every one.
        marketplace: of this one alone; empty: of any. So with ``kind``, ``rule`` and ``country``.
        assignee: whoever has them in hand; empty: nobody has; None: whether anybody has or not.
        not_by: those that wait for a second person who is not this one; None: any.
        after: the place behind which to go on; None: from the top.
        snoozed: those that are put off, and no others.
    """

    shops: Collection[str] | None = None
    marketplace: str = ""
    kind: TaskKind | None = None
    rule: str = ""
    country: str = ""
    assignee: str | None = None
    not_by: str | None = None
    after: Place | None = None
    snoozed: bool = False
    limit: int = 50


ORDER = "NOT vip, coalesce(deadline, 'infinity'::timestamptz), - at_risk, id"
"""Buyers marked ``vip`` first, then by deadline, then what is at risk: as the indexes have it."""


def place_of(task: Task) -> Place:
    """Where a task lies."""
    return Place(task.vip, task.deadline, task.at_risk, task.id)


async def page(conn: Connection, asked: Asked, now: datetime) -> list[Task]:
    """Open tasks in the order of the queue, the first ``limit`` behind ``after``."""
    query, values = statement(asked, now)
    return [task_of(record) for record in await conn.fetch(query, *values)]


def statement(asked: Asked, now: datetime) -> tuple[str, list[object]]:
    """The query of a page, and its values."""
    values: list[object] = [now]
    wanted = ["status = 'open'"]

    def given(value: object) -> str:
        values.append(value)
        return f"${len(values)}"

    late = "snoozed_until > $1" if asked.snoozed else "(snoozed_until > $1) IS NOT TRUE"
    wanted.append(late)
    if asked.shops is not None:
        shops = sorted(asked.shops)
        one = len(shops) == 1
        wanted.append(f"shop = {given(shops[0])}" if one else f"shop = ANY({given(shops)}::text[])")
    if asked.marketplace:
        wanted.append(f"starts_with(shop, {given(asked.marketplace + '/')})")
    if asked.kind is not None:
        wanted.append(f"kind = {given(asked.kind)}")
    if asked.rule:
        wanted.append(f"rule = {given(asked.rule)}")
    if asked.country:
        wanted.append(f"country = {given(asked.country)}")
    if asked.assignee is not None:
        wanted.append(f"assignee = {given(asked.assignee)}")
    if asked.not_by is not None:
        wanted.append(f"first_by <> '' AND lower(first_by) <> lower({given(asked.not_by)})")
    if (after := asked.after) is not None:
        wanted.append(
            f"({ORDER}) > ({given(not after.vip)}::boolean, "
            f"coalesce({given(after.deadline)}::timestamptz, 'infinity'), "
            f"{given(-after.at_risk)}::numeric, {given(after.id)}::integer)"
        )
    query = (
        f"SELECT {COLUMNS} FROM notifier.tasks WHERE {' AND '.join(wanted)} "  # noqa: S608 - constants and places
        f"ORDER BY {ORDER} LIMIT {given(asked.limit)}"
    )
    return query, values
