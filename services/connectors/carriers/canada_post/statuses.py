"""Canada Post's event codes: what each means.

Source: facts, section 4.8, and the events collected with them. A code is read without its leading
zeros. One that is not listed is read by its words.
"""

from dataclasses import replace

from schemas.parcel import Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide
from services.connectors.carriers.tables.reading import by_code
from services.connectors.carriers.wording import Wording

_PRESENTED = at_customs(CustomsState.PROCESSING)
_HELD = at_customs(CustomsState.HELD)
_RELEASED = at_customs(CustomsState.RELEASED)
_REFUSED = at_customs(CustomsState.REFUSED)
_BACK_TO_CUSTOMS = replace(_REFUSED, movement=False)  # the duty is appealed against
_ACCEPTED = Entry(Stage.ACCEPTED)
_IN_TRANSIT = Entry(Stage.IN_TRANSIT)
_DELIVERED = Entry(Stage.DELIVERED)
_PICKUP = Entry(Stage.PICKUP)
_RETURNING = Entry(Stage.RETURNING)
_DELAYED = Entry(Stage.EXCEPTION)

_MORE: dict[str, Entry] = by_code(
    (
        (_ACCEPTED, "104 105 107 1240 1244 1300 1302"),
        (_IN_TRANSIT, "102 106 113 114 115 116 4202 4550 4600 4950 804"),
        (Entry(Stage.IN_TRANSIT, movement=False), "1200 1203 1220 1221 1223 1224 1225 1410"),
        (Entry(Stage.OUT_FOR_DELIVERY), "500"),
        (_PICKUP, "1405 1407 1436 1437 1438"),
        (Entry(Stage.FAILED_ATTEMPT), "1411"),
        (_DELIVERED, "1406 1408 1409 1422 1423 1424 1425 1426 1427 1428 1429 1430 1431 1432 1433"),
        (_DELIVERED, "1434"),
        (_RETURNING, "1415 1416 1418 1420"),
        (_DELAYED, "118 120 121 160 161 163 1414 622 623 624 625 626 627 628"),
        (Entry(Stage.EXCEPTION, open=True), "4700"),
        (Entry(Stage.ARRIVED), "4311"),
    )
)

TABLE: dict[str, Entry] = _MORE | {
    "100": _ACCEPTED,
    "117": at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS),
    "127": _HELD,
    "130": _RELEASED,
    "150": Entry(Stage.LOST),
    "159": _DELAYED,
    "162": _DELAYED,
    "168": _RETURNING,
    "169": _RETURNING,
    "174": Entry(Stage.OUT_FOR_DELIVERY),
    "183": _RETURNING,
    "184": _RETURNING,
    "400": _IN_TRANSIT,
    "410": _IN_TRANSIT,
    "621": _DELAYED,
    "701": _PRESENTED,
    "710": Entry(Stage.EXCEPTION),
    "800": _PRESENTED,
    "810": _HELD,
    "815": at_customs(CustomsState.PROCESSING, direction=Direction.EXPORT),
    "900": _RELEASED,
    "910": _RELEASED,
    "1100": _REFUSED,
    "1210": _PRESENTED,  # the duty is paid, which is not yet released
    "1301": _ACCEPTED,
    "1417": _RETURNING,
    "1419": _RETURNING,
    "1421": _DELIVERED,
    "1435": _PICKUP,
    "1487": _BACK_TO_CUSTOMS,
    "1496": _DELIVERED,
    "1701": _PICKUP,
    "2601": _BACK_TO_CUSTOMS,
    "2802": _RETURNING,
    "3000": Entry(Stage.INFO_RECEIVED),
    "4310": Entry(Stage.ARRIVED),
    "4330": _PRESENTED,
    "4400": _PRESENTED,
    "4450": _RELEASED,
    "4500": _RELEASED,
    "4650": Entry(Stage.FAILED_ATTEMPT),
    "4900": _IN_TRANSIT,
    "5201": _RELEASED,
}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a code says; None where it is not listed.

    A code of release may stand beside words of the other post that refuse the parcel: then it is
    refused.
    """
    del sub_code
    key = code.strip().lstrip("0")
    found = decide(TABLE, key, words)
    if found is None or found.customs is None or found.customs.state is not CustomsState.RELEASED:
        return found
    said = text.customs_signal(words)
    if said is None or said.state is not CustomsState.REFUSED:
        return found
    return found.model_copy(
        update={
            "stage": text.refused_stage(words),
            "customs": said.model_copy(update={"direction": found.customs.direction}),
            "decided_by": DecidedBy.TEXT,
        }
    )
