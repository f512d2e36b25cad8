"""EasyPost's tracker statuses: what each means, and what words may still change.

Source: facts, section 5, and the rows of the events beside them. No status speaks of customs and no
list of ``status_detail`` was found: what customs does is told by the carrier's sentence alone.
"""

from schemas.parcel import Classified, Stage
from services.connectors.carriers.table import Entry, by_status, outward, refused_by_customs
from services.connectors.carriers.wording import Wording

STATUSES: dict[str, Entry] = {
    "unknown": Entry(Stage.UNKNOWN, open=True),
    "pre_transit": Entry(Stage.INFO_RECEIVED),
    "in_transit": Entry(Stage.IN_TRANSIT, open=True),
    "out_for_delivery": Entry(Stage.OUT_FOR_DELIVERY),
    "delivered": Entry(Stage.DELIVERED),
    "available_for_pickup": Entry(Stage.PICKUP),
    "return_to_sender": Entry(Stage.RETURNING),
    "failure": Entry(Stage.FAILED_ATTEMPT, open=True),
    "cancelled": Entry(Stage.EXCEPTION),
    "error": Entry(Stage.EXCEPTION, open=True),
}
"""``status`` of a tracker and of each of its details, to its meaning."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a status says; None leaves it to the words. ``status_detail`` is not read."""
    del sub_code
    found = by_status(STATUSES, code, words)
    return None if found is None else outward(refused_by_customs(found, words))
