"""Buyers in memory."""

from collections.abc import Collection
from datetime import datetime

from typing_extensions import override

from schemas.action import ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.heard import Told
from services.notifier.kinds import SPEAKING
from services.notifier.records import Mark, Marks
from services.notifier.stores.buyers import BuyerKey, BuyerStore
from services.notifier.stores.cases import buyer_of
from tests.support.memory.tables import Tables

_SPOKEN = {ActionStatus.CLAIMED, ActionStatus.DONE, ActionStatus.UNCERTAIN}


class MemoryBuyers(BuyerStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @override
    async def marks(self, buyers: Collection[BuyerKey]) -> dict[BuyerKey, Marks]:
        return {key: self._tables.buyers[key] for key in buyers if key in self._tables.buyers}

    @override
    async def mark(self, buyer: BuyerKey, marks: Collection[Mark], by: str, now: datetime) -> Marks:
        version = self._tables.buyers.get(buyer, Marks()).version + 1
        self._tables.buyers[buyer] = Marks(version=version, words=tuple(sorted(marks)), by=by)
        return self._tables.buyers[buyer]

    @override
    async def orders(self, buyer: BuyerKey) -> list[str]:
        rows = self._tables.cases.values()
        return sorted(row.order_key for row in rows if buyer_of(row) == buyer)

    @override
    async def dealt(
        self, buyers: Collection[BuyerKey], messages: Collection[str]
    ) -> frozenset[str]:
        orders = {key for buyer in buyers for key in await self.orders(buyer)}
        return frozenset(
            message
            for row in self._tables.actions.values()
            if row.order_key in orders and (self._answers(row) or self._closed(row))
            for message in messages
            if message in (row.occasion.split("~")[0], row.args.get("message"))
        )

    def _answers(self, row: ActionRow) -> bool:
        if row.kind in SPEAKING:
            sure = row.status is ActionStatus.DONE
            sure = sure or (row.status is ActionStatus.UNCERTAIN and row.retry_at is None)
            return row.channel == "chat" and sure
        acts = row.kind in {ActionKind.REMEDY, ActionKind.TASK} and "remedy" in row.args
        return acts and row.status in _SPOKEN | {ActionStatus.FAILED}

    def _closed(self, row: ActionRow) -> bool:
        return any(
            task.action_key == row.key
            and (task.status == "refused" or (task.status == "done" and task.kind != "approve"))
            for task in self._tables.tasks.values()
        )

    @override
    async def told_all(
        self, buyers: Collection[BuyerKey], since: datetime
    ) -> dict[BuyerKey, list[Told]]:
        return {buyer: await self._told(buyer, since) for buyer in buyers}

    async def _told(self, buyer: BuyerKey, since: datetime) -> list[Told]:
        orders = set(await self.orders(buyer))
        found = [
            Told(row.key, row.order_key, row.rule, at, row.channel == "chat")
            for row in self._tables.actions.values()
            if row.order_key in orders
            and row.kind in SPEAKING
            and not {"message", "offer"} & set(row.args)
            if (at := row.claimed_at or row.done_at) and at > since and self._counts(row)
        ]
        return sorted(found, key=lambda one: (one.at, one.key))

    def _counts(self, row: ActionRow) -> bool:
        if row.channel == "chat":
            return row.status in _SPOKEN
        task = self._tables.tasks.get(row.key)
        return (
            row.channel == "task"
            and row.status is ActionStatus.DONE
            and task is not None
            and task.status in {"open", "done"}
        )
