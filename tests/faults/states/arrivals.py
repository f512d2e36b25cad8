"""What the log does: records come late, again, unreadable, and from further back."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from services.runtime.kafka.breaker import OPENS_AT
from tests.faults.states.machine import ORDER, Machine


class Arrivals(Machine):
    """What comes in, in which order, and how often."""

    @rule(data=st.data())
    @precondition(lambda self: self.outside.lines)
    def platform_echoes(self, data: st.DataObject) -> None:
        """A line of the seller's side comes in as an event."""
        self.tell(*self.facts.echo(data.draw(st.sampled_from(self.outside.lines))), late=False)

    @rule(data=st.data())
    @precondition(lambda self: self.held_back)
    def held_back_arrives(self, data: st.DataObject) -> None:
        """A record comes after those that it should have come before."""
        place = data.draw(st.integers(0, len(self.held_back) - 1))
        self.append(self.held_back.pop(place))

    @rule(data=st.data())
    def repeated(self, data: st.DataObject) -> None:
        """A record comes again, as a record of its own."""
        self.append(data.draw(st.sampled_from(self.sent)))

    @rule(key=ORDER)
    @precondition(lambda self: self.spoilt < OPENS_AT - 1)
    def unreadable(self, key: str) -> None:
        """A record that nobody can read; with one more in a row their kind would be held back."""
        self.spoilt += 1
        self.log.append_unreadable(key, self.clock.now())

    @rule(topic=st.sampled_from(["orders", "parcels", "disputes", "conversations"]))
    def commits_lost(self, topic: str) -> None:
        """After a rebalance the next owner begins further back."""
        self.log.rewind(topic, 3)
