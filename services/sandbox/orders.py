"""The orders of the month: who buys what, where, when it is sent, and in what role."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from services.sandbox.accounts import ShopAccount
from services.sandbox.draw import Draw
from services.sandbox.events import LinePlan, OrderPlan
from services.sandbox.journey import Pace, pace
from services.sandbox.numbers import tracking_number
from services.sandbox.profile import tables
from services.sandbox.profile.shape import Shape

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """What is laid out: the chances, the proportions, the days."""

    draw: Draw
    shape: Shape
    start: datetime
    days: int

    def day(self, number: float) -> datetime:
        """An instant, in days from the start."""
        return self.start + timedelta(days=number)


@dataclass(slots=True)
class Shipment:
    """A parcel to be sent; several orders may name its number."""

    number: str
    sent_at: datetime
    lines: tuple[str, ...]
    pace: Pace
    role: str = "normal"


@dataclass(slots=True)
class Draft:
    """An order while the month is laid out.

    Attributes:
        mistyped: a wrong number that was declared first.
        extra: ``cancel``, ``shared``, ``unfound`` (mistyped, and not corrected for days) or
            nothing: the peculiar orders take no role beside it.
    """

    plan: OrderPlan
    placed_at: datetime
    paid_at: datetime
    shipments: list[Shipment] = field(default_factory=list)
    mistyped: str = ""
    extra: str = ""

    @property
    def first(self) -> Shipment:
        """The shipment whose fate is the order's."""
        return self.shipments[0]

    @property
    def free(self) -> bool:
        """Whether a role may still be given."""
        return not self.extra and self.first.role == "normal"


def lay_out(month: Month, shop: ShopAccount, count: int, name: str = "") -> list[Draft]:
    """A shop's orders, evenly over the days before the start and the first three weeks.

    ``name`` sets a second lot of the same shop apart from the first.
    """
    draw, shape = month.draw, month.shape
    span = timedelta(days=shape.before_days + 21)
    first = month.day(-shape.before_days)
    drafts = []
    for index in range(count):
        share = (index + draw.unit("placed", shop.key, name, index)) / count
        placed = (first + span * share).replace(microsecond=0)
        drafts.append(_draft(draw, shop, f"{name}{index}", placed, shape.late_share))
    return drafts


def _draft(draw: Draw, shop: ShopAccount, index: str, placed: datetime, late_share: float) -> Draft:
    plan = _plan(draw, shop, index)
    draft = Draft(plan, placed, placed + draw.days(0.002, 0.1, "paid", plan.key))
    late = shop.marketplace == "lazada" and draw.unit("late", plan.key) < late_share
    waits = (7.2, 9.0) if late else (0.4, 2.6)
    sent = placed + draw.days(*waits, "sent", plan.key)
    number = tracking_number(draw, plan.service, plan.key, 1)
    lines = tuple(line.id for line in plan.lines)
    draft.shipments.append(
        Shipment(number, sent, lines, pace(draw, number, sent, shop.marketplace))
    )
    return draft


def _plan(draw: Draw, shop: ShopAccount, index: str) -> OrderPlan:
    ali = shop.marketplace == "aliexpress"
    name = (shop.key, index)
    order_id = draw.digits(16, "order", *name) if ali else f"26{draw.digits(13, 'order', *name)}"
    shares = [country for country, share in shop.countries for _ in range(share)]
    country = draw.pick(shares, "country", *name)
    land = tables.LANDS[country]
    chinese = country == "SG" and draw.unit("speaks", *name) < 0.5  # noqa: PLR2004 - a share
    promise = 17 + draw.below(9, "promise", *name) if ali else 11 + draw.below(8, "promise", *name)
    return OrderPlan(
        key=f"{shop.key}/{order_id}",
        buyer=draw.digits(10 if ali else 12, "buyer", *name),
        login=f"{country.lower()}{draw.digits(9, 'login', *name)}",
        country=country,
        postcode=land.postcode,
        language="zh" if chinese else land.language,
        currency="USD" if ali else land.currency,
        lines=(_line(draw, order_id, name, 1),),
        service=draw.pick(tables.SERVICES, "service", *name) if ali else "China Post",
        promise_days=promise,
        protection_days=promise + 4,
        prepaid=None if ali else draw.unit("prepaid", *name) < 0.15,  # noqa: PLR2004 - a share
    )


def _line(draw: Draw, order_id: str, name: tuple[str, str], ordinal: int) -> LinePlan:
    cents = 300 + draw.below(4700, "price", *name, ordinal)
    title = draw.pick(tables.GOODS, "goods", *name, ordinal)
    return LinePlan(str(int(order_id) + 100 * ordinal), title, Decimal(cents) / 100)


def peculiar(draw: Draw, drafts: list[Draft], shape: Shape) -> None:
    """Two parcels, a shared number, a corrected one, buyers with two orders, cancellations."""
    _share_a_number(drafts)
    _share_buyers(draw, drafts, shape.same_buyer)
    ali = [d for d in drafts if d.free and d.plan.shop.startswith("aliexpress")]
    wrong = draw.shuffled(range(len(ali)), "mistyped")[0]
    ali[wrong].mistyped = tracking_number(draw, ali[wrong].plan.service, "mistyped")
    free = [d for d in drafts if d.free and not d.mistyped]
    for index in draw.shuffled(range(len(free)), "second")[: shape.second_parcels]:
        _second_parcel(draw, free[index])


def mistype(month: Month, drafts: list[Draft]) -> None:
    """Some sellers notice a mistyped number late: by then nobody has found it for three days."""
    first, last = month.day(1), month.day(17)
    ali = [d for d in drafts if d.free and d.plan.shop.startswith("aliexpress")]
    fitting = [
        d
        for d in ali
        if not d.mistyped and len(d.shipments) == 1 and first <= d.first.sent_at <= last
    ]
    for index in month.draw.shuffled(range(len(fitting)), "unfound")[: month.shape.unfound]:
        draft = fitting[index]
        draft.mistyped = tracking_number(month.draw, draft.plan.service, "unfound", draft.plan.key)
        draft.extra = "unfound"


def _share_a_number(drafts: list[Draft]) -> None:
    lazada = [d for d in drafts if d.plan.shop == "lazada/laz-1"]
    one, two = lazada[len(lazada) // 2 : len(lazada) // 2 + 2]
    two.plan = replace(
        two.plan,
        **{
            name: getattr(one.plan, name)
            for name in ("buyer", "login", "country", "postcode", "language", "currency")
        },
    )
    sent = max(one.first.sent_at, two.paid_at + DAY / 3)
    lines = two.first.lines
    one.first.sent_at = sent
    one.first.pace = replace(one.first.pace, shipped=sent)
    two.shipments = [replace(one.first, lines=lines)]
    one.extra = two.extra = "shared"


def _share_buyers(draw: Draw, drafts: list[Draft], count: int) -> None:
    for ordinal in range(count):
        shop = draw.pick(("lazada/laz-1", "lazada/laz-2"), "same buyer shop", ordinal)
        orders = [d for d in drafts if d.plan.shop == shop and not d.extra]
        at = draw.below(len(orders) - 1, "same buyer", ordinal)
        one, two = orders[at : at + 2]
        if one.plan.country == two.plan.country:
            two.plan = replace(two.plan, buyer=one.plan.buyer, language=one.plan.language)


def _second_parcel(draw: Draw, draft: Draft) -> None:
    plan = draft.plan
    name = (plan.shop, plan.order_id)
    line = _line(draw, plan.order_id, name, 2)
    draft.plan = replace(plan, lines=(*plan.lines, line))
    sent = draft.first.sent_at + draw.days(0.2, 1.3, "second sent", plan.key)
    number = tracking_number(draw, plan.service, plan.key, 2)
    market = plan.shop.split("/", 1)[0]
    draft.shipments.append(Shipment(number, sent, (line.id,), pace(draw, number, sent, market)))


def give(
    draw: Draw, drafts: list[Draft], role: str, count: int, fits: Callable[[Draft], bool]
) -> list[Draft]:
    """Give a role to the first parcel of ``count`` orders that fit.

    Raises:
        ValueError: too few fit; the shape and the days do not go together.
    """
    fitting = [d for d in drafts if d.free and fits(d)]
    if len(fitting) < count:
        raise ValueError(f"only {len(fitting)} orders can be {role}, {count} are wanted")
    chosen = [fitting[i] for i in draw.shuffled(range(len(fitting)), "role", role)[:count]]
    for draft in chosen:
        draft.first.role = role
    return chosen
