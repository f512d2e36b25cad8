"""Eight shops: where they sell, when their people are there, and how many orders they take."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from services.runtime.shops import ShopSettings
from services.runtime.staffed import Staffed
from tests.support.notifier_shell import shop

DAY = timedelta(days=1)
H = timedelta(hours=1)
START = datetime(2026, 9, 14, tzinfo=UTC)
"""The first day of the month that is judged: a Monday."""

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

ASIA = ("MY", "PH", "ID", "TH", "VN", "SG")
WORLD = ("ES", "BR", "MX", "PL", "FR", "US", "CL", "KR")


@dataclass(frozen=True)
class Trader:
    """One shop, and what the month needs to know of it beside its settings.

    Attributes:
        team: who hears its pages; shops of one team hear each other's.
        share: of all parcels, in thousandths.
        people: at their desks in staffed hours.
        answer_hours: that its marketplace gives for the answer to a dispute.
        provider: who is asked about its parcels.
    """

    settings: ShopSettings
    team: str
    share: int
    people: int
    answer_hours: int
    countries: tuple[str, ...]
    provider: str = "17track"

    @property
    def key(self) -> str:
        """``marketplace/name``."""
        return self.settings.key

    @property
    def hears_buyers(self) -> bool:
        """Whether its marketplace has a chat that can be read and written."""
        return self.settings.marketplace == "lazada"

    @cached_property
    def staffed(self) -> Staffed:
        """When its people are there."""
        return Staffed.of(self.settings.staffed, self.settings.zone)


def _of(
    key: str, zone: str, days: list[str], hours: tuple[int, int], **other: object
) -> ShopSettings:
    staffed: dict[str, object] = {"days": days, "from": hours[0], "to": hours[1]}
    for name in ("holidays", "vacations"):
        if name in other:
            staffed[name] = other.pop(name)
    return shop(key=key, zone=zone, staffed=staffed, **other)


_VACATION = [{"from": date(2026, 9, 25), "to": date(2026, 9, 27)}]

TRADERS = (
    Trader(_of("lazada/sz-my", "Asia/Shanghai", WEEK, (9, 21)), "shenzhen", 280, 5, 48, ASIA),
    Trader(
        _of("aliexpress/sz-es", "Asia/Shanghai", WEEK[:6], (9, 18)),
        *("shenzhen", 220, 5, 120, WORLD),
    ),
    Trader(
        _of("aliexpress/hz-br", "Asia/Shanghai", WEEK[:6], (9, 18)),
        *("hangzhou", 170, 4, 120, ("BR", "MX", "CL")),
        provider="cainiao",
    ),
    Trader(
        _of("lazada/sg-ph", "Asia/Singapore", WEEK, (8, 20), unreviewed_texts="task"),
        *("singapore", 120, 4, 48, ASIA),
    ),
    Trader(
        _of("lazada/hz-id", "Asia/Shanghai", WEEK, (10, 19), mode="approve"),
        *("hangzhou", 90, 4, 48, ("ID", "MY", "TH")),
        provider="cainiao",
    ),
    Trader(
        _of("aliexpress/madrid", "Europe/Madrid", WEEK[:5], (9, 17), holidays="ES"),
        *("madrid", 60, 2, 120, ("ES", "PT", "FR", "IT")),
    ),
    Trader(
        _of("aliexpress/berlin", "Europe/Berlin", WEEK[:5], (9, 17), mode="observe"),
        *("berlin", 40, 1, 120, ("DE", "AT", "PL", "NL")),
    ),
    Trader(
        _of("aliexpress/lodz", "Europe/Warsaw", WEEK[:5], (8, 16), vacations=_VACATION),
        *("lodz", 20, 1, 120, ("PL", "DE", "CZ")),
    ),
)
