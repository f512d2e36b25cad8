"""AfterShip's tags and subtags: what each means, and what words may still change.

Source: facts, section 2, and the documented rows of the events beside them. Clearance is told of
both borders by the same subtags: its side is left to the courier's own code, to words and to
countries. A subtag that is not listed is decided by the words, within what its tag allows.
"""

from schemas.parcel import (
    Actor,
    Classified,
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers import text
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
from services.connectors.carriers.words.lexicon import Concept

C = Concept

TAGS: dict[str, Entry] = {
    "Pending": Entry(Stage.UNKNOWN, open=True),
    "InfoReceived": Entry(Stage.INFO_RECEIVED),
    "InTransit": Entry(Stage.IN_TRANSIT, open=True),
    "OutForDelivery": Entry(Stage.OUT_FOR_DELIVERY),
    "AttemptFail": Entry(Stage.FAILED_ATTEMPT),
    "AvailableForPickup": Entry(Stage.PICKUP),
    "Delivered": Entry(Stage.DELIVERED),
    "Exception": Entry(Stage.EXCEPTION, open=True),
    "Expired": Entry(Stage.EXPIRED),
}
"""The main status, and the meaning of a subtag that is not listed where words say no more."""

_TROUBLE = Entry(Stage.EXCEPTION)
_OPEN_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_ONWARD = Entry(Stage.IN_TRANSIT)
_NOTICE = Entry(Stage.OUT_FOR_DELIVERY, movement=False)
_HELD = at_customs(CustomsState.HELD, direction=Direction.UNKNOWN)
_PAYMENT = at_customs(
    CustomsState.ACTION_REQUIRED,
    kind=HoldKind.DUTIES,
    who=Actor.BUYER,
    duties_due=True,
    direction=Direction.UNKNOWN,
)
_PAPERS = at_customs(
    CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS, direction=Direction.UNKNOWN
)

_SUBTAGS: tuple[tuple[Entry, str], ...] = (
    (Entry(Stage.ACCEPTED), "InTransit_002"),
    (_TRANSIT, "InTransit_001 InTransit_003 InTransit_007"),
    (_ONWARD, "InTransit_008 InTransit_009"),
    (Entry(Stage.ARRIVED), "InTransit_004"),
    (at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN), "InTransit_005"),
    (at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN), "InTransit_006"),
    (TAGS["OutForDelivery"], "OutForDelivery_001"),
    (_NOTICE, "OutForDelivery_003 OutForDelivery_004"),
    (TAGS["AttemptFail"], "AttemptFail_001 AttemptFail_002 AttemptFail_003"),
    (TAGS["Delivered"], "Delivered_001 Delivered_002 Delivered_003 Delivered_004"),
    (_OPEN_TROUBLE, "Exception_001 Exception_005 Exception_016 Exception_017 Exception_019"),
    (_TROUBLE, "Exception_002 Exception_003 Exception_007 Exception_008 Exception_009"),
    (_TROUBLE, "Exception_012 Exception_020"),
    (_HELD, "Exception_004"),
    (_PAYMENT, "Exception_006"),
    (_PAPERS, "Exception_018"),
    (Entry(Stage.RETURNING), "Exception_010"),
    (Entry(Stage.RETURNED), "Exception_011"),
    (Entry(Stage.LOST), "Exception_013 Exception_021"),
)
SUBTAGS: dict[str, Entry] = {one: entry for entry, ones in _SUBTAGS for one in ones.split()}
"""The sub-status, to its meaning."""

_SIDES = {"CC_EX_": Direction.EXPORT, "CC_IM_": Direction.IMPORT}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a tag and subtag say; None leaves it to the words.

    ``sub_code`` may have the courier's own code behind a slash: it names the side of a clearance.
    """
    subtag, _, raw = sub_code.partition("/")
    found = decide(SUBTAGS, subtag, words, by=DecidedBy.SUB_CODE)
    if found is None:
        return by_status(TAGS, subtag.partition("_")[0] or code, words)
    if subtag == "Exception_021":
        found = _disposed(found, words)
    found = refused_by_customs(_sided(found, raw), words)
    return really_delivered(outward(found), words)


def _sided(found: Classified, raw: str) -> Classified:
    """With the side that the courier's code names."""
    side = next((one for prefix, one in _SIDES.items() if raw.startswith(prefix)), None)
    return found if side is None else _changed(found, direction=side)


def _disposed(found: Classified, words: Wording) -> Classified:
    """Destroyed: by customs where the words say so, else it is simply gone."""
    if not words.named(C.CUSTOMS, C.CLEARING) and not words.plain(C.SEIZED):
        return found
    signal = CustomsSignal(
        state=CustomsState.REFUSED,
        direction=text.direction(words),
        kind=HoldKind.PROHIBITED if words.plain(C.SEIZED, C.PROHIBITED) else HoldKind.UNSPECIFIED,
    )
    return found.model_copy(update={"stage": Stage.SEIZED, "customs": signal})


def _changed(found: Classified, **changes: object) -> Classified:
    signal = found.customs.model_copy(update=changes) if found.customs else None
    return found.model_copy(update={"customs": signal})
