"""Australia Post's summary statuses. Source: facts, section 4.10, and the events beside them.

Events themselves come without a code and are read by their words; codes of customs were not found.
"""

from schemas.parcel import Classified, Stage
from services.connectors.carriers.table import Entry, decide, really_delivered
from services.connectors.carriers.wording import Wording

TABLE: dict[str, Entry] = {
    "awaiting collection": Entry(Stage.PICKUP),
    "cancelled": Entry(Stage.EXCEPTION),
    "cannot be delivered": Entry(Stage.FAILED_ATTEMPT),
    "delivered": Entry(Stage.DELIVERED),
    "held by courier": Entry(Stage.EXCEPTION, open=True),
    "in transit": Entry(Stage.IN_TRANSIT, open=True),
    "on board for delivery": Entry(Stage.OUT_FOR_DELIVERY),
    "unsuccessful delivery": Entry(Stage.FAILED_ATTEMPT),
}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a status says; None for an event without one."""
    del sub_code
    found = decide(TABLE, code.strip().casefold(), words)
    return None if found is None else really_delivered(found, words)
