"""Looks at a channel after the fact: what did an unanswered send leave, was a message blocked?"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from schemas.action import ActionStatus
from schemas.base import shop_of
from services.connectors.ports import OwnMessage
from services.notifier import channels, outcome
from services.notifier.actionrow import ActionRow
from services.notifier.casework import Casework
from services.notifier.channels import NotDone
from services.notifier.claim import set_aside
from services.notifier.outcome import FollowUp
from services.notifier.ownership import left_by
from services.notifier.record import decide_again, unmoved
from services.notifier.stores.unit import Stores
from services.runtime.clock import Clock
from services.runtime.together import together

AT_ONCE = 4
"""Looks made at once by one process: none is leased that waits for another's answer."""


class Looks:
    """Looks at the channels on which something is not settled."""

    def __init__(self, *, stores: Stores, clock: Clock, casework: Casework) -> None:
        self._stores = stores
        self._clock = clock
        self._casework = casework

    async def work(self, goes_on: Callable[[], bool]) -> int:
        """Look wherever a look is due; a look that fails is due again when its lease ends.

        Args:
            goes_on: asked before every few looks.

        Returns:
            How many looks were made.
        """
        count = 0
        looks = ((ActionStatus.UNCERTAIN, self._look), (ActionStatus.DONE, self._read))
        for status, look in looks:
            while goes_on() and (leased := await self._lease(status)):
                await together([partial(self._one, look, action) for action in leased])
                count += len(leased)
        return count

    async def _lease(self, status: ActionStatus) -> list[ActionRow]:
        now = self._clock.now()
        async with self._stores.transaction() as unit:
            return await unit.actions.lease(
                status, now=now, until=now + outcome.LEASE, limit=AT_ONCE
            )

    async def _one(self, look: Callable[[ActionRow], Awaitable[None]], leased: ActionRow) -> None:
        try:
            await look(leased)
        except Exception as error:  # noqa: BLE001 - judged: an outage is raised on
            await self._set_aside(leased, error)

    async def _set_aside(self, leased: ActionRow, error: Exception) -> None:
        """One that our own code fails on waits, unless somebody else has settled it meanwhile."""
        key, order_key, now = leased.key, leased.order_key, self._clock.now()
        async with self._stores.transaction() as unit:
            await unit.cases.lock_one(order_key)
            action = await unit.actions.read(key)
            if action is not None and unmoved(action, leased):
                await set_aside(unit, self._casework, key, order_key, error=error, now=now)

    async def _look(self, leased: ActionRow) -> None:
        """For the message that an uncertain action has left."""
        acts = self._casework.world.acts_of(shop_of(leased.order_key))
        conversation, since = _sent(leased)
        seen: Sequence[OwnMessage] | NotDone | None = None
        if acts.reads_back:
            seen = await channels.own_messages(acts, conversation, since)
        now = self._clock.now()
        async with self._stores.transaction() as unit:
            actions = await unit.actions.in_conversation(conversation)

            def decision(action: ActionRow) -> FollowUp | None:
                if seen is None:  # the shop's setting says so since the send
                    return outcome.never_known(action)
                if isinstance(seen, NotDone):
                    return outcome.blind(action, now)
                return outcome.looked(action, left_by(action, seen, actions), now)

            await decide_again(
                unit,
                self._casework,
                leased,
                decision=decision,
                now=now,
            )

    async def _read(self, leased: ActionRow) -> None:
        """Whether a message that was sent has been blocked."""
        acts = self._casework.world.acts_of(shop_of(leased.order_key))
        conversation, since = _sent(leased)
        blocked = await channels.read_back(acts, conversation, leased.external_ref, since)
        now = self._clock.now()
        async with self._stores.transaction() as unit:
            await decide_again(
                unit,
                self._casework,
                leased,
                decision=lambda action: outcome.read_again(action, blocked, now),
                now=now,
            )


def _sent(action: ActionRow) -> tuple[str, datetime]:
    """Where an action has spoken, or may have, and when it was claimed."""
    if action.conversation is None or action.claimed_at is None:
        raise ValueError(f"{action.key} was never sent")
    return action.conversation, action.claimed_at
