"""What buyers write."""

from datetime import datetime
from typing import TYPE_CHECKING

from schemas.conversation import Message
from tests.faults.month.traders import DAY
from tests.faults.month.truth import Happens

if TYPE_CHECKING:
    from tests.faults.month.stories import Draft

WHERE = (
    "Where is my parcel?",
    "Hello, where is my order please?",
    "Di mana pesanan saya?",
    "¿Dónde está mi pedido?",
    "Where is my package? I am waiting",
)
OTHER = (
    "Can I change the colour?",
    "Hi, please use strong packaging next time",
    "I want to cancel and get my money back",
    "Please send the invoice",
)
BROKEN = ("It arrived broken, the glass is in pieces", "This is not what I ordered")
MISSING = ("The tracking says delivered but I have not received it", "I did not receive my parcel")


def said(draft: "Draft", arrives: datetime | None) -> list[Happens]:
    """One message, and sometimes a second where the first was not enough."""
    dice = draft.dice
    if draft.kind in {"missing", "damaged"} and arrives:
        at = arrives + draft.days(0.1, 2)
        text = dice.choice(MISSING if draft.kind == "missing" else BROKEN)
    else:
        until = arrives or draft.promise
        at = draft.shipped + (until - draft.shipped) * dice.uniform(0.2, 0.95)
        text = dice.choice(WHERE if dice.random() < 0.75 else OTHER)
    found = [_message(draft, "b1", at, text)]
    if dice.random() < 0.15:
        found.append(_message(draft, "b2", at + dice.uniform(0.5, 3) * DAY, dice.choice(WHERE)))
    return found


def _message(draft: "Draft", number: str, at: datetime, text: str) -> Happens:
    talk, shop = f"c-{draft.buyer}", draft.trader.key
    ref = f"{draft.key.rsplit('/', 1)[1]}-{number}"
    first = Message(
        id=f"{shop}/{talk}/{ref}",
        shop=shop,
        conversation=talk,
        source_ref=ref,
        buyer=draft.buyer,
        order_keys=draft.orders,
        sender="buyer",
        sent_at=at,
        text=text,
    )
    return Happens(at, "message", first.id, first)
