"""DHL's statuses: Unified's five, which say nothing of customs, and Express' own event codes.

Sources: facts, section 4.4, and the events collected with them. Of Unified's answer the sentences
decide within what the status allows; of Express only third parties' meanings are known, so a code
that is not listed is read by its words.
"""

from schemas.parcel import Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide
from services.connectors.carriers.tables.reading import by_code
from services.connectors.carriers.wording import Wording

UNIFIED: dict[str, Stage] = {
    "pre-transit": Stage.INFO_RECEIVED,
    "transit": Stage.IN_TRANSIT,
    "delivered": Stage.DELIVERED,
    "failure": Stage.EXCEPTION,
    "unknown": Stage.UNKNOWN,
}

_AWAY = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})
_UNDER_WAY = frozenset(
    {
        Stage.ACCEPTED,
        Stage.ARRIVED,
        Stage.OUT_FOR_DELIVERY,
        Stage.PICKUP,
        Stage.FAILED_ATTEMPT,
        Stage.EXCEPTION,
    }
)
_NARROWED: dict[str, frozenset[Stage]] = {
    "pre-transit": frozenset({Stage.EXCEPTION}),
    "transit": _UNDER_WAY | _AWAY,
    "delivered": _AWAY | {Stage.PICKUP},
    "failure": _AWAY | {Stage.FAILED_ATTEMPT, Stage.PICKUP},
    "unknown": frozenset(Stage) - {Stage.DELIVERED, Stage.UNKNOWN},
}
"""What the sentences may tell of a status; never a delivery that the status does not know."""

_PROCESSING = at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN)
_RELEASED = at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN)
_UNPAID = at_customs(
    CustomsState.ACTION_REQUIRED, kind=HoldKind.DUTIES, direction=Direction.UNKNOWN
)

EXPRESS: dict[str, Entry] = by_code(
    (
        (Entry(Stage.ACCEPTED), "PU SA"),
        (Entry(Stage.IN_TRANSIT, open=True), "AF AR DF FD PL TP TR SM"),
        (_PROCESSING, "BN CD IC RR UD"),
        (_RELEASED, "BR CR"),
        (_UNPAID, "HP"),
        (Entry(Stage.OUT_FOR_DELIVERY), "WC"),
        (Entry(Stage.PICKUP), "CC"),
        (Entry(Stage.FAILED_ATTEMPT), "CA ND NH RD"),
        (Entry(Stage.EXCEPTION, open=True), "BA CM CS MC MD MS OH SS"),
        (Entry(Stage.DELIVERED), "DD OK PD"),
        (Entry(Stage.RETURNING), "RT"),
        (Entry(Stage.LOST), "DS"),
    )
)
"""``HP`` is held for payment, and does not say whose; ``DS`` is destroyed."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event of Unified's says; None for a status that is none of the five."""
    del sub_code
    status = code.strip().casefold()
    if status not in UNIFIED:
        return None
    said = text.classify_text(words)
    if said.customs is not None and status != "delivered":
        return said if said.stage is not Stage.DELIVERED else _undelivered(said)
    if said.stage in _NARROWED[status]:
        return said.model_copy(update={"customs": None})
    stage = UNIFIED[status]
    if stage is Stage.UNKNOWN:
        return Classified(stage=stage)
    return Classified(
        stage=stage,
        movement=text.moved(stage, words, None),
        decided_by=DecidedBy.CODE,
        matched=status,
    )


def _undelivered(said: Classified) -> Classified:
    """What sentences say of customs, without the delivery that the status does not know."""
    return said.model_copy(update={"stage": Stage.CUSTOMS, "movement": False})


def classify_express(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event of Express' says; None for a code that is not listed."""
    del sub_code
    return decide(EXPRESS, code.strip().upper(), words)
