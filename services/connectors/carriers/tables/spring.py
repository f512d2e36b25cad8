"""Spring's numbers of events. Source: facts, section 4.10, and the events collected with them."""

from schemas.parcel import CustomsState, Direction, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code, reader

_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_NOTICE = Entry(Stage.IN_TRANSIT, movement=False, open=True)
"""Information, or the end of it: the parcel did not move."""

TABLE: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "0 12"),
        (Entry(Stage.ACCEPTED), "18 20"),
        (_TRANSIT, "15 19 21 22 93 9101 9102"),
        (Entry(Stage.IN_TRANSIT), "2101 2103"),
        (_NOTICE, "25 9999"),
        (at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN), "40"),
        (at_customs(CustomsState.ACTION_REQUIRED, direction=Direction.UNKNOWN), "41"),
        (at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN), "2102"),
        (Entry(Stage.EXCEPTION, open=True), "31 4106 9302"),
        (Entry(Stage.ARRIVED), "101"),  # delivered to the country, not to the buyer
        (Entry(Stage.FAILED_ATTEMPT), "91 1001"),
        (Entry(Stage.PICKUP), "92"),
        (Entry(Stage.OUT_FOR_DELIVERY), "9301"),
        (Entry(Stage.DELIVERED), "100"),
        (Entry(Stage.RETURNING), "124"),
        (Entry(Stage.RETURNED), "125 12406 12501 12502 12503 12504 12505 12506"),
        (Entry(Stage.LOST), "111"),
    )
)

classify = reader(TABLE)
