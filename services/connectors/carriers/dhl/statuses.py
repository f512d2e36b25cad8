"""DHL's statuses: Unified's five, which say nothing of customs, and Express' own event codes.

Sources: facts, section 4.4, and the events collected with them. Of Unified's answer the sentences
decide within what the status allows; of Express only third parties' meanings are known, so a code
that is not listed is read by its words.
"""

from schemas.parcel import Classified, CustomsState, DecidedBy, Direction, Stage
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide
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

EXPRESS: dict[str, Entry] = {
    "CS": Entry(Stage.EXCEPTION, open=True),
    "NH": Entry(Stage.FAILED_ATTEMPT),
    "OH": Entry(Stage.EXCEPTION, open=True),
    "OK": Entry(Stage.DELIVERED),
    "RR": at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN),
    "RT": Entry(Stage.RETURNING),
    "UD": at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN),
}


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
