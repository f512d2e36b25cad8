"""What stands beside the claims of one transaction, read for all of them at once.

Under the shop's lock nobody else adds to it: each claim is judged by what was read and by what
those before it have added. All of that is written at once, too.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.notifier import talk
from services.notifier.actionrow import ActionRow
from services.notifier.admit import Ledgers
from services.notifier.brake import Traffic
from services.notifier.heard import DAY, Told
from services.notifier.kinds import COUNTED, SPEAKING
from services.notifier.playbook import Playbook
from services.notifier.stores.buyers import BuyerKey
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.unit import Unit


@dataclass(slots=True)
class Beside:
    """What has left one shop, what its buyers have heard, and what was said in their chats.

    A buyer hears one thing in a transaction, and in a chat one thing is said: so to those nothing
    is added. Made by ``beside``.

    Attributes:
        used: what has left, by the rule of an action.
        told: what buyers have heard unasked.
        said: by conversation, every action that spoke or may have spoken there.
        traffic: what the brake judges.
        written: actions in their next versions, to be written back.
    """

    shop: str
    now: datetime
    used: Mapping[str, Ledgers]
    told: Mapping[BuyerKey, Sequence[Told]]
    said: Mapping[str, Sequence[ActionRow]]
    traffic: Traffic
    written: list[ActionRow] = field(default_factory=list)
    _left: Counter[str] = field(default_factory=Counter)
    _messages: int = 0

    def ledgers(self, rule: str, ids: Collection[str], buyer: BuyerKey | None) -> Ledgers:
        """What the limits of a rule, which has and had these ids, are held against.

        Args:
            rule: as the action has it.
            ids: all of the rule's.
            buyer: who is told something unasked; None where nobody is.
        """
        read, left = self.used[rule], self._left.total()
        own = sum(self._left[name] for name in ids)
        return Ledgers(
            read.hour + left,
            read.day + left,
            read.rule_hour + own,
            read.rule_day + own,
            self.told.get(buyer, ()) if buyer is not None else (),
        )

    def coming(self) -> Traffic:
        """What the brake judges, where one thing more is about to leave."""
        left = self._left.total()
        sent, hour = self.traffic.sent + self._messages, self.traffic.hour + left + 1
        return replace(self.traffic, sent=sent, hour=hour)

    def leaves(self, action: ActionRow) -> None:
        """Count what was claimed."""
        if action.kind in COUNTED:
            self._left[action.rule] += 1
            self._messages += action.kind in SPEAKING

    async def write(self, unit: Unit) -> None:
        """Write what has changed, and count what leaves."""
        await unit.actions.write_all(self.written)
        if self._left:
            counted = dict(self._left), self.now
            await unit.ledgers.count_all(self.shop, *counted, messages=self._messages)


async def beside(
    unit: Unit, shop: str, free: Sequence[tuple[CaseRow, ActionRow]], book: Playbook, now: datetime
) -> Beside:
    """Read what stands beside ready actions of one shop, whose lock is held."""
    rules = sorted({action.rule for _, action in free})
    used = await unit.ledgers.used_by(shop, [book.ids_of(rule) for rule in rules], now)
    speaking = [row for row, action in free if action.kind in SPEAKING]
    buyers = {buyer for row in speaking if (buyer := buyer_of(row)) is not None}
    chats = {chat for row in speaking if (chat := talk.conversation(row.case)) is not None}
    told = await unit.buyers.told_all(sorted(buyers), now - DAY) if buyers else {}
    said: Mapping[str, Sequence[ActionRow]] = {}
    if chats:
        await unit.actions.lock_conversations(chats)
        said = await unit.actions.in_conversations(chats)
    traffic = await unit.ledgers.traffic(shop, now)
    return Beside(shop, now, dict(zip(rules, used, strict=True)), told, said, traffic)
