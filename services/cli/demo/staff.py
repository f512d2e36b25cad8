"""The demo's staff: they work their desk in staffed hours, by the CLI's own functions.

What they do with a task depends on the task alone, so that a seed repeats its counts: most are
done, a few are left lying so that somebody has to be reminded and, in the end, woken.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.notifier import tasks as desk
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Stores
from services.runtime.errors import InvalidInput
from services.runtime.ids import spread
from services.runtime.postgres.pool import Pool
from services.runtime.settings import Settings
from services.runtime.shops import WORKING_DAYS, ShopSettings

WHO = "demo staff"
IDLE_SHARE = 25
"""Of a hundred dispute tasks, those that nobody takes before they are reminded."""

LAST_MOMENT = timedelta(hours=3)
"""What was left lying is worked once its deadline is nearer than this."""

REFUSED_SHARE = 20
"""Of a hundred approvals, those that are refused."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def work(pool: Pool, settings: Settings, now: datetime) -> int:
    """One round at the desk; returns how many tasks were worked."""
    stores, worked = PostgresStores(pool), 0
    for shop in settings.shops:
        if _at_work(shop, now):
            for task in await desk.list_tasks(stores, shop=shop.key):
                worked += await _one(stores, task, now)
    return worked


def _at_work(shop: ShopSettings, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(shop.zone))
    days = shop.staffed.days or WORKING_DAYS
    return _DAYS[local.weekday()] in days and shop.staffed.start <= local.hour < shop.staffed.end


async def _one(stores: Stores, task: Task, now: datetime) -> bool:
    if task.rule.startswith("dispute") and _lies(task, now):
        return False
    try:
        if task.kind != "approve":
            await desk.done(stores, now, task.id, WHO, "done in the demo")
        elif spread(f"refuse {task.key}", 100) < REFUSED_SHARE:
            await desk.refuse(stores, now, task.id, WHO, "not for this buyer")
        else:
            await desk.approve(stores, now, task.id, WHO)
    except InvalidInput:
        return False  # its cause went away while it lay before us
    return True


def _lies(task: Task, now: datetime) -> bool:
    """A share of the dispute tasks is only worked once its deadline is near."""
    if spread(f"idle {task.key}", 100) >= IDLE_SHARE:
        return False
    return task.deadline is not None and task.deadline - now > LAST_MOMENT
