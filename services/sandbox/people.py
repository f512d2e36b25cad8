"""Who the buyers are: made-up names and addresses, shown as platforms show them.

Nobody who reads an order may keep them: each is a mark that is looked for where it must not be.
"""

import hashlib
from dataclasses import dataclass

from services.sandbox.events import OrderPlan


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a parcel is for."""

    first_name: str
    last_name: str
    phone: str
    street: str

    def marks(self) -> tuple[str, ...]:
        """All that is personal."""
        return self.first_name, self.last_name, self.phone, self.street


def person_of(plan: OrderPlan) -> Person:
    """The buyer of an order; the same for all orders of one buyer."""
    digits = hashlib.sha256(f"person {plan.buyer}".encode()).hexdigest()
    number = f"{int(digits[:12], 16):015d}"
    return Person(
        first_name=f"Given{digits[:8]}",
        last_name=f"Family{digits[8:16]}",
        phone=f"+{number}",
        street=f"{int(digits[16:18], 16)} Lane{digits[18:26]}",
    )
