"""What a buyer has heard in all of their orders, and what that forbids. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(hours=24)
"""A buyer's day: any 24 hours, wherever they live."""


@dataclass(frozen=True, slots=True)
class Told:
    """One unasked word to a buyer.

    Attributes:
        key: the action's.
        at: when it was claimed, or handed to staff.
        by_us: the machine said it, or may have; else it is a task with a text to paste.
    """

    key: str
    order_key: str
    rule: str
    at: datetime
    by_us: bool = True


def covering(
    told: Sequence[Told], order_key: str, rules: Collection[str], now: datetime
) -> Told | None:
    """The word about another of their orders by which a buyer has heard the same within a day.

    ``rules`` are the ids of the rule that would say it.
    """
    return next(
        (
            one
            for one in told
            if one.rule in rules and one.order_key != order_key and one.at > now - DAY
        ),
        None,
    )


def free_from(told: Sequence[Told], key: str, most: int, now: datetime) -> datetime | None:
    """From when a buyer may hear a further word, of ``most`` (one at least) a day; None: now."""
    ends = sorted(
        one.at + DAY for one in told if one.by_us and one.key != key and one.at + DAY > now
    )
    return ends[-most] if len(ends) >= most else None
