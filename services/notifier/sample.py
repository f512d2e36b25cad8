"""An order for trying texts on: everything about it known, and long. Pure."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from schemas.action import ActionKind, Offer, Option, RemedyKind
from schemas.base import Money
from schemas.order import Buyer, Destination, Order, OrderStatus, Promise
from schemas.parcel import Actor, DecidedBy, Direction, Hold, HoldKind, Parcel, Stage
from services.connectors.manners import Manners
from services.connectors.ports import Capability
from services.notifier.case import Case, apply, new_case
from services.notifier.planned import PlannedAction
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.scope import Scope
from services.notifier.speech import Speech, speech
from services.notifier.texts import Texts
from services.runtime.staffed import Staffed

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
KEY = "shop/sample/1001"
NUMBER = "LX123456789012345678CN"
_D = timedelta(days=1)


@lru_cache(maxsize=64)
def case_in(country: str, kind: HoldKind) -> Case:
    """A parcel that the customs of a country held for the buyer, and has let go."""
    order = Order(
        key=KEY,
        version=1,
        status=OrderStatus.SHIPPED,
        placed_at=NOW - 20 * _D,
        shipped_at=NOW - 19 * _D,
        promise=Promise(at=NOW + 10 * _D, source="marketplace"),
        protection_end=NOW + 30 * _D,
        destination=Destination(country=country),
        buyer=Buyer(reference="sample"),
    )
    hold = Hold(
        ordinal=1,
        direction=Direction.IMPORT,
        kind=kind,
        who_must_act=Actor.BUYER,
        since=NOW - 8 * _D,
        until=NOW - _D,
        usual_until=NOW - _D,
        decided_by=DecidedBy.CODE,
    )
    parcel = Parcel(
        id=f"sample/{NUMBER}",
        provider="sample",
        number=NUMBER,
        version=1,
        order_keys=(KEY,),
        stage=Stage.CUSTOMS,
        stage_since=NOW - 8 * _D,
        last_movement=NOW - 8 * _D,
        holds=(hold,),
        carrier="Deutsche Post International",
    )
    case = new_case(KEY, NOW)
    for event in (order, parcel):
        case, _ = apply(case, event, NOW)
    return case


_PAID = Money(amount=Decimal("1234.50"), currency="EUR")
OFFER = Offer(
    options=(
        Option(kind=RemedyKind.PART_BACK, amount=_PAID),
        Option(kind=RemedyKind.RESHIP),
        Option(kind=RemedyKind.REFUND_RETURN, amount=_PAID),
    ),
    expires_at=NOW + 7 * _D,
)
"""As many options as an offer holds, with long amounts."""


@lru_cache(maxsize=64)
def action_of(template: str) -> PlannedAction:
    """A message of this text about the sample's hold."""
    return PlannedAction(
        key=f"{KEY}|sample|{NUMBER}#1",
        rule="sample",
        occasion=f"{NUMBER}#1",
        scope=Scope.HOLD,
        kind=ActionKind.MESSAGE,
        due_at=NOW,
        until=None,
        deadline=None,
        template=template,
        args={
            "parcel": f"sample/{NUMBER}",
            "hold": "1",
            "commitment": "18:00",
            "days": "7",
            **OFFER.options[0].named(),
        },
        reason="a sample",
        mode="automatic",
        offer=OFFER,
    )


AROUND = Surroundings(
    shop=ShopPolicy(key="shop/sample", live_since=NOW - 60 * _D, staffed=Staffed("UTC")),
    can=lambda _, __, ___, ____: Capability(allowed=True),
)
"""A shop of which nothing is set."""


def said(
    template: str,
    language: str,
    manners: Manners,
    texts: Texts,
    *,
    kind: HoldKind,
    country: str = "BA",
) -> Speech:
    """What a marketplace's buyer would read; ``against`` says why they would not.

    Whether a person has reviewed it is not asked.
    """
    around = Surroundings(shop=_shop_in(language), can=can_anything, manners=manners)
    return speech(action_of(template), _case_of(language, country, kind), around, texts)


# The very same for each marketplace in turn, so that what a text is filled with is found once.
@lru_cache(maxsize=64)
def _case_of(language: str, country: str, kind: HoldKind) -> Case:
    case = case_in(country, kind)
    assert case.order is not None  # noqa: S101 - just put there
    buyer = Buyer(reference="sample", language=language)
    return case.model_copy(update={"order": case.order.model_copy(update={"buyer": buyer})})


@lru_cache(maxsize=64)
def _shop_in(language: str) -> ShopPolicy:
    return ShopPolicy(
        key="shop/sample",
        live_since=NOW - 60 * _D,
        staffed=Staffed("UTC"),
        language=language,
        unreviewed="send",
        contact_name="Ann",
    )


def can_anything(_: Order, __: ActionKind, ___: str | None, ____: datetime) -> Capability:
    """A marketplace that allows everything."""
    return Capability(allowed=True)
