"""The codes that posts share: EMSEVT's events, and why customs retains an item (EME).

Source: facts, section 3. The meaning of the reasons is inferred there: Russian Post, UPS and
La Poste list the same ones. Whose papers they are follows from what they are: invoice, certificate
of origin and declaration are the sender's.
"""

from dataclasses import replace

from schemas.parcel import Actor, Classified, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.wording import Wording

PROCESSING = at_customs(CustomsState.PROCESSING)
PAPERS = at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS)
"""Papers or data are missing, and nobody is named who has them."""
SENDERS_PAPERS = at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS, who=Actor.SELLER)
REFUSED = replace(at_customs(CustomsState.REFUSED), movement=False)
"""Decided, and still lying there."""
PROHIBITED = replace(at_customs(CustomsState.REFUSED, kind=HoldKind.PROHIBITED), movement=False)

REASONS: dict[int, Entry] = {
    19: PROHIBITED,
    20: at_customs(CustomsState.ACTION_REQUIRED),  # restricted: under what terms is not said
    50: SENDERS_PAPERS,
    51: SENDERS_PAPERS,
    52: SENDERS_PAPERS,
    53: SENDERS_PAPERS,
    54: SENDERS_PAPERS,
    55: SENDERS_PAPERS,
    56: PAPERS,
    57: at_customs(CustomsState.ACTION_REQUIRED),  # a customer who was not reached: which one?
    58: PROCESSING,
    59: PAPERS,
    60: PAPERS,
    61: PAPERS,
    62: PROCESSING,
    63: PROCESSING,
    64: replace(at_customs(CustomsState.HELD), settled=True),  # "reason not given"
    65: at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS, who=Actor.BUYER),
    70: at_customs(CustomsState.HELD, direction=Direction.EXPORT),
    73: PAPERS,
}
"""Why customs retains an item, by the reason's number."""

_MOVING = Entry(Stage.IN_TRANSIT)
_STOPPED = Entry(Stage.EXCEPTION)
"""Held by a post, which is not customs: it waits for data, or for a way on."""

EVENTS: dict[str, Entry] = {
    "EMA": Entry(Stage.ACCEPTED),
    "EMB": _MOVING,
    "EMC": _MOVING,
    "EXA": at_customs(CustomsState.PROCESSING, direction=Direction.EXPORT),
    "EXB": at_customs(CustomsState.HELD, direction=Direction.EXPORT),
    "EXC": at_customs(CustomsState.RELEASED, direction=Direction.EXPORT),
    "EXD": _STOPPED,
    "EXX": _STOPPED,
    "EMJ": _MOVING,
    "EMK": _MOVING,
    "EMD": Entry(Stage.ARRIVED),
    "EDA": _STOPPED,
    "EDB": PROCESSING,
    "EME": at_customs(CustomsState.HELD),
    "EDC": at_customs(CustomsState.RELEASED),  # "returned from customs" is handed back to the post
    "EDX": REFUSED,
    "EMF": _MOVING,
    "EDD": _MOVING,
    "EDE": _MOVING,
    "EMG": _MOVING,
    "EDF": _STOPPED,
    "EDG": Entry(Stage.OUT_FOR_DELIVERY),
    "EDH": Entry(Stage.PICKUP),
    "EMH": Entry(Stage.FAILED_ATTEMPT),
    "EMI": Entry(Stage.DELIVERED),
}

_RETAINED = "EME"
_ENTRIES = EVENTS | {f"{_RETAINED} {number}": entry for number, entry in REASONS.items()}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event says; None where it is not listed.

    Args:
        code: EMSEVT's three letters.
        sub_code: of ``EME`` the retention reason; one that is not listed is a bare hold.
        words: what stands beside it.
    """
    event = code.strip().upper()
    told = f"{event} {sub_code.strip().lstrip('0')}"
    found = decide(_ENTRIES, told if told in _ENTRIES else event, words)
    return found and really_delivered(found, words)
