"""What is asked of insight: a week, and whose. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from services.desk.insight.weeks import WEEK, last_whole, read
from services.desk.who import Person
from services.runtime.errors import InvalidInput
from services.runtime.shops import ShopSettings

BY = ("country", "carrier", "service", "lane", "product", "reason", "party", "shop", "marketplace")
"""By what a week may be told."""

NAMED = {"reason": "complaint", "party": "responsible"}
"""What the desk's other pages call a part of them."""

PARAMETERS = ("week", "shop", "by")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        week: its Monday.
        shops: of these; every one of somebody's where none was named.
        zones: in which their weeks are counted.
        by: by what a week is told.
        now: domain time.
    """

    week: date
    shops: tuple[ShopSettings, ...]
    by: str
    now: datetime

    @property
    def keys(self) -> list[str]:
        """Of the shops."""
        return [shop.key for shop in self.shops]

    @property
    def zones(self) -> tuple[str, ...]:
        """In which the shops' weeks are counted, each once."""
        return tuple(sorted({shop.zone for shop in self.shops}))

    @property
    def over(self) -> bool:
        """Whether the week has ended in every zone."""
        end = self.week + WEEK
        return all(self.now.astimezone(ZoneInfo(zone)).date() >= end for zone in self.zones)


def asked_of(
    params: Mapping[str, str], person: Person, shops: Sequence[ShopSettings], now: datetime
) -> Asked:
    """What an address asks for, of what somebody may see; left out: the last whole week.

    Raises:
        InvalidInput: no such week or kind of table, or a shop that is not theirs.
    """
    theirs = tuple(shop for shop in shops if person.sees(shop.key))
    if wanted := params.get("shop"):
        theirs = tuple(shop for shop in theirs if shop.key == wanted)
        if not theirs:
            raise InvalidInput("unknown_shop", f"there is no shop {wanted}")
    by = params.get("by") or BY[0]
    if by not in BY:
        raise InvalidInput("unknown_by", f"by: one of {', '.join(BY)}")
    told = params.get("week")
    zones = {shop.zone for shop in theirs} or {"UTC"}
    week = read(told) if told else min(last_whole(now, zone) for zone in zones)
    return Asked(week, theirs, by, now)
