"""Settings of what a shop lets the machine offer to buyers: how much, and within what caps."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from services.runtime.dated import Dated
from services.runtime.sections import Section

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""ISO 4217."""

Amount = Annotated[Decimal, Field(ge=0)]
"""In the shop's currency."""


class Rate(Dated):
    """What one unit of another currency is in the shop's, as it was on a day."""

    value: Annotated[Decimal, Field(gt=0)]


class Offers(Section):
    """What the machine may offer; without a currency it offers nothing, and drafts for staff.

    Attributes:
        currency: the shop's, in which the caps are.
        per_order: the most that one order may cost, ever.
        per_buyer: of one buyer within 90 days; ``per_day`` of all on a day in the shop's zone,
            ``per_month`` in a calendar month there.
        rates: by currency; one whose day is more than ``rate_days`` ago, or yet to come, is not
            used.
        goods_percent: of the price back, where the buyer keeps what is faulty.
        late_percent: of the price back, for a parcel that is late.
        days: that the buyer has to choose.
        reship: staff send replacements, so one may be offered.
    """

    currency: Currency | None = None
    per_order: Amount = Decimal(0)
    per_buyer: Amount = Decimal(0)
    per_day: Amount = Decimal(0)
    per_month: Amount = Decimal(0)
    rates: dict[Currency, Rate] = Field(default_factory=dict)
    rate_days: Annotated[int, Field(ge=1, le=366)] = 31
    goods_percent: Annotated[int, Field(ge=10, le=30)] = 15
    late_percent: Annotated[int, Field(ge=5, le=10)] = 5
    days: Annotated[int, Field(ge=3, le=30)] = 7
    reship: bool = False

    @property
    def least(self) -> timedelta:
        """The least time in which a buyer chooses: what has waited for too long is not offered."""
        return timedelta(days=self.days) / 2
