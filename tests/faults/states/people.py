"""What people do: at the desk, with an order in hand, in the chat, and with the pauses."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from services.notifier import buyers, people, tasks
from services.notifier.records import Mark
from services.runtime.errors import InvalidInput
from tests.faults.states.machine import ORDER, Machine
from tests.support.lives.facts import BUYERS, SHOP


class People(Machine):
    """The shop's staff."""

    @rule(data=st.data(), what=st.sampled_from(["take", "done", "approve", "approve", "refuse"]))
    def at_the_desk(self, data: st.DataObject, what: str) -> None:
        """A task is taken, done, approved or refused; what was to be sent by hand is sent."""
        stores, now = self.on.stores, self.clock.now()
        found = self.do(tasks.list_tasks(stores))
        if not found:
            return
        task = data.draw(st.sampled_from([one.id for one in found]))
        acts = {
            "take": tasks.take_task,
            "done": tasks.done,
            "approve": tasks.approve,
            "refuse": tasks.refuse,
        }
        try:
            did = self.do(acts[what](stores, now, task, "staff"))
        except InvalidInput:
            return
        if what == "done" and did.kind == "send":
            self.outside.by_hand(f"c-{BUYERS[did.order_key]}", did.body)

    @rule(key=ORDER, back=st.booleans())
    def in_hand(self, key: str, back: bool) -> None:
        """An order is taken over, or handed back."""
        act = people.hand_back if back else people.take_over
        try:
            self.do(act(self.on.stores, self.clock.now(), key, "staff"))
        except InvalidInput:
            return

    @rule(key=ORDER)
    def staff_write(self, key: str) -> None:
        """A person writes in the chat, past this program."""
        count = len(self.outside.lines)
        self.outside.by_hand(f"c-{BUYERS[key]}", f"I look into it ({count})")

    @rule(key=ORDER, word=st.sampled_from(Mark), off=st.sampled_from([False, True, True]))
    def mark(self, key: str, word: Mark, off: bool) -> None:
        """Staff mark the buyer of an order, or take the mark away."""
        change = buyers.unmark if off else buyers.mark
        buyer = (SHOP, BUYERS[key])
        self.do(change(self.on.stores, self.clock.now(), buyer, [word], "staff"))

    @rule(scope=st.sampled_from(["all", SHOP]))
    def pause(self, scope: str) -> None:
        """Nothing leaves from now on."""
        self.do(people.pause(self.on.stores, self.clock.now(), scope, "a test", "staff"))
        self.outside.paused = True

    @rule()
    def resume(self) -> None:
        """Everything may leave again."""
        self.lift_pauses()
