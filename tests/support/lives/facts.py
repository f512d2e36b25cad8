"""What happens to three orders of two buyers; each change is an object's next version."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from schemas.base import Money, Versioned
from schemas.conversation import Message
from schemas.dispute import AnswerDue, Dispute, DisputeState
from schemas.order import Buyer, Order, OrderStatus
from schemas.parcel import Actor, DecidedBy, Hold, Stage
from tests.support.lives.outside import Line
from tests.support.notifier import H, dispute, hold, message, order, parcel

SHOP = "lazada/shop-1"
BUYERS = {f"{SHOP}/1": "ann", f"{SHOP}/2": "ann", f"{SHOP}/3": "bob"}
"""Whose each order is: two of them share one chat."""

ORDERS = tuple(BUYERS)

TOTAL = Money(amount=Decimal(30), currency="CNY")
"""What each order was paid."""

Told = tuple[str, Versioned]
"""An order's key and an object about it."""


@dataclass
class Facts:
    """The true state of everything, as the platforms have it.

    Attributes:
        wrote: buyers' messages, by id, with the orders they were published for.
    """

    versions: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    holds: dict[str, tuple[Hold, ...]] = field(default_factory=dict)
    parcels: dict[str, dict[str, Any]] = field(default_factory=dict)
    disputes: dict[str, dict[str, Any]] = field(default_factory=dict)
    wrote: dict[str, Message] = field(default_factory=dict)

    def placed(self, key: str, **changes: Any) -> Told:
        """The order, with what has changed of it."""
        return key, self._order(key, changes)

    def held(self, key: str, now: datetime, who: Actor) -> Told:
        """Customs holds the parcel, from an hour ago; one hold at a time."""
        known = self.holds.get(key, ())
        if not known or known[-1].until is not None:
            new = hold(
                ordinal=len(known) + 1,
                since=now - H,
                usual_until=now + 5 * 24 * H,
                who_must_act=who,
                decided_by=DecidedBy.SUB_CODE,
            )
            self.holds[key] = (*known, new)
        return self.moved(key)

    def released(self, key: str, now: datetime) -> Told:
        """The open hold has ended."""
        known = self.holds.get(key, ())
        if known and known[-1].until is None:
            ended = known[-1].model_copy(update={"until": now, "released": True})
            self.holds[key] = (*known[:-1], ended)
        return self.moved(key)

    def moved(self, key: str, **changes: Any) -> Told:
        """The parcel, with what has changed of it."""
        state = self.parcels.setdefault(key, {})
        state |= changes
        number = f"RR{key[-1]}"
        holds = self.holds.get(key, ())
        stage = {"stage": Stage.CUSTOMS if holds and not holds[-1].until else Stage.IN_TRANSIT}
        values = {"id": f"17track/{number}", "number": number, "order_keys": (key,), **stage}
        return key, parcel(*holds, **(values | state), version=self._next(f"parcel {key}"))

    def disputed(self, key: str, now: datetime, due: timedelta) -> Told:
        """The buyer opens a dispute, or submits to it again."""
        state = self.disputes.setdefault(key, {"round": 0, "opened_at": now})
        state |= {
            "round": state["round"] + 1,
            "state": DisputeState.OPEN,
            "answer_due": AnswerDue(at=now + due, source="stated"),
        }
        return self._dispute(key)

    def answered(self, key: str, state: DisputeState) -> Told | None:
        """The dispute goes on, where there is one."""
        if key not in self.disputes:
            return None
        self.disputes[key]["state"] = state
        return self._dispute(key)

    def written(self, key: str, now: datetime, text: str = "") -> list[Told]:
        """The buyer writes; the message is published for each of their orders."""
        ref = f"b{len(self.wrote) + 1}"
        words = text or f"where is it? {ref}"
        said = self._message(key, ref, sender="buyer", sent_at=now, text=words)
        self.wrote[said.id] = said
        return [(each, said) for each in said.order_keys]

    def echo(self, line: Line) -> list[Told]:
        """What stands in a chat, as the platform pushes it."""
        buyer = line.conversation.removeprefix("c-")
        key = next(each for each in ORDERS if BUYERS[each] == buyer)
        said = self._message(
            key, line.ref, sender="seller", sent_at=line.at, text=line.text, blocked=line.blocked
        )
        return [(each, said) for each in said.order_keys]

    def _message(self, key: str, ref: str, **values: Any) -> Message:
        buyer = BUYERS[key]
        return message(
            ref,
            id=f"{SHOP}/c-{buyer}/{ref}",
            conversation=f"c-{buyer}",
            buyer=buyer,
            order_keys=tuple(each for each in ORDERS if BUYERS[each] == buyer),
            **values,
        )

    def _order(self, key: str, changes: dict[str, Any]) -> Order:
        values = {
            "status": OrderStatus.SHIPPED,
            "buyer": Buyer(reference=BUYERS[key]),
            "total": TOTAL,
        }
        return order(key=key, version=self._next(f"order {key}"), **(values | changes))

    def _dispute(self, key: str) -> tuple[str, Dispute]:
        values = {"id": f"{SHOP}/d-{key[-1]}", "order_key": key, "source_ref": f"d-{key[-1]}"}
        version = self._next(f"dispute {key}")
        return key, dispute(**values, **self.disputes[key], version=version)

    def _next(self, name: str) -> int:
        self.versions[name] += 1
        return self.versions[name]
