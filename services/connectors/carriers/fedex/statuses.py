"""FedEx's types of scan events: what each means, and what words may still change.

Source: facts, section 4.2, and the documented rows of the events beside them. Clearance happens on
the way out as well, and no type tells which: the direction is left to words and countries. Neither
``CD`` nor ``CP`` says who must act: only the words of the exception may.
"""

from schemas.parcel import Classified, CustomsState, Direction, Stage
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.wording import Wording

_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_NOTICE = Entry(Stage.IN_TRANSIT, movement=False)
"""Something is foreseen, was asked for, or happened to a vehicle: the parcel did not move."""
_INFO = Entry(Stage.INFO_RECEIVED, movement=False)
_ACCEPTED = Entry(Stage.ACCEPTED, open=True)
_PICKUP = Entry(Stage.PICKUP)
_PROCESSING = at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN)
_HELD = at_customs(CustomsState.HELD, direction=Direction.UNKNOWN)
_CLEARED = at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN)

_CODES: tuple[tuple[Entry, str], ...] = (
    (_TRANSIT, "AA AR AX DP DS EA ED EO FD IT IX LO OF Ow PM SF SP TP TR"),
    (_NOTICE, "AO AP CH DR EP RC RM RR SH"),
    (_ACCEPTED, "PU PX"),
    (_INFO, "LP OC OX RD RG"),
    (_TROUBLE, "CA DD DY PD"),
    (_PROCESSING, "BR CP CU"),
    (_HELD, "CD"),
    (_CLEARED, "CC"),
    (_PICKUP, "HL HP"),
    (Entry(Stage.OUT_FOR_DELIVERY), "OD"),
    (Entry(Stage.FAILED_ATTEMPT), "DE"),
    (Entry(Stage.DELIVERED), "DL"),
    (Entry(Stage.RETURNING), "RS"),
)
ENTRIES: dict[str, Entry] = {code: entry for entry, codes in _CODES for code in codes.split()}
"""``eventType``, to its meaning."""

EXCEPTIONS: dict[str, Entry] = {"A25": _PROCESSING}
"""``exceptionCode`` that says more than the type of its event."""

_SURE = frozenset({"CC", "DL"})
"""Types that no exception beside them takes back."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an exception or a type of event says; None leaves it to the words."""
    exception = None if code in _SURE else decide(EXCEPTIONS, sub_code, words)
    found = exception or decide(ENTRIES, code, words)
    return None if found is None else really_delivered(found, words)
