"""What customs does with a parcel that it holds."""

from datetime import datetime
from typing import TYPE_CHECKING

from schemas.order import OrderStatus
from schemas.parcel import Actor, CustomsState, DecidedBy, Direction, Hold, HoldKind, Stage
from tests.faults.month.traders import DAY

if TYPE_CHECKING:
    from tests.faults.month.stories import Draft

USUAL = 5 * DAY


def held(draft: "Draft", at: datetime, *, strikes: bool) -> datetime | None:
    """Customs holds the parcel from ``at`` on; when it is released, if ever."""
    dice = draft.dice
    who, kinds = {
        "held_for_buyer": (Actor.BUYER, (HoldKind.DOCUMENTS, HoldKind.DUTIES)),
        "held_for_seller": (Actor.SELLER, (HoldKind.DOCUMENTS,)),
        "seized": (Actor.AUTHORITY, (HoldKind.PROHIBITED,)),
    }.get(draft.kind, (Actor.UNKNOWN, (HoldKind.UNSPECIFIED, HoldKind.INSPECTION)))
    sure = who is not Actor.UNKNOWN and dice.random() < 0.9
    hold = Hold(
        ordinal=1,
        direction=Direction.IMPORT,
        kind=dice.choice(kinds),
        who_must_act=who,
        since=at,
        usual_until=at + USUAL,
        decided_by=DecidedBy.SUB_CODE if sure else DecidedBy.TEXT,
    )
    state = CustomsState.ACTION_REQUIRED if who is Actor.BUYER else CustomsState.HELD
    draft.parcel(at, Stage.CUSTOMS, moves=False, customs=state, holds=(hold,))
    ends = at + (draft.days(3, 9) if strikes else draft.days(0.5, 6))
    if draft.kind == "held_for_buyer" and dice.random() < 0.25:
        ends = at + draft.days(8, 14)
    over = hold.model_copy(update={"until": ends, "released": True})
    if draft.kind == "seized":
        draft.parcel(ends, Stage.SEIZED, customs=CustomsState.REFUSED, holds=(hold,))
        return None
    if draft.kind == "returned":
        over = hold.model_copy(update={"until": ends})
        draft.parcel(ends, Stage.RETURNING, customs=CustomsState.REFUSED, holds=(over,))
        back = ends + draft.days(10, 20)
        draft.parcel(back, Stage.RETURNED, holds=(over,))
        draft.order(back + DAY, status=OrderStatus.REFUNDED)
        return None
    draft.parcel(ends, Stage.IN_TRANSIT, customs=CustomsState.RELEASED, holds=(over,))
    return ends
