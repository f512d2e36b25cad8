"""Carriers and aggregators of which only a few codes are known.

Source: facts, sections 4.10 and 5, and the events collected with them; a code that is not listed is
left to the words. No bare problem of customs says who must act.
"""

from schemas.parcel import CustomsState, Direction, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code

_PROCESSING = at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN)
_INWARD = at_customs(CustomsState.PROCESSING)
_HELD = at_customs(CustomsState.HELD, direction=Direction.UNKNOWN)
_TO_ACT = at_customs(CustomsState.ACTION_REQUIRED, direction=Direction.UNKNOWN)
_RELEASED = at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN)
_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_TROUBLE = Entry(Stage.EXCEPTION)

SWISS_POST: dict[str, Entry] = by_code(
    ((Entry(Stage.ARRIVED), "ITM_IMP_160"), (_INWARD, "ITM_IMP_170_21 ITM_IMP_195"))
)

TRACK123: dict[str, Entry] = by_code(
    (
        (_TROUBLE, "ABNORMAL_01"),
        (_HELD, "ABNORMAL_02"),
        (Entry(Stage.LOST), "ABNORMAL_03"),
        (Entry(Stage.RETURNED), "ABNORMAL_06"),
        (Entry(Stage.FAILED_ATTEMPT), "DELIVERY_FAILED_01"),
        (_RELEASED, "IN_TRANSIT_03"),
        (Entry(Stage.ARRIVED), "IN_TRANSIT_06"),
        (_TRANSIT, "IN_TRANSIT_01 IN_TRANSIT_02 IN_TRANSIT_04 IN_TRANSIT_05 IN_TRANSIT_07"),
        (_TRANSIT, "IN_TRANSIT_08"),
    )
)
"""``ABNORMAL_03`` is damaged, lost or discarded in one."""

CORREOS_ES: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "A090000V"),
        (Entry(Stage.OUT_FOR_DELIVERY), "H020000V"),
        (Entry(Stage.DELIVERED), "I010000V"),
        (_TRANSIT, "P040000V"),
    )
)

GLS: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "PREADVICE"),
        (_TRANSIT, "INTRANSIT"),
        (Entry(Stage.OUT_FOR_DELIVERY), "INDELIVERY"),
        (Entry(Stage.PICKUP), "DELIVEREDPS"),
        (Entry(Stage.FAILED_ATTEMPT), "NOTDELIVERED"),
        (Entry(Stage.DELIVERED), "DELIVERED"),
        (_TROUBLE, "CANCELED"),
    )
)
"""``DELIVEREDPS`` is handed to a parcel shop."""

GLS_FR: dict[str, Entry] = by_code(((_TO_ACT, "403"),))

SHIPENGINE: dict[str, Entry] = by_code(
    ((_PROCESSING, "CUSTOMS_PROCESSING"), (_RELEASED, "CUSTOMS_CLEARED"))
)
"""Names only: no list was found."""

LP_EXPRESS: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "LABEL_CREATED"),
        (Entry(Stage.ACCEPTED), "DA_ACCEPTED EMA PARCEL_DROPPED LP_RECEIVED"),
        (_TRANSIT, "DA_ACCEPTED_LP DA_DELIVERED_LP DA_EXPORTED DEP_RECEIVED DEP_SENT EMB EMC EMF"),
        (_TRANSIT, "EMG PARCEL_PICKED_UP_BY_DELIVERYAGENT"),
        (Entry(Stage.ARRIVED), "EMD"),
        (_INWARD, "EME"),
        (_TROUBLE, "PARCEL_DETAINED LABEL_CANCELLED"),
        (Entry(Stage.OUT_FOR_DELIVERY), "DA_PASSED_FOR_DELIVERY"),
        (Entry(Stage.PICKUP), "FETCHCODE PARCEL_DELIVERED PARCEL_DEMAND"),
        (Entry(Stage.FAILED_ATTEMPT), "DA_DELIVERY_FAILED EMH"),
        (_TROUBLE, "LP_DELIVERY_FAILED"),
        (Entry(Stage.DELIVERED), "DA_DELIVERED EMI PARCEL_PICKED_UP_AT_LP"),
        (Entry(Stage.DELIVERED), "PARCEL_PICKED_UP_BY_RECIPIENT"),
        (Entry(Stage.RETURNING), "DA_RETURNING"),
        (Entry(Stage.RETURNED), "DA_RETURNED"),
        (Entry(Stage.LOST), "DEAD PARCEL_LOST"),
    )
)
"""``PARCEL_DETAINED`` names no customs; ``DEAD`` is passed on to be destroyed."""

KOREA: dict[str, Entry] = by_code(((_PROCESSING, "HTG"),))

SEVENTEENTRACK_V1: dict[str, Entry] = by_code(
    (
        (Entry(Stage.UNKNOWN), "0"),
        (_TRANSIT, "10"),
        (Entry(Stage.EXPIRED), "20"),
        (Entry(Stage.PICKUP), "30"),
        (Entry(Stage.FAILED_ATTEMPT), "35"),
        (Entry(Stage.DELIVERED), "40"),
        (_TROUBLE, "50"),
    )
)
"""The numbers of 17TRACK's first interface."""
