"""What happens out there: at customs, on the way, with the buyers, and to the chat."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from schemas.dispute import DisputeState
from schemas.order import OrderStatus
from schemas.parcel import Actor, Stage
from tests.faults.states.machine import BROKEN, FATE, ORDER, Machine
from tests.support.lives.facts import TOTAL
from tests.support.lives.outside import Fate
from tests.support.notifier import H

WHO = st.sampled_from([Actor.BUYER, Actor.BUYER, Actor.SELLER])

ENDED = [OrderStatus.CANCELLED, OrderStatus.CANCEL_REQUESTED, OrderStatus.REFUNDED]
WORDS = ("", "", "Please send it to my new address", "Please cancel my order")


class OutThere(Machine):
    """Facts that change, told at once or late; and what calls from here meet."""

    @rule(key=ORDER, who=WHO, late=st.booleans())
    def customs_holds(self, key: str, who: Actor, late: bool) -> None:
        """A parcel is held."""
        self.tell(self.facts.held(key, self.clock.now(), who), late=late)

    @rule(key=ORDER, late=st.booleans())
    def customs_releases(self, key: str, late: bool) -> None:
        """A hold ends."""
        self.tell(self.facts.released(key, self.clock.now()), late=late)

    @rule(key=ORDER, silent=st.booleans(), late=st.booleans())
    def feed_changes(self, key: str, silent: bool, late: bool) -> None:
        """The provider falls silent, or speaks again."""
        since = self.clock.now() if silent else None
        self.tell(self.facts.moved(key, feed_silent_since=since), late=late)

    @rule(key=ORDER, stage=st.sampled_from([Stage.PICKUP, Stage.DELIVERED, Stage.IN_TRANSIT]))
    def parcel_moves(self, key: str, stage: Stage) -> None:
        """A parcel comes nearer, or was not so near after all."""
        self.tell(self.facts.moved(key, stage=stage), late=False)

    @rule(
        key=ORDER,
        status=st.sampled_from([OrderStatus.SHIPPED] * 3 + ENDED),
        late=st.booleans(),
    )
    def order_changes(self, key: str, status: OrderStatus, late: bool) -> None:
        """An order is cancelled, or is to be, or was paid back; or it goes on."""
        self.tell(self.facts.placed(key, status=status), late=late)

    @rule(key=ORDER, hours=st.integers(1, 72), late=st.booleans())
    def buyer_disputes(self, key: str, hours: int, late: bool) -> None:
        """A dispute is opened, or submitted to again."""
        self.tell(self.facts.disputed(key, self.clock.now(), hours * H), late=late)

    @rule(key=ORDER, state=st.sampled_from(DisputeState), late=st.booleans())
    def dispute_changes(self, key: str, state: DisputeState, late: bool) -> None:
        """A dispute goes on."""
        self.tell(self.facts.answered(key, state), late=late)

    @rule(key=ORDER, text=st.sampled_from(WORDS), late=st.booleans())
    def buyer_writes(self, key: str, text: str, late: bool) -> None:
        """A buyer asks where it is, or wants it sent elsewhere, or not at all."""
        self.tell(*self.facts.written(key, self.clock.now(), text), late=late)

    @rule(key=ORDER, text=st.sampled_from([BROKEN, "1", "1", "2", "no, thanks", "hm"]))
    def buyer_answers(self, key: str, text: str) -> None:
        """A buyer complains, or answers what was or was not offered."""
        self.tell(*self.facts.written(key, self.clock.now(), text), late=False)

    @rule(key=ORDER, late=st.booleans())
    def refund_shows(self, key: str, late: bool) -> None:
        """The platform shows that money went back."""
        self.tell(self.facts.placed(key, refunded=TOTAL), late=late)

    @rule(fates=st.lists(FATE, min_size=1, max_size=3))
    def sending_fails(self, fates: list[Fate]) -> None:
        """What the next calls with an effect meet."""
        self.outside.fates = list(fates)

    @rule(fates=st.lists(st.sampled_from(["lost", "later", "refused", "token"]), max_size=3))
    def opening_fails(self, fates: list[str]) -> None:
        """What the next calls that open a chat meet."""
        self.outside.opening = list(fates)

    @rule(blind=st.booleans())
    def chat_goes_dark(self, blind: bool) -> None:
        """The chat cannot be read for now, or can again."""
        self.outside.blind = blind
