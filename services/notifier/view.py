"""A case as people see it: what happened, what is planned and why, what is asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.notifier.actionrow import ActionRow
from services.notifier.case import Case
from services.notifier.complaint import Complained, complaint_of
from services.notifier.deadlines import Deadline, deadlines
from services.notifier.ledger import Entry, first_broken
from services.notifier.plan import Plan, plan
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Stores
from services.notifier.world import World
from services.runtime.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything known of an order's case.

    Attributes:
        entries: the timeline, oldest first.
        hashes: of each entry, as they are chained.
        broken_at: number of the entry at which the chain of hashes does not hold, or None.
        complaint: what the buyer complains of and who is responsible, as the evidence stands.
        plan: as it would be made now, with the reasons of what is silent.
        deadlines: by their instants, those met too.
        paused: why nothing leaves now, or None.
        actions: what was done or decided, by time.
        tasks: open and closed.
    """

    order_key: str
    case: Case
    entries: Sequence[Entry]
    hashes: Sequence[str]
    broken_at: int | None
    complaint: Complained | None
    plan: Plan
    deadlines: Sequence[Deadline]
    paused: str | None
    actions: Sequence[ActionRow]
    tasks: Sequence[Task]
    wake_at: datetime | None


async def explain(stores: Stores, world: World, order_key: str, now: datetime) -> CaseView:
    """The case of an order.

    Raises:
        InvalidInput: nothing was ever heard of such an order.
    """
    async with stores.transaction() as unit:
        row = await unit.cases.read(order_key)
        if row is None:
            raise InvalidInput(
                "unknown_order", f"there is no order {order_key}: give it as MARKETPLACE/SHOP/ORDER"
            )
        around = (await world.surroundings(unit))(row.shop)
        chain = await unit.entries.chain(order_key)
        actions = await unit.actions.of_order(order_key)
        tasks = await unit.tasks.of_order(order_key)
    return CaseView(
        order_key=order_key,
        case=row.case,
        entries=[link.entry for link in chain],
        hashes=[link.hash for link in chain],
        broken_at=first_broken(order_key, chain),
        complaint=complaint_of(row.case),
        plan=plan(row.case, world.playbook, around, now),
        deadlines=deadlines(row.case, around, now),
        paused=around.paused,
        actions=sorted(actions.values(), key=lambda action: action.changed_at),
        tasks=tasks,
        wake_at=row.wake_at,
    )
