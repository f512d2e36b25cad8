"""The trade of the six shops, as large as it is asked for, with an end after which nothing happens.

Only then can what is known be held against what is true: a push that was lost is made up for by
the next reading of a list, an hour or two later.
"""

from dataclasses import replace
from datetime import timedelta

from services.sandbox import world
from services.sandbox.faults import Faults
from services.sandbox.profile.shape import DEMO, Shape
from services.sandbox.world import DAYS, World
from tests.support.servers import START

FAULTS = Faults(push_lost=0.05, push_repeated=0.05, push_reordered=0.05, call_refused=0.10)
"""The shares of the bar: of the pushes, and of all calls answered 429 or 5xx."""


def trade(seed: int, days: float, times: float, unreadable: int) -> World:
    """The first ``days`` of the demo's month with ``times`` as many orders.

    Args:
        seed: of the world.
        days: of the month's 30; what would happen later never does.
        times: at least 1.
        unreadable: pushes without JSON in the whole month.
    """
    whole = world.build(seed, START, DAYS, _larger(DEMO, times), unreadable)
    end = START + timedelta(days=days)
    return replace(whole, events=tuple(event for event in whole.events if event.at <= end))


def _larger(shape: Shape, times: float) -> Shape:
    """What marketplaces show grows with the orders; what only carriers show stays as it is."""

    def more(count: int) -> int:
        return round(count * times)

    return replace(
        shape,
        orders={shop: more(count) for shop, count in shape.orders.items()},
        second_parcels=more(shape.second_parcels),
        same_buyer=more(shape.same_buyer),
        unfound=more(shape.unfound),
        silent={market: more(count) for market, count in shape.silent.items()},
        lost={market: more(count) for market, count in shape.lost.items()},
        disputes=tuple((*what, more(count)) for *what, count in shape.disputes),
        resubmitted=more(shape.resubmitted),
        ratings=tuple((stars, more(count)) for stars, count in shape.ratings),
        cancel_asked=more(shape.cancel_asked),
        cancel_granted=more(shape.cancel_granted),
        questions_per_language=more(shape.questions_per_language),
        staff_answers=more(shape.staff_answers),
    )
