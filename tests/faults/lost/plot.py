"""Who is to be told what, and what people of the shop type meanwhile. Pure and seeded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from schemas.order import Buyer, Order
from schemas.parcel import Parcel, Stage
from services.sandbox.faults import Faults
from tests.support.notifier import hold, order, parcel

FAULTS = Faults(
    call_refused=0.02,
    request_lost=0.15,
    answer_lost=0.15,
    text_late=0.10,
    text_altered=0.25,
    push_lost=0.3,
)
"""Two sends of five are cut off; of what is said, most comes back as a push as well."""

PLAYBOOK = """
- id: hold-buyer-must-act
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  spaced: false
  deadline: seen + 2h
  do: { message: hold_needs_buyer }

- id: pickup-waiting
  about: The parcel waits for the buyer at a pickup point
  when: parcel.stage == "pickup"
  once: parcel
  spaced: false
  deadline: seen + 2h
  do: { message: pickup_waiting }
"""

KINDS: dict[str, int] = {"one": 40, "two rules": 20, "two orders": 20, "two alike": 20}
"""Weights: one message · another rule's behind it · two orders at once, with their own or with
the same words."""

_TWO_ORDERS = ("two orders", "two alike")

OTHER_WORDS = "Hi, this is Mei from the shop. Which day would suit you for a call about it?"

Typing = Literal["", "the same words", "other words"]
_TYPING: dict[Typing, int] = {"": 80, "the same words": 12, "other words": 8}


@dataclass(frozen=True, slots=True)
class Person:
    """A buyer, with one or two orders.

    Attributes:
        orders: the ids on the platform.
        typing: what somebody of the shop types in the chat while the answers are lost.
    """

    buyer: str
    kind: str
    orders: tuple[str, ...]
    typing: Typing

    @property
    def sends(self) -> int:
        """Messages that are to be sent."""
        return 1 if self.kind == "one" else 2


def people(seed: int, sends: int) -> list[Person]:
    """As many buyers as have ``sends`` messages coming to them, or one more."""
    draw, found = Random(seed), []  # noqa: S311 - a plot, not a secret
    while sends > 0:
        (kind,) = draw.choices(list(KINDS), list(KINDS.values()))
        (typing,) = draw.choices(list(_TYPING), list(_TYPING.values()))
        number = 10_000_000 + 10 * len(found)
        numbers = (number, number + 1) if kind in _TWO_ORDERS else (number,)
        person = Person(f"9{number}", kind, tuple(f"26{each}" for each in numbers), typing)
        sends -= person.sends
        found.append(person)
    return found


def order_of(shop: str, person: Person, order_id: str, now: datetime) -> Order:
    """The order as the notifier reads it."""
    return order(
        key=f"{shop}/{order_id}",
        placed_at=now - timedelta(days=1),
        shipped_at=now - timedelta(hours=20),
        buyer=Buyer(reference=person.buyer),
    )


def parcel_of(shop: str, person: Person, order_id: str, now: datetime, *, stage: Stage) -> Parcel:
    """The order's parcel, held; the texts of orders that are alike name one number."""
    alike = person.kind == "two alike"
    number = f"RR{person.orders[0] if alike else order_id}CN"
    return parcel(
        hold(since=now),
        id=f"{'17track' if order_id == person.orders[0] else 'other'}/{number}",
        number=number,
        order_keys=(f"{shop}/{order_id}",),
        stage=stage,
        stage_since=now,
        version=2 if stage is Stage.PICKUP else 1,
    )
