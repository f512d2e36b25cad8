"""What the cases that are settled in one transaction share: read, and stored, for all at once."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from services.notifier.actionrow import ActionRow
from services.notifier.admit import Ledgers, is_unasked
from services.notifier.heard import DAY, Told
from services.notifier.kinds import REACHING
from services.notifier.plan import PlannedAction
from services.notifier.playbook import Playbook
from services.notifier.stores.buyers import BuyerKey
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.unit import Unit


class Common:
    """Made for locked cases; told by ``foresee`` what their first plans want.

    New actions are held back and stored together by ``write``: under the lock of its case nobody
    else adds one.

    Args:
        rows: the cases.
        playbook: what they are planned with.
    """

    def __init__(
        self, unit: Unit, rows: Sequence[CaseRow], playbook: Playbook, now: datetime
    ) -> None:
        self._unit = unit
        self._playbook = playbook
        self._now = now
        self._cases = Counter(buyer_of(row) for row in rows)
        self._ledgers: dict[tuple[str, str], Ledgers] = {}
        self._heard: dict[BuyerKey, Sequence[Told]] = {}
        self._looked: set[str] = set()
        self._known: Mapping[str, ActionRow] = {}
        self._new: dict[str, ActionRow] = {}

    async def foresee(self, wanted: Collection[str], told: Collection[BuyerKey]) -> None:
        """Read what stands beside what is about to be done.

        Args:
            wanted: keys of actions that are about to be added.
            told: buyers who are about to hear something unasked. Of one with several cases here
                it is read anew each time: what is handed to staff about one counts for the next.
        """
        if wanted:
            self._looked = set(wanted)
            self._known = await self._unit.actions.read_all(wanted)
        alone = sorted({buyer for buyer in told if self._cases[buyer] == 1})
        if alone:
            found = await self._unit.buyers.told_all(alone, self._now - DAY)
            self._heard = {buyer: found.get(buyer, ()) for buyer in alone}

    async def add(self, action: ActionRow) -> ActionRow:
        """Have an action stored, and return it; where one stands under its key, return that."""
        key = action.key
        if key not in self._looked:
            stored = await self._unit.actions.insert(action)
            return action if stored else await self._unit.actions.read(key) or action
        return self._known.get(key) or self._new.setdefault(key, action)

    async def update(self, action: ActionRow) -> None:
        """Store an action as its next version."""
        if self._new.get(action.key) is action:
            action.next_version(self._now)
        else:
            await self._unit.actions.update(action, self._now)

    async def read(self, key: str) -> ActionRow | None:
        """One action."""
        return self._new.get(key) or await self._unit.actions.read(key)

    async def write(self) -> None:
        """Store what was added.

        Raises:
            RuntimeError: somebody added one of them who does not hold its case.
        """
        new, self._new = self._new, {}
        self._looked -= new.keys()
        stored = await self._unit.actions.insert_all(list(new.values()))
        if len(stored) != len(new):
            raise RuntimeError(f"added meanwhile: {sorted(new.keys() - stored)}")

    async def used(self, row: CaseRow, action: PlannedAction) -> Ledgers:
        """What the ceilings are held against; what reaches staff alone has none."""
        if action.kind not in REACHING:
            return Ledgers()
        whose = row.shop, action.rule
        if whose not in self._ledgers:  # in this transaction nothing leaves
            ids = self._playbook.ids_of(action.rule)
            self._ledgers[whose] = await self._unit.ledgers.used(row.shop, ids, self._now)
        buyer = buyer_of(row)
        if buyer is None or not is_unasked(action):
            return self._ledgers[whose]
        return replace(self._ledgers[whose], told=await self._told(buyer))

    async def _told(self, buyer: BuyerKey) -> Sequence[Told]:
        if buyer not in self._heard:
            await self.write()
            return await self._unit.buyers.told(buyer, self._now - DAY)
        return self._heard[buyer]
