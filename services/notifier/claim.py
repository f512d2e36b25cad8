"""Claiming: a transaction in which ready actions are planned afresh and fixed word for word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from schemas.action import ActionKind, ActionStatus
from schemas.base import shop_of
from schemas.order import Order
from services.notifier import outcome, talk
from services.notifier.actionrow import ActionRow
from services.notifier.admit import AsTask, Go, Later, Verdict, admit, is_unasked, later
from services.notifier.asked import put
from services.notifier.beside import Beside, beside
from services.notifier.braking import judged
from services.notifier.case import remember
from services.notifier.casework import Casework, learn_marks
from services.notifier.conversing import another_offer, held_until
from services.notifier.deeds import decide
from services.notifier.kinds import COUNTED, PAYING, SPEAKING
from services.notifier.money import no_rate
from services.notifier.pages import SET_ASIDE, report_failure
from services.notifier.paying import same_remedy, spend_of_action
from services.notifier.plan import NEVER, Plan, PlannedAction, plan
from services.notifier.policy import Surroundings
from services.notifier.settle import changed, take, why_not
from services.notifier.sisters import learn_answers
from services.notifier.speech import Text, approved, render, spoken
from services.notifier.spending import Spend, over
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Unit
from services.runtime.kafka.outcome import Bug, judge

log = structlog.get_logger()

CANDIDATES = 100
"""Ready actions looked at for those whose cases nobody else holds."""

Due = tuple[str, str]
"""Key and order key of an action that is due."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is to be performed now, and by nobody else.

    Attributes:
        at: machine time of the claim, read before any lock was waited for: past the time limit it
            may no longer be performed.
    """

    action: ActionRow
    order: Order
    shop: str
    at: float


@dataclass(frozen=True, slots=True)
class Free:
    """A ready action and its case, both locked."""

    row: CaseRow
    action: ActionRow


@dataclass(frozen=True, slots=True)
class Found:
    """What was claimed; ``more`` where another call may find something."""

    claimed: Sequence[Claimed] = ()
    more: bool = False


async def claim(
    unit: Unit,
    casework: Casework,
    free: Sequence[Free],
    now: datetime,
    at: float,
    *,
    in_hand: Collection[str] = (),
) -> Found:
    """Claim ready actions of one shop one after the other, or find that they are not to be done.

    Each is judged with those before it counted, said and spent. Left as they are, for the next
    transaction: one that would speak where another is in hand, or to a buyer of whom another was
    judged, and those after one at which the brake has paused the shop.

    Args:
        unit: the transaction that holds them.
        casework: what they are planned with.
        free: what ``free_of`` has found.
        now: domain time.
        at: ``time.monotonic()`` at ``now``: the lease and the time limit begin together.
        in_hand: conversations in which the caller is about to speak.
    """
    if not free:
        return Found()
    shop = free[0].row.shop
    # Before the pauses are read: none can come between them and the claims.
    await unit.ledgers.lock(shop)
    around = (await casework.world.surroundings(unit))(shop)
    await learn_marks(unit, [each.row for each in free], now)
    await learn_answers(unit, [each.row for each in free], now)
    pairs = [(each.row, each.action) for each in free]
    book = casework.world.playbook
    stands = await beside(unit, shop, pairs, book, now)
    claimed: list[Claimed] = []
    settled: list[CaseRow] = []
    noted: list[CaseRow] = []
    folded: set[str] = set()
    spoken_in, judged_of = set(in_hand), set[str]()
    for each in free:
        if each.action.kind in SPEAKING:
            if talk.conversation(each.row.case) in spoken_in:
                continue  # judged now, it would wait for a lease that ends with the answer
            if (buyer := _reference(each.row)) in judged_of:
                continue
            judged_of |= {buyer} - {""}
        claiming = _Claiming(unit, casework, each, around, stands)
        order = await claiming.run()
        (noted if claiming.quiet else settled).append(each.row)
        folded |= claiming.folded
        if order is not None:
            claimed.append(Claimed(each.action, order, shop, at))
            spoken_in |= {each.action.conversation} if each.action.conversation else set()
        if claiming.braked:
            break
    await stands.write(unit)
    # Alerts are locked last: whoever settles in a conversation that is waited for above folds them.
    await casework.settle(unit, settled, now, folded)
    await unit.cases.save(noted)
    return Found(claimed, more=bool(settled or noted))


def _reference(row: CaseRow) -> str:
    """The buyer's, as the platform tells it; empty where it does not."""
    return row.case.order.buyer.reference if row.case.order else ""


async def free_of(unit: Unit, due: Sequence[Due], now: datetime, most: int) -> list[Free]:
    """Ready actions of one shop that nobody else holds, the longest due, with their cases locked.

    One of an order at most. The relay holds an action while Kafka takes it. Whoever waited for that
    with the shop's lock in hand would have all claims of the shop, and every pause, wait for Kafka.

    No savepoint lies between these locks and what changes the rows: the pair would make each a
    MultiXact, of which no index lets go until a vacuum, and every look at what is due next would
    pass over all that was due before.
    """
    keys = {order: key for key, order in reversed(due)}  # the longest due of each order
    waiting = list(dict.fromkeys(order for _, order in due))
    while waiting:
        mine = [order for order in waiting if shop_of(order) == shop_of(waiting[0])][:most]
        waiting = [order for order in waiting if order not in mine]
        rows = await unit.cases.lock_free(mine)
        held = await unit.actions.lock_free([keys[row.order_key] for row in rows])
        # Another dispatcher may have had one before we had the lock.
        ready = {one.order_key: one for one in held if _is_ready(one, now)}
        found = [Free(row, ready[row.order_key]) for row in rows if row.order_key in ready]
        if found:
            return sorted(found, key=lambda one: mine.index(one.row.order_key))
    return []


async def set_aside(
    unit: Unit,
    casework: Casework,
    key: str,
    order_key: str,
    *,
    error: Exception,
    now: datetime,
) -> None:
    """Let an action on which our own code failed wait, and page: all others go on.

    Raises:
        Unavailable: our means failed, not our code.
    """
    await report_error(unit, casework, order_key, error=error, now=now)
    await unit.actions.set_aside(key, now + SET_ASIDE)


async def report_error(
    unit: Unit, casework: Casework, order_key: str, *, error: Exception, now: datetime
) -> None:
    """Say that our own code failed on an action of an order.

    Raises:
        Unavailable: our means failed, not our code.
    """
    found = judge(error)
    reason = found.reason if isinstance(found, Bug) else type(error).__name__
    log.error("action.bug", order=order_key, reason=reason, exc_info=error)
    await report_failure(unit, order_key, reason, casework.receivers, now)


class _Claiming:
    """One ready action under the locks of its case and of the shop.

    Attributes:
        folded: alerts with a new cause, to be folded by whoever ends the transaction.
        braked: the brake has paused the shop.
        quiet: nothing else is to be done about the case now: it need not be settled before the
            answer is recorded, which settles it.
    """

    def __init__(
        self, unit: Unit, casework: Casework, free: Free, around: Surroundings, stands: Beside
    ) -> None:
        self._unit = unit
        self._casework = casework
        self._row = free.row
        self._action = free.action
        self._around = around
        self._stands = stands
        self._now = stands.now
        self.folded: set[str] = set()
        self.braked = False
        self.quiet = False

    async def run(self) -> Order | None:
        """Plan afresh; claim the action (returns its order), or write into it why not.

        Whoever calls settles the case, or where it is ``quiet`` saves it.
        """
        world, row, around = self._casework.world, self._row, self._around
        planned = plan(row.case, world.playbook, around, self._now)
        wanted = next((each for each in planned.actions if each.key == self._action.key), None)
        claimed = None
        if wanted is None or row.case.order is None:
            outcome.withdraw(self._action, why_not(planned, self._action))
        else:
            verdict = await self._verdict(wanted, around)
            if isinstance(verdict, Go):
                await self._fix(wanted, around, verdict.channel)
                claimed = row.case.order
            else:
                await self._instead(wanted, around, verdict)
        self._action.next_version(self._now)
        self._stands.written.append(self._action)
        take(row, changed(self._action), self._now)
        if claimed is not None and self._rests(planned):
            row.case = remember(row.case, planned.seen)
            self.quiet = True
        return claimed

    def _rests(self, planned: Plan) -> bool:
        """Whether the plan holds nothing for now but the action that was claimed."""
        due = {one.key for one in planned.actions if one.due_at <= self._now}
        return not planned.missed and due <= {self._action.key}

    def _fixed(self, wanted: PlannedAction) -> bool:
        """Whether the words leave as they are: a person approved them, or they may have left."""
        return bool(self._action.text) and (wanted.approved or self._action.doubts > 0)

    async def _verdict(self, wanted: PlannedAction, around: Surroundings) -> Verdict:
        row, now = self._row, self._now
        if wanted.due_at > now:
            return Later(wanted.due_at, "it waits for its time")
        ids = self._casework.world.playbook.ids_of(self._action.rule)
        buyer = buyer_of(row) if is_unasked(wanted) else None
        ledgers = self._stands.ledgers(self._action.rule, ids, buyer)
        verdict = admit(wanted, row.case, ledgers, around, now)
        texts, action = self._casework.world.texts, self._action
        if not self._fixed(wanted):
            verdict = spoken(verdict, wanted, row.case, around, texts, now=now)
        elif not action.doubts:  # else it may have been said, and then it is said as it was
            fixed = Text("", action.text, action.language)
            verdict = approved(verdict, wanted, row.case, around, texts, text=fixed, now=now)
        if not isinstance(verdict, Go) or wanted.kind not in COUNTED:
            return verdict
        conversation = talk.conversation(row.case)
        if wanted.kind in SPEAKING and conversation is not None:
            said, key = self._stands.said.get(conversation, ()), self._action.key
            held = held_until(conversation, said, key, (row.case, around.manners), now)
            if held is not None:
                return later(wanted, *held)
            if wanted.kind is ActionKind.OFFER and another_offer(said, key, now):
                return AsTask("an offer about another order stands in this chat")
        if wanted.kind in PAYING and (over := await self._over(wanted, around)):
            return AsTask(over)
        coming = self._stands.coming()
        why = await judged(self._unit, self._casework, row.shop, now, traffic=coming)
        self.braked = why is not None
        return Later(NEVER, f"paused: {why}") if why else verdict

    async def _over(self, wanted: PlannedAction, around: Surroundings) -> str:
        """Why the caps do not let it cost what it may; empty where they do."""
        spend, order = self._spend(wanted, around), self._row.case.order
        if spend is None or order is None or order.total is None:
            return "what it may cost is not known"
        if wanted.kind is ActionKind.REMEDY and not same_remedy(wanted.args, self._action.args):
            return "the buyer's answer is another one than was let go"
        if spend.expires_at and spend.expires_at < self._now + around.shop.offers.least:
            return "it waited for so long that the buyer would have no time to choose"
        if against := no_rate(order.total.currency, around.shop.offers, spend.day):
            return against
        known = await self._unit.spends.beside(spend)
        return over(spend, known, around.shop.offers, self._now)

    def _spend(self, wanted: PlannedAction, around: Surroundings) -> Spend | None:
        """What it holds or spends; the shop's ledgers are locked."""
        offer = self._action.offer if self._fixed(wanted) else wanted.offer
        return spend_of_action(wanted, offer, self._row.case, around, self._now)

    async def _fix(self, wanted: PlannedAction, around: Surroundings, channel: str) -> None:
        """Fix the words, and count what leaves; a text that was approved leaves as it was."""
        action = self._action
        if action.kind in PAYING:
            await self._pay(wanted, around)
        if action.kind in SPEAKING:
            texts = self._casework.world.texts
            if not self._fixed(wanted):
                said = render(wanted, self._row.case, around, texts)
                action.give_text(said.body, said.language)
            action.conversation = talk.conversation(self._row.case)
        action.channel = channel
        outcome.claim(action, self._now)
        self._stands.leaves(action)

    async def _pay(self, wanted: PlannedAction, around: Surroundings) -> None:
        """Hold what an offer may cost, or spend what its remedy costs: before it may leave."""
        spend = self._spend(wanted, around)
        if spend is not None:
            await self._unit.spends.put(spend)
        if not self._fixed(wanted):
            self._action.offer = wanted.offer

    async def _instead(self, wanted: PlannedAction, around: Surroundings, verdict: Verdict) -> None:
        extra = decide(
            self._action,
            wanted,
            verdict,
            row=self._row,
            around=around,
            texts=self._casework.world.texts,
            now=self._now,
        )
        if isinstance(extra, Task):
            await put(self._unit, extra, self._action)
        elif extra is not None and await self._unit.alerts.add_cause(extra):
            self.folded.add(extra.dedup_key)


def _is_ready(action: ActionRow, now: datetime) -> bool:
    if action.status is not ActionStatus.READY:
        return False
    return action.retry_at is not None and action.retry_at <= now
