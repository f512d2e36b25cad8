"""Landmark's numbers of events. Source: facts, section 4.10, and the events collected with them."""

from schemas.parcel import CustomsSignal, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code, reader

_HELD_FOR_PAYMENT = Entry(
    Stage.CUSTOMS,
    CustomsSignal(
        state=CustomsState.ACTION_REQUIRED, direction=Direction.UNKNOWN, kind=HoldKind.DUTIES
    ),
    settled=True,
)
"""The code does not say who owes what is to be paid."""

TABLE: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "50 60 75 80 100"),
        (Entry(Stage.IN_TRANSIT), "155 200 225 250 275"),
        (_HELD_FOR_PAYMENT, "90"),
        (at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN), "125"),
        (at_customs(CustomsState.ACTION_REQUIRED, direction=Direction.UNKNOWN), "135"),
        (at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN), "150"),
        (Entry(Stage.OUT_FOR_DELIVERY), "300"),
        (Entry(Stage.PICKUP), "410"),
        (Entry(Stage.EXCEPTION, open=True), "450"),
        (Entry(Stage.DELIVERED), "500 510"),
        (Entry(Stage.FAILED_ATTEMPT), "400 900"),
    )
)

classify = reader(TABLE)
