"""Which of two reads is newer, and when the version grows."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Buyer, Destination, Order, OrderStatus
from services.ingest.versions import DRIFT, Stored, advance, next_deadline

T0 = datetime(2026, 3, 2, tzinfo=UTC)


def order(
    status: OrderStatus = OrderStatus.PAID,
    *,
    updated: datetime | None = T0,
    read: datetime = T0,
    protection_end: datetime | None = None,
) -> Order:
    """A draft of one order."""
    return Order(
        key="lazada/shop-1/1",
        status=status,
        placed_at=T0,
        destination=Destination(country="MY"),
        buyer=Buyer(reference="b1"),
        protection_end=protection_end,
        source_updated_at=updated,
        read_started_at=read,
    )


def fold(*drafts: Order) -> Stored:
    """The stored object after reads in this order."""
    stored: Stored | None = None
    for draft in drafts:
        stored = advance(stored, draft, T0) or stored
    assert stored is not None
    return stored


def test_the_same_state_read_twice_is_one_version() -> None:
    """A later read of an unchanged object moves the read time and not the version."""
    stored = fold(order(), order(read=T0 + timedelta(hours=1)))
    assert stored.version == 1
    assert stored.read_started_at == T0 + timedelta(hours=1)


def test_a_b_a_is_three_versions() -> None:
    """A state that comes back is a change like any other."""
    later = [T0 + timedelta(hours=n) for n in range(3)]
    stored = fold(
        order(OrderStatus.PAID, updated=later[0], read=later[0]),
        order(OrderStatus.FROZEN, updated=later[1], read=later[1]),
        order(OrderStatus.PAID, updated=later[2], read=later[2]),
    )
    assert stored.version == 3
    assert stored.body["status"] == "paid"


def test_an_older_source_time_loses_whenever_it_is_read() -> None:
    """A stale answer that arrives late changes nothing."""
    new = order(OrderStatus.SHIPPED, updated=T0 + timedelta(hours=2), read=T0)
    stale = order(OrderStatus.PAID, updated=T0, read=T0 + timedelta(hours=5))
    assert fold(new, stale).body["status"] == "shipped"


def test_without_a_source_time_the_later_read_wins() -> None:
    """US Pacific's doubled hour has no source time: the read's own start decides."""
    first = order(OrderStatus.PAID, updated=None, read=T0)
    second = order(OrderStatus.SHIPPED, updated=None, read=T0 + timedelta(minutes=1))
    assert fold(first, second).body["status"] == "shipped"
    assert fold(second, first).body["status"] == "shipped"


def test_time_left_read_twice_is_one_version() -> None:
    """A deadline that only drifted keeps its stored value; a real move is a new version."""
    end = T0 + timedelta(days=10)
    drifted = order(protection_end=end + DRIFT, read=T0 + timedelta(hours=1))
    assert fold(order(protection_end=end), drifted).version == 1
    moved = order(protection_end=end + DRIFT + timedelta(seconds=1), read=T0 + timedelta(hours=1))
    assert fold(order(protection_end=end), moved).version == 2


_reads = st.lists(
    st.tuples(st.sampled_from(list(OrderStatus)), st.integers(0, 20)), min_size=1, max_size=8
)


@given(_reads, st.randoms(use_true_random=False))
def test_the_order_of_reads_does_not_decide_the_last_state(
    reads: list[tuple[OrderStatus, int]], random: object
) -> None:
    """Whatever the order of arrival, the state with the latest source time is the one kept."""
    by_time = {minute: status for status, minute in reads}
    drafts = [
        order(status, updated=T0 + timedelta(minutes=minute), read=T0 + timedelta(minutes=minute))
        for minute, status in by_time.items()
    ]
    shuffled = list(drafts)
    random.shuffle(shuffled)  # type: ignore[attr-defined] - hypothesis types it as object
    stored = fold(*shuffled)
    assert stored.body["status"] == by_time[max(by_time)]
    assert 1 <= stored.version <= len(drafts)


def test_a_dispute_stays_opened_when_it_was_first_known() -> None:
    """A platform that does not say when is read again and again: no read opens it anew."""

    def dispute(at: datetime, state: DisputeState = DisputeState.ESCALATED) -> Dispute:
        return Dispute(
            id="ozon/shop-1/1",
            order_key="ozon/shop-1/1",
            kind=DisputeKind.OTHER,
            phase=DisputePhase.ARBITRATION,
            state=state,
            opened_at=at,
            source_ref="1",
            read_started_at=at,
        )

    later = T0 + timedelta(days=1)
    stored = advance(None, dispute(T0), T0)
    again = advance(stored, dispute(later), later)
    assert again is not None
    assert (again.version, again.body["opened_at"]) == (1, "2026-03-02T00:00:00Z")
    over = advance(again, dispute(later, DisputeState.CLOSED), later)
    assert over is not None
    assert (over.version, over.body["opened_at"]) == (2, "2026-03-02T00:00:00Z")


def test_what_is_due_next_of_an_object() -> None:
    """The date to ship until it is sent, protection while it is live, an answer until it closes."""
    day = timedelta(days=1)
    body = {
        "ship_by": (T0 + day).isoformat(),
        "protection_end": (T0 + 9 * day).isoformat(),
        "answer_due": {"at": (T0 + 2 * day).isoformat(), "source": "stated"},
    }
    wanted = {
        ("order", "paid"): T0 + day,
        ("order", "shipped"): T0 + 9 * day,
        ("order", "closed"): None,
        ("dispute", "open"): T0 + 2 * day,
        ("dispute", "closed"): None,
        ("message", "open"): None,
    }
    for (kind, state), due in wanted.items():
        assert next_deadline(kind, {**body, "status": state, "state": state}) == due
    assert next_deadline("dispute", {"state": "open", "answer_due": None}) is None
