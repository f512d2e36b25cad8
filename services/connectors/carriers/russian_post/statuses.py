"""Russian Post's operations: a type and an attribute say what happened (``14:6``).

Source: facts, section 4.6, and the events collected with them. ``24:10NN`` is UPU's reason NN less
a thousand. Under a type that is listed an attribute that is not is read by its words, and where
they say nothing of customs by the type; everything else that is not listed by its words alone.
"""

from dataclasses import replace

from schemas.parcel import (
    Actor,
    Classified,
    CustomsSignal,
    CustomsState,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.upu import REASONS
from services.connectors.carriers.wording import Wording

S, K, A, D = CustomsState, HoldKind, Actor, Direction


def _at(state: CustomsState, kind: HoldKind = K.UNSPECIFIED, who: Actor = A.UNKNOWN) -> Entry:
    """At customs; the types are the same for both sides, so the countries tell which."""
    return at_customs(state, kind=kind, who=who, direction=D.UNKNOWN)


_PROCESSING = _at(S.PROCESSING)
_INSPECTED = _at(S.PROCESSING, K.INSPECTION, A.AUTHORITY)
_RELEASED = _at(S.RELEASED)
_RETURNED = _at(S.REFUSED)
_REFUSED = replace(_RETURNED, movement=False)
_PROHIBITED = replace(_at(S.REFUSED, K.PROHIBITED), movement=False)
_PAPERS = _at(S.ACTION_REQUIRED, K.DOCUMENTS)
_ASKED = _at(S.ACTION_REQUIRED)
_TO_PAY = at_customs(
    S.ACTION_REQUIRED, kind=K.DUTIES, who=A.BUYER, duties_due=True, direction=Direction.UNKNOWN
)
"""Duty is the addressee's to pay; whether here or abroad the countries tell."""
_FAILED = Entry(Stage.FAILED_ATTEMPT, open=True)

_EXPORT_REASON = 70


def _sideless(number: int, entry: Entry) -> Entry:
    """UPU's reason; held here or abroad the countries tell, but for the one that names export."""
    if entry.customs is None or number == _EXPORT_REASON:
        return entry
    signal = entry.customs.model_copy(update={"direction": Direction.UNKNOWN})
    return replace(entry, customs=signal)


TABLE: dict[str, Entry] = {
    "1": Entry(Stage.ACCEPTED),
    "4": Entry(Stage.IN_TRANSIT),  # sent after the addressee
    "2:1": Entry(Stage.DELIVERED),
    "2:2": Entry(Stage.RETURNED),
    "2:4": Entry(Stage.RETURNED),
    "2:7": Entry(Stage.RETURNED),
    "2:9": Entry(Stage.RETURNED),
    "3": Entry(Stage.RETURNING),
    "9": Entry(Stage.ARRIVED),
    "10": Entry(Stage.IN_TRANSIT),
    "11": _PROCESSING,
    "12": _FAILED,
    "12:15": _TO_PAY,
    "12:19": _ASKED,
    "12:20": _PAPERS,
    "12:23": _PROHIBITED,
    "12:24": _PROHIBITED,
    "12:28": Entry(Stage.LOST),
    "14:1": _RELEASED,
    "14:2": _RETURNED,
    "14:3": _INSPECTED,
    "14:4": _REFUSED,
    "14:5": _ASKED,  # a notice goes with it; what it asks for is not said
    "14:6": _TO_PAY,
    "14:7": _INSPECTED,
    "14:8": _at(S.HELD),
    "14:9": _PROCESSING,
    "14:10": _INSPECTED,
    "14:11": _PROCESSING,
    "14:12": _INSPECTED,
    "14:13": _RELEASED,
    "14:14": _TO_PAY,
    "14:15": _PAPERS,
    "14:16": _RELEASED,
    "14:17": _REFUSED,
    "14:18": _PROCESSING,
    "14:19": _PROCESSING,  # by hand then
    "14:20": _REFUSED,
    "14:21": _INSPECTED,
    "14:22": _REFUSED,  # the way back is allowed
    "14:23": _REFUSED,
    "14:24": _INSPECTED,
    "14:25": at_customs(S.HELD, direction=D.EXPORT),
    "14:26": at_customs(S.RELEASED, direction=D.EXPORT),
    "15": Entry(Stage.EXCEPTION),
    "16": Entry(Stage.LOST),
    "17": Entry(Stage.SEIZED, CustomsSignal(state=S.REFUSED)),
    "18": Entry(Stage.LOST),
    "19": _PROCESSING,  # duty received, which is not yet released
    "21": Entry(Stage.DELIVERED),
    "22": _FAILED,
    "22:5": Entry(Stage.FAILED_ATTEMPT),
    "24": _PROCESSING,
    "24:1": _INSPECTED,
    "24:2": _INSPECTED,
    "24:3": _INSPECTED,
    "24:4": _PROCESSING,
    "27": Entry(Stage.INFO_RECEIVED),
    "28": Entry(Stage.INFO_RECEIVED),
    "31": Entry(Stage.IN_TRANSIT, open=True),
    "33": Entry(Stage.IN_TRANSIT, open=True),
    "34": Entry(Stage.INFO_RECEIVED),
    "35": Entry(Stage.EXCEPTION),
    "35:5": Entry(Stage.EXCEPTION),  # to be fetched, with the notice of customs
    "37": Entry(Stage.INFO_RECEIVED),
    "38": Entry(Stage.EXCEPTION),
    "39": _PROCESSING,
    "39:1": _PROCESSING,
    "39:2": _PROCESSING,
    "39:3": _PROCESSING,
    "39:4": _INSPECTED,
    "39:5": _PAPERS,
    "39:6": _REFUSED,
    "39:7": _PROCESSING,
    "39:8": _RELEASED,
    "39:9": _REFUSED,
    "40": _PROCESSING,
    "40:1": _PROCESSING,
    "40:2": _PROCESSING,
    "40:3": _REFUSED,
    "41": _PROCESSING,
    "41:3": _PROCESSING,
    "41:6": _PROCESSING,
    "42": _FAILED,
    "CUSTOM_RET": _RETURNED,
    "RPODELAY": _at(S.HELD, K.INSPECTION, A.AUTHORITY),
    "SNDDELAY": _RETURNED,
    "SRT_CUSTOM": _PROCESSING,
} | {f"24:{1000 + number}": _sideless(number, entry) for number, entry in REASONS.items()}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an operation says; None where the words decide.

    Args:
        code: the operation's type, or the word that another list has for it.
        sub_code: its attribute.
        words: the names of both.
    """
    kind, attribute = code.strip().upper(), sub_code.strip().lstrip("0")
    exact = f"{kind}:{attribute}"
    if exact in TABLE:
        found = decide(TABLE, exact, words)
        return found and really_delivered(found, words)
    if attribute and text.customs_signal(words) is not None:
        return None
    return decide(TABLE, kind, words)
