"""What people do when a task, a page or a buyer calls for them."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from schemas.conversation import Message
from schemas.dispute import AnswerDue, DisputeState
from schemas.order import OrderStatus
from services.notifier import tasks
from services.notifier.cause import Cause
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Unit
from tests.faults.month.life import Life
from tests.faults.month.traders import DAY, H
from tests.faults.month.truth import Happens
from tests.support.lives.outside import Line
from tests.support.memory.unit import MemoryUnit

if TYPE_CHECKING:
    from tests.faults.month.play import Play

APPROVES = 0.9
ROUNDS_AGAIN, ESCALATES = 0.2, 0.1
"""Of the disputes that were answered: submitted to again; gone to the platform."""


class Acts:
    """The staff of one shop, and what comes of what they do."""

    def __init__(self, play: "Play") -> None:
        self._play = play
        self._dice = play._dice

    def unit(self) -> Unit:
        """A transaction over whoever is in hand."""
        return MemoryUnit(self._play.stores.tables)

    def soon(
        self, life: Life, after: timedelta, act: Callable[..., Awaitable[None]], *about: Any
    ) -> None:
        """It is done after a while."""
        life.coming += 1

        async def do() -> None:
            life.coming -= 1
            await act(life, *about)

        self._play.at(self._play.clock.now() + after, life, do)

    async def deal(self, life: Life, key: str) -> None:
        """Somebody sees a task, and does what it asks for."""
        task = life.tables.tasks.get(key)
        if task is None or task.status != "open":
            return
        now, stores = self._play.clock.now(), self._play.stores
        if task.kind == "approve":
            if self._dice.random() < APPROVES:
                await tasks.approve(stores, now, task.id, "staff")
            else:
                await tasks.refuse(stores, now, task.id, "staff")
        elif task.rule.startswith("dispute-"):
            await tasks.take_task(stores, now, task.id, "staff")
            after = timedelta(minutes=self._dice.uniform(10, 120))
            self.soon(life, after, self._answers, task)
        else:
            await tasks.done(stores, now, task.id, "staff")
            await self._outcome(life, task, now)

    async def _outcome(self, life: Life, task: Task, now: datetime) -> None:
        if task.kind == "send":
            self._says(life, task.body)
        elif task.rule.startswith("buyer-"):
            self._says(life, f"We look into it. {task.id}")
        elif task.rule == "cancel-asked":
            order = life.truth.orders[task.order_key]
            if order.shipped_at is None:
                gone = {"status": OrderStatus.CANCELLED}
                await self._play.tell(life, Happens(now, "order", order.key, changes=gone))

    def _says(self, life: Life, text: str) -> None:
        """A person writes in the chat, where the marketplace has one that is read."""
        self._play.market.by_hand(f"c-{life.buyer}", text)

    async def echo(self, life: Life, line: Line) -> None:
        """The platform pushes what the seller's side has said."""
        shop = self._play.trader.key
        said = Message(
            id=f"{shop}/{line.conversation}/{line.ref}",
            shop=shop,
            conversation=line.conversation,
            source_ref=line.ref,
            buyer=life.buyer,
            order_keys=tuple(life.truth.orders),
            sender="seller",
            sent_at=line.at,
            text=line.text,
            blocked=line.blocked,
        )
        now = self._play.clock.now()
        await self._play.tell(life, Happens(now, "message", said.id, said))

    async def on_page(self, life: Life, cause: Cause) -> None:
        """Somebody is woken, takes the dispute and answers it."""
        for task in list(life.tables.tasks.values()):
            action = life.tables.actions.get(task.action_key)
            about = action is not None and action.occasion == cause.occasion
            if about and task.status == "open" and task.rule.startswith("dispute-"):
                if task.assignee:
                    return  # a colleague has come to work since, and answers it
                now = self._play.clock.now()
                await tasks.take_task(self._play.stores, now, task.id, "on call")
                self.soon(life, timedelta(minutes=15), self._answers, task)
                return

    async def _answers(self, life: Life, task: Task) -> None:
        """The dispute is answered on the platform, and the task reported done."""
        now = self._play.clock.now()
        action = life.tables.actions[task.action_key]
        ref, number = action.occasion.rsplit("#", 1)
        dispute = life.truth.disputes[ref]
        held = life.tables.tasks[task.key]
        if held.status == "open":
            await tasks.done(self._play.stores, now, held.id, "staff")
        if dispute.state is not DisputeState.OPEN or str(dispute.round) != number:
            return
        answered = {"state": DisputeState.ANSWERED, "answer_due": None}
        await self._play.tell(life, Happens(now, "dispute", ref, changes=answered))
        luck, wait = self._dice.random(), self._dice.uniform(0.5, 5) * DAY
        if luck < ROUNDS_AGAIN and dispute.round < 3:
            self.soon(life, wait, self._submits, ref, DisputeState.OPEN)
        elif luck < ROUNDS_AGAIN + ESCALATES:
            self.soon(life, wait, self._submits, ref, DisputeState.ESCALATED)
        else:
            self.soon(life, wait, self._closes, ref)

    def until_due(self, life: Life, ref: str) -> None:
        """Nobody answers in time: the platform does as the buyer asked."""
        dispute = life.truth.disputes[ref]
        if dispute.state is DisputeState.OPEN and dispute.answer_due:
            left = dispute.answer_due.at - self._play.clock.now()
            self.soon(life, max(left, timedelta()), self._runs_out, ref, dispute.round)

    async def _runs_out(self, life: Life, ref: str, number: int) -> None:
        dispute = life.truth.disputes[ref]
        if dispute.state is DisputeState.OPEN and dispute.round == number:
            await self._closes(life, ref, "executed")
            now = self._play.clock.now()
            back = {"status": OrderStatus.REFUNDED}
            await self._play.tell(life, Happens(now, "order", dispute.order_key, changes=back))

    async def _submits(self, life: Life, ref: str, state: DisputeState) -> None:
        now, dispute = self._play.clock.now(), life.truth.disputes[ref]
        again = {"state": state}
        if state is DisputeState.OPEN:
            due = now + self._play.trader.answer_hours * H
            again |= {
                "round": dispute.round + 1,
                "answer_due": AnswerDue(at=due, source="stated"),
            }
        else:
            self.soon(life, 7 * DAY, self._closes, ref)
        await self._play.tell(life, Happens(now, "dispute", ref, changes=again))

    async def _closes(self, life: Life, ref: str, how: str = "settled") -> None:
        now = self._play.clock.now()
        closed = {"state": DisputeState.CLOSED, "answer_due": None, "outcome": how}
        await self._play.tell(life, Happens(now, "dispute", ref, changes=closed))
