"""The one way a case changes: apply, plan until stable, write everything together. No network.

Consumer, timer and dispatcher all come through here, each inside a short transaction of its own.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from services.connectors.oncall.audience import Audience
from services.notifier.actionrow import ActionRow
from services.notifier.asked import Asked
from services.notifier.case import BuyerMarked, Disposition, Event
from services.notifier.common import Common
from services.notifier.paying import refused
from services.notifier.policy import Surroundings
from services.notifier.settle import Settlement, changed, take
from services.notifier.sisters import learn_answers, look_again
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.unit import Stores, Unit
from services.notifier.world import World
from services.runtime.kafka.outcome import Applied

CHUNK = 500
"""Cases woken in one transaction."""


class Casework:
    """Changes cases.

    Args:
        world: what surrounds them.
        receivers: who is alerted.
    """

    def __init__(self, world: World, receivers: Audience) -> None:
        self.world = world
        self.receivers = receivers

    async def change(
        self,
        unit: Unit,
        rows: Mapping[str, CaseRow],
        events: Mapping[str, Sequence[Event]],
        now: datetime,
    ) -> dict[str, list[Disposition]]:
        """Apply events to their locked cases (by order key, in their order), settle those changed.

        Afterwards ``wake_at`` of each is in the future or null.
        """
        answers: dict[str, list[Disposition]] = {}
        moved = []
        for key, row in rows.items():
            answers[key] = [take(row, event, now) for event in events[key]]
            if row.version == 0 or any(isinstance(answer, Applied) for answer in answers[key]):
                moved.append(row)
        await self.settle(unit, moved, now)
        return answers

    async def settle(
        self,
        unit: Unit,
        rows: Sequence[CaseRow],
        now: datetime,
        folded: Collection[str] = (),
    ) -> None:
        """Plan locked cases, do what is due inside the transaction, and write them back.

        ``folded`` are keys of alerts whose causes the caller has changed already.
        """
        if not rows:
            return
        around = await self.world.surroundings(unit)
        common = Common(unit, rows, self.world.playbook, now)
        settlements = await self._open(unit, rows, now, around=around, common=common)
        await common.foresee(
            {key for each in settlements for key in each.new},
            {buyer for each in settlements if (buyer := each.told) is not None},
        )
        touched = set(folded)
        for settlement in settlements:
            touched |= await settlement.run()
        await common.write()
        for row in rows:
            for key in refused(row.case):
                await unit.spends.release(key)
        await unit.cases.save(rows)
        await unit.alerts.fold(touched, self.receivers, now)

    async def _open(
        self,
        unit: Unit,
        rows: Sequence[CaseRow],
        now: datetime,
        *,
        around: Callable[[str], Surroundings],
        common: Common,
    ) -> list[Settlement]:
        await learn_marks(unit, rows, now)
        await learn_answers(unit, rows, now)
        # What is pending, on the desk or standing began as a deed of its case.
        keys = [row.order_key for row in rows if row.case.deeds]
        pending = await unit.actions.pending(keys) if keys else {}
        tasks = await unit.tasks.open_of_orders(keys) if keys else {}
        causes = await unit.alerts.standing_of_orders(keys) if keys else {}
        return [
            Settlement(
                unit=unit,
                row=row,
                playbook=self.world.playbook,
                texts=self.world.texts,
                around=around(row.shop),
                now=now,
                pending=pending.get(row.order_key, {}),
                asked=Asked(unit, now, tasks.get(row.order_key, []), causes.get(row.order_key, [])),
                common=common,
                look_at=look_again(row.case, now),
            )
            for row in rows
        ]


async def wake_shop(stores: Stores, scope: str, now: datetime) -> None:
    """Have all cases of a shop (or ``all``) planned anew; safe to repeat, and to be cut off.

    Chunk by chunk, each a transaction: nobody waits long for a case, however many there are.

    Raises:
        Unavailable: PostgreSQL does not answer; some of them are awake already.
    """
    after: str | None = ""
    while after is not None:
        async with stores.transaction() as unit:
            after = await unit.cases.wake_shop(scope, now, after, CHUNK)


async def learn_marks(unit: Unit, rows: Sequence[CaseRow], now: datetime) -> None:
    """Let locked cases know what is marked of their buyers, as it stands in this transaction."""
    buyers = {buyer for row in rows if (buyer := buyer_of(row))}
    marks = await unit.buyers.marks(sorted(buyers))
    for row in rows:
        found = marks.get(buyer_of(row) or ("", ""))
        if found is not None:
            take(row, BuyerMarked(found), now)


async def note(unit: Unit, row: CaseRow, action: ActionRow, now: datetime) -> None:
    """Write an action's next version and let its locked case know."""
    await unit.actions.update(action, now)
    take(row, changed(action), now)
