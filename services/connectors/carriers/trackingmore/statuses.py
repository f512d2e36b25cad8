"""TrackingMore's statuses and sub-statuses: what each means, and what words may still change.

Source: facts, section 5, and the documented rows of the events beside them. Only two sub-statuses
speak of customs; a sub-status that is not listed is decided by the words, within what its status
allows.
"""

from schemas.parcel import (
    Classified,
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers.table import (
    Entry,
    at_customs,
    by_status,
    decide,
    outward,
    really_delivered,
    refused_by_customs,
)
from services.connectors.carriers.wording import Wording

STATUSES: dict[str, Entry] = {
    "pending": Entry(Stage.UNKNOWN, open=True),
    "notfound": Entry(Stage.UNKNOWN, open=True),
    "inforeceived": Entry(Stage.INFO_RECEIVED),
    "transit": Entry(Stage.IN_TRANSIT, open=True),
    "pickup": Entry(Stage.UNKNOWN, open=True),  # out for delivery, or ready: the sub-status tells
    "undelivered": Entry(Stage.FAILED_ATTEMPT),
    "delivered": Entry(Stage.DELIVERED),
    "exception": Entry(Stage.EXCEPTION, open=True),
    "expired": Entry(Stage.EXPIRED),
}
"""``checkpoint_delivery_status``, to its meaning where its sub-status is not listed."""

_TROUBLE = Entry(Stage.EXCEPTION)
_TRANSIT = STATUSES["transit"]
_PROHIBITED = Entry(
    Stage.SEIZED, CustomsSignal(state=CustomsState.REFUSED, kind=HoldKind.PROHIBITED)
)

SUB_STATUSES: dict[str, Entry] = {
    "delivered001": STATUSES["delivered"],
    "delivered002": STATUSES["delivered"],
    "delivered003": STATUSES["delivered"],
    "delivered004": STATUSES["delivered"],
    "exception004": _TROUBLE,
    "exception005": STATUSES["exception"],
    "exception006": _PROHIBITED,
    "exception007": Entry(Stage.LOST),
    "exception008": _TROUBLE,
    "exception009": _TROUBLE,
    "exception010": Entry(Stage.RETURNED),
    "exception011": Entry(Stage.RETURNING),
    "inforeceived001": STATUSES["inforeceived"],
    "notfound001": STATUSES["inforeceived"],
    "pickup001": Entry(Stage.OUT_FOR_DELIVERY),
    "pickup002": Entry(Stage.PICKUP),
    "notfound002": Entry(Stage.UNKNOWN),
    "transit001": _TRANSIT,
    "transit002": _TRANSIT,
    "transit003": _TRANSIT,
    "transit004": Entry(Stage.ARRIVED),
    "transit005": at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN),
    "transit006": Entry(Stage.IN_TRANSIT),
    "transit007": Entry(Stage.IN_TRANSIT),
}
"""``checkpoint_delivery_substatus``, to its meaning."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a status and sub-status say; None leaves it to the words."""
    found = decide(SUB_STATUSES, sub_code, words, by=DecidedBy.SUB_CODE)
    if found is None:
        return by_status(STATUSES, sub_code.rstrip("0123456789") or code, words)
    return really_delivered(outward(refused_by_customs(found, words)), words)
