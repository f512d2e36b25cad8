"""What must hold of the machine's words to a buyer, as they came to stand in the chat."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import pairwise

from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeState
from schemas.order import LIVE, Order
from services.notifier.quiet import Waking, closes
from tests.faults.month.life import Life
from tests.faults.month.traders import DAY, H
from tests.support.lives.outside import Line

HANDS_OFF = 72 * H
APART = 48 * H
MOST = 3

Wrong = tuple[str, str, datetime]


def wrong_words(life: Life, answers: Collection[str], unspaced: Collection[str]) -> Iterator[Wrong]:
    """What is wrong, what it is about, and when.

    Args:
        life: whose buyer was spoken to.
        answers: rules whose words answer the buyer, and so count against no limit.
        unspaced: rules whose words may follow another's sooner.
    """
    reached = (one for one in life.lines if one.key and not one.blocked)
    ours = sorted(reached, key=lambda one: one.called)
    for key, count in Counter(one.key for one in ours).items():
        if count > 1:
            yield "said twice", str(key), ours[-1].called
    free = [one for one in ours if _rule(one) not in answers]
    for line in ours:
        yield from _at_that_moment(life, line)
    for order in life.kinds:
        mine = [one for one in free if _order(one) == order]
        if len(mine) > MOST:
            yield "more than three to an order", order, mine[-1].called
        for before, after in pairwise(mine):
            if after.called - before.called < APART and _rule(after) not in unspaced:
                yield "two within 48 hours", f"{before.key} and {after.key}", after.called
    for before, after in pairwise(free):
        if after.called - before.called < DAY and _rule(after) not in unspaced:
            yield "two a day to a buyer", f"{before.key} and {after.key}", after.called


def _at_that_moment(life: Life, line: Line) -> Iterator[Wrong]:
    """What stood against it when it was said, as far as it had been told."""
    key, at = _order(line), line.called
    known = [thing for when, thing in life.truth.told if when <= at]
    orders = [one for one in known if isinstance(one, Order) and one.key == key]
    if orders and orders[-1].status not in LIVE:
        yield f"spoken although the order is {orders[-1].status}", str(line.key), at
    disputes = {one.id: one for one in known if isinstance(one, Dispute) and one.order_key == key}
    open_ = {DisputeState.OPEN, DisputeState.ANSWERED, DisputeState.ESCALATED}
    if any(one.state in open_ for one in disputes.values()):
        yield "spoken in a dispute", str(line.key), at
    hands = {(own.conversation, own.ref) for own in life.lines if own.key is None}
    for one in known:
        by_hand = isinstance(one, Message) and (one.conversation, one.source_ref) in hands
        if by_hand and at - one.sent_at < HANDS_OFF:
            yield "spoken within 72 hours of a person's word", str(line.key), at
            break
    if orders:
        waking = Waking(orders[-1].destination.country, orders[-1].buyer.zone)
        if closes(waking, at) is None:
            yield "spoken while the buyer sleeps", str(line.key), at


def _rule(line: Line) -> str:
    return str(line.key).split("|")[1]


def _order(line: Line) -> str:
    return str(line.key).split("|")[0]
