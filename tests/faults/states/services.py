"""What the services do, and die of: batches, what is due, and time that passes."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.faults.states.machine import HORIZON, Machine
from tests.support.lives.process import Process
from tests.support.notifier import D, H

MOST = st.integers(1, 5)
BY = st.sampled_from([timedelta(seconds=20), timedelta(minutes=2), H, 6 * H, D, 3 * D])

DEATH = st.one_of(st.just(0), st.integers(1, 6), st.integers(1, 25))
"""Points until a process dies; 0 lets it live."""

SEED = st.integers(0, 999)


class Services(Machine):
    """Two replicas at work, one after the other or both at once."""

    @rule(most=MOST, which=st.integers(0, 1), death=DEATH, seed=SEED, both=st.booleans())
    def deliver(self, most: int, which: int, death: int, seed: int, both: bool) -> None:
        """A batch is handled, by two owners at once where a rebalance comes between."""
        records = self.log.unread(most)

        async def handle(process: Process) -> None:
            await process.read(records)

        if records and self.attempt(handle, which, death, seed, both=both):
            self.log.commit(records)

    @rule(which=st.integers(0, 1), death=DEATH, seed=SEED, both=st.booleans())
    def work(self, which: int, death: int, seed: int, both: bool) -> None:
        """Everything that is due, by one replica or both."""
        self.attempt(Process.work, which, death, seed, both=both)

    @rule(most=MOST, which=st.integers(0, 1), death=DEATH, seed=SEED, by=BY)
    def turn(self, most: int, which: int, death: int, seed: int, by: timedelta) -> None:
        """Time passes, a replica reads what has come, and does what is due."""
        self.outside.step_to(self.clock.now() + by)
        records = self.log.unread(most)

        async def handle(process: Process) -> None:
            await process.read(records)
            await process.work()

        if self.attempt(handle, which, death, seed, both=False):
            self.log.commit(records)

    @rule(back=st.booleans())
    def playbook_taken(self, back: bool) -> None:
        """Another playbook is taken into force, or that of the settings again."""
        self.take_playbook(back=back)

    @rule(by=BY)
    def time_passes(self, by: timedelta) -> None:
        """The clock is stepped."""
        self.outside.step_to(self.clock.now() + by)

    @rule(seed=SEED, times=st.integers(1, 3))
    def next_due(self, seed: int, times: int) -> None:
        """The clock is stepped to the next instant at which anything is due, and it is done."""
        for _ in range(times):
            at = self.do(self.soonest())
            if at is not None and at < HORIZON:
                self.outside.step_to(max(at, self.clock.now()))
                self.work_by_both(seed)
                self.buyers_answer()
