"""An Post's web categories, and its flag of a customs charge.

Source: facts, section 4.10, and the events collected with them. The flag comes with an amount and a
day by which it is due, which the addressee pays. A category of customs tells no side.
"""

from schemas.parcel import Actor, Classified, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.wording import Wording

CATEGORIES: dict[str, Entry] = {
    "1": at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN),
    "2": Entry(Stage.ACCEPTED),
    "3": Entry(Stage.IN_TRANSIT, open=True),
    "4": Entry(Stage.DELIVERED),
    "5": Entry(Stage.FAILED_ATTEMPT),
    "6": Entry(Stage.RETURNING),
    "7": Entry(Stage.INFO_RECEIVED),
}
"""``webCategoryId``."""

CHARGES: dict[str, Entry] = {
    "customsPaymentRequired": at_customs(
        CustomsState.ACTION_REQUIRED, kind=HoldKind.DUTIES, who=Actor.BUYER, duties_due=True
    )
}

_NAMES = frozenset({"", "webCategoryId"})


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a category says, or the flag where it is set; None for anything else."""
    if sub_code.strip().casefold() == "true":
        return decide(CHARGES, code.strip(), words)
    found = decide(CATEGORIES, code.strip(), words) if sub_code.strip() in _NAMES else None
    return None if found is None else really_delivered(found, words)
