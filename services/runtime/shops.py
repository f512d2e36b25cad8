"""Settings of one shop: who it is, what the machine may do there, and the dated rules it lives by.

What the marketplaces do not document is a setting with a date and a source, never code: when it
turns out to be wrong, a person corrects a line and nothing is released.
"""

from datetime import date, timedelta
from functools import cache
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.dated import Dated
from services.runtime.holidays import knows
from services.runtime.limits import Limit, Measure
from services.runtime.mailboxes import MailboxSettings
from services.runtime.offers import Offers
from services.runtime.peaks import EVERY, Peak
from services.runtime.secrets import Secret
from services.runtime.sections import Section
from services.runtime.terms import Term, names


@cache
def _zones() -> frozenset[str]:
    """Found once: all files of the system's time zones are opened for it."""
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise PydanticCustomError("zone", "write an IANA time zone, such as Asia/Shanghai")
    return name


def _known_holidays(place: str) -> str:
    if place and not knows(place):
        raise PydanticCustomError("place", "write a country, CN, or a part of one, BR-SP")
    return place


Zone = Annotated[str, AfterValidator(_known_zone)]
"""An IANA time zone."""


def _known_terms(terms: dict[str, Term]) -> dict[str, Term]:
    if unknown := sorted(set(terms) - names()):
        raise PydanticCustomError(
            "term",
            "there is no term {unknown}; there are {known}",
            {"unknown": unknown[0], "known": ", ".join(sorted(names()))},
        )
    return terms


ShopKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+/[A-Za-z0-9._-]+$")]
"""``marketplace/name``."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 language tag."""

ContactName = Annotated[str, StringConstraints(pattern=r"^[^\d@:/<>{}\n]*$", max_length=40)]
"""A name that buyers may read: no number, address or link in it."""

Mode = Literal["observe", "approve", "automatic"]
"""``observe``: nothing reaches a buyer or a platform. ``approve``: a person releases each act."""

RuleMode = Literal["off", "observe", "approve", "automatic"]
"""The same of one rule, which may also be ``off``: it is as if it did not stand there."""

StaffLanguage = Literal["en", "zh-Hans"]
"""What the shop's people read: English or Simplified Chinese."""

Unreviewed = Literal["task", "send"]
"""A text that nobody has reviewed in its language: handed to staff, or sent all the same."""

TRACKING_PAGE = "https://t.17track.net/en#nums={number}"
"""Where anybody can follow a parcel, whoever carries it."""

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WORKING_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat")


class Vacation(Section):
    """Days on which nobody is there, whatever the weekday.

    Attributes:
        start: the first of them, written ``from``.
        end: the last, written ``to``.
    """

    start: Annotated[date, Field(alias="from")]
    end: Annotated[date, Field(alias="to")]

    @model_validator(mode="after")
    def _some_days(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError("days", "`to` is the last day, and not before `from`")
        if self.end - self.start > LONGEST_VACATION:
            raise PydanticCustomError("days", "a vacation has at most 120 days")
        return self


LONGEST_VACATION = timedelta(days=120)


class Staffed(Section):
    """When people are at their desks, in the shop's zone; a notice waits for it, a page does not.

    Attributes:
        start: the first staffed hour, written ``from``.
        end: the hour at which they leave, written ``to``.
        holidays: whose public holidays they keep, ISO 3166 (``CN``, ``BR-SP``); empty: none.
        vacations: when the shop is closed.
        peaks: when more is sold than at any other time: 11.11, lunar-new-year.
    """

    days: Annotated[tuple[Day, ...], Field(min_length=1)] = WORKING_DAYS
    start: Annotated[int, Field(ge=0, le=23, alias="from")] = 9
    end: Annotated[int, Field(ge=1, le=24, alias="to")] = 18
    holidays: Annotated[str, AfterValidator(_known_holidays)] = ""
    vacations: tuple[Vacation, ...] = ()
    peaks: tuple[Peak, ...] = EVERY

    @model_validator(mode="after")
    def _some_hours(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError(
                "hours", "`to` must be later than `from`: a day's hours end on that day"
            )
        return self


class KeptSession(Dated):
    """Whether a Lazada chat session opened in the order's first 7 days takes messages later."""

    value: bool


class ReadsBack(Dated):
    """Whether a Lazada chat may be read back, to find what an unanswered send has left."""

    value: bool


class ReadsRatings(Dated):
    """Whether the app may read buyers' ratings (AliExpress)."""

    value: bool


class ReadsPaymentDisputes(Dated):
    """Whether the app may read the disputes of buyers' banks (eBay)."""

    value: bool


class Extension(Dated):
    """The most days by which a seller can extend the protection in all (AliExpress)."""

    most_days: Annotated[int, Field(ge=0, le=365)]


CHECKED = date(2026, 11, 21)
KEPT_SESSION = KeptSession(
    value=True,
    since=CHECKED,
    source="inferred: the platform limits when a session may be opened, and names no end of it",
)
READS_BACK = ReadsBack(
    value=True,
    since=CHECKED,
    source="documented: a session's messages can be listed; the list may not be polled, and two "
    "looks after an unanswered send are no polling",
)
READS_RATINGS = ReadsRatings(
    value=False,
    since=date(2026, 11, 27),
    source="known from the platform's SDK alone: the call and its fields; whether your app may "
    "make it, the seller centre says",
)
READS_PAYMENT_DISPUTES = ReadsPaymentDisputes(
    value=False,
    since=date(2026, 11, 27),
    source="documented: the calls want the scope sell.payment.dispute, which not every app has and "
    "which tokens of before do not carry",
)
EXTENSION = Extension(
    most_days=30,
    since=CHECKED,
    source="assumed: the call is known, its limit is not; a refusal becomes a task",
)


class RuleSettings(Section):
    """What a shop sets otherwise for one rule of the playbook; what is left out stays."""

    mode: RuleMode | None = None
    ceiling_per_hour: Annotated[int | None, Field(ge=0)] = None
    ceiling_per_day: Annotated[int | None, Field(ge=0)] = None


class ShopSettings(Section):
    """One shop."""

    key: Annotated[ShopKey, Field(description="marketplace/name, such as lazada/shop-1")]
    app: Annotated[str, Field(description="the id under `apps` that this shop authorised")]
    seller_id: Annotated[str, Field(description="how the platform names the seller in its pushes")]
    token: Annotated[
        Secret, Field(description="its access token, where `forestall shop authorize` keeps none")
    ] = SecretStr("")
    zone: Annotated[Zone, Field(description="IANA time zone of the staff, such as Asia/Shanghai")]
    site: Annotated[str, Field(description="the platform's site, where it has several")] = ""
    link: Annotated[
        str, Field(description="an order's page in the seller centre, with {order_id}")
    ] = ""
    staffed: Annotated[Staffed, Field(description="when people work, in `zone`")] = Staffed()
    mode: Annotated[Mode, Field(description="what may leave by itself")] = "observe"
    rules: Annotated[
        dict[str, RuleSettings],
        Field(default_factory=dict, description="modes and ceilings of single rules, by id"),
    ]
    ceiling_per_hour: Annotated[
        int, Field(ge=0, description="messages and acts that may leave in a clock hour")
    ] = 30
    ceiling_per_day: Annotated[
        int, Field(ge=0, description="messages and acts that may leave in a day (UTC)")
    ] = 200
    rule_ceiling_per_hour: Annotated[
        int, Field(ge=0, description="of them, by any one rule in a clock hour")
    ] = 20
    rule_ceiling_per_day: Annotated[
        int, Field(ge=0, description="of them, by any one rule in a day (UTC)")
    ] = 120
    messages_per_order: Annotated[
        int, Field(ge=0, description="unasked messages that an order gets in all")
    ] = 3
    hours_between_messages: Annotated[
        int, Field(ge=0, le=720, description="hours between two of them, of one order")
    ] = 48
    messages_per_buyer_day: Annotated[
        int, Field(ge=0, description="of them, to one buyer in any 24 hours, all orders together")
    ] = 1
    holdout_percent: Annotated[
        float, Field(ge=0, le=50, description="orders that hear nothing unsolicited, to compare")
    ] = 0
    poll_minutes: Annotated[
        int, Field(ge=1, le=1440, description="minutes between two readings of each list")
    ] = 15
    language: Annotated[
        Language, Field(description="what buyers are written in when theirs is not known")
    ] = "en"
    unreviewed_texts: Annotated[
        Unreviewed, Field(description="what becomes of a text nobody has reviewed: task or send")
    ] = "task"
    tracking_page: Annotated[
        str, Field(description="where buyers can follow a parcel, with {number}")
    ] = TRACKING_PAGE
    staff_language: Annotated[
        StaffLanguage, Field(description="what tasks and alerts are written in: en or zh-Hans")
    ] = "en"
    fulfilment: Annotated[
        Literal["seller", "marketplace_label", "marketplace_warehouse", "unknown"],
        Field(description="whose logistics, where the order does not say"),
    ] = "unknown"
    duties: Annotated[
        Literal["prepaid", "buyer_pays", "unknown"],
        Field(description="who pays duty, where the order does not say"),
    ] = "unknown"
    promise_days: Annotated[
        int | None,
        Field(ge=1, le=365, description="days from shipment promised, where no date is shown"),
    ] = None
    forwarder: Annotated[
        str, Field(description="whom your staff write to about customs and lost parcels, and how")
    ] = ""
    contact_name: Annotated[
        ContactName, Field(description="who stays a buyer's contact, by the name they sign with")
    ] = ""
    email: Annotated[
        MailboxSettings | None,
        Field(description="the mailbox to write from, where buyers are the shop's own customers"),
    ] = None
    orders_of: Annotated[
        ShopKey | None,
        Field(description="of a payment provider: the shop whose orders its disputes are about"),
    ] = None
    order_prefix: Annotated[
        str, Field(description="what stands before those orders' ids in its invoice numbers")
    ] = ""
    kept_session: KeptSession = KEPT_SESSION
    reads_back: ReadsBack = READS_BACK
    reads_ratings: ReadsRatings = READS_RATINGS
    reads_payment_disputes: ReadsPaymentDisputes = READS_PAYMENT_DISPUTES
    extension: Extension = EXTENSION
    terms: Annotated[
        dict[str, Term],
        AfterValidator(_known_terms),
        Field(default_factory=dict, description="spans otherwise than services/runtime/terms.yaml"),
    ]
    limits: Annotated[
        dict[Measure, Limit],
        Field(default_factory=dict, description="otherwise than services/runtime/limits.yaml"),
    ]
    offers: Annotated[Offers, Field(description="what buyers may be offered, and its caps")] = (
        Offers()
    )

    @property
    def marketplace(self) -> str:
        """The marketplace of the key."""
        return self.key.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The shop's own name, without the marketplace."""
        return self.key.split("/", 1)[1]
