"""Kuaidi100's states and KDNiao's, with their sub-states.

Source: facts, section 5, and the events collected with them. Both follow parcels out of China and
into it, so no state tells whose customs it is. An exception of clearance names no reason.
"""

from schemas.parcel import CustomsState, Direction, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code, reader

_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_PROCESSING = at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN)
_RELEASED = at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN)
_TO_ACT = at_customs(CustomsState.ACTION_REQUIRED, direction=Direction.UNKNOWN)

KUAIDI100: dict[str, Entry] = by_code(
    (
        (_TRANSIT, "0"),
        (Entry(Stage.INFO_RECEIVED), "101 102"),
        (Entry(Stage.ACCEPTED), "1 103"),
        (_TROUBLE, "2 201 202 205 206 207 208 209 210"),
        (Entry(Stage.DELIVERED), "3 301 302 303 304"),
        (Entry(Stage.OUT_FOR_DELIVERY), "5"),
        (Entry(Stage.RETURNING), "6"),
        (_PROCESSING, "10 11"),
        (_RELEASED, "12"),
        (_TO_ACT, "13"),
        (Entry(Stage.FAILED_ATTEMPT), "203 204"),
        (Entry(Stage.PICKUP), "501"),
        (Entry(Stage.ARRIVED), "1001"),
    )
)

KDNIAO: dict[str, Entry] = by_code(
    (
        (Entry(Stage.UNKNOWN), "0"),
        (Entry(Stage.ACCEPTED), "1"),
        (_TRANSIT, "2"),
        (_TRANSIT, "201"),
        (Entry(Stage.OUT_FOR_DELIVERY), "202"),
        (Entry(Stage.PICKUP), "211"),
        (Entry(Stage.DELIVERED), "301 302 304"),
        (Entry(Stage.EXCEPTION), "401 402 403 404 412"),
        (Entry(Stage.FAILED_ATTEMPT), "405"),
        (Entry(Stage.RETURNED), "406"),
        (_PROCESSING, "601 602"),
        (_RELEASED, "603"),
        (_TO_ACT, "604"),
    )
)

classify_kuaidi100 = reader(KUAIDI100)
classify_kdniao = reader(KDNIAO)
