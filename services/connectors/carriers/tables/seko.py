"""SEKO's codes (``OP-n``). Source: facts, section 4.10, and the events collected with them."""

from schemas.parcel import CustomsSignal, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code, reader

_TRANSIT = Entry(Stage.IN_TRANSIT)
_OPEN = Entry(Stage.IN_TRANSIT, movement=False, open=True)
"""An update or information of any kind: the words say which."""
_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_UNPAID = Entry(
    Stage.CUSTOMS,
    CustomsSignal(
        state=CustomsState.ACTION_REQUIRED, direction=Direction.EXPORT, kind=HoldKind.DUTIES
    ),
    settled=True,
)
"""Held at the hub of export until somebody pays. The code names nobody, and on the way out it is
not the buyer."""

TABLE: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "OP-1 OP-8 OP-9 OP-12"),
        (Entry(Stage.ACCEPTED), "OP-10 OP-11 OP-14 OP-33 OP-89"),
        (_TRANSIT, "OP-3 OP-4 OP-7 OP-18 OP-22 OP-47 OP-48 OP-50 OP-51 OP-54 OP-56 OP-78 OP-79"),
        (_TRANSIT, "OP-80 OP-81 OP-82"),
        (_OPEN, "OP-20 OP-31 OP-32"),
        (_TROUBLE, "OP-2 OP-13 OP-16 OP-17 OP-26 OP-34 OP-35 OP-36 OP-39 OP-41 OP-44 OP-46 OP-49"),
        (_TROUBLE, "OP-52 OP-53 OP-70 OP-83 OP-91"),
        (at_customs(CustomsState.HELD, direction=Direction.UNKNOWN), "OP-6"),
        (at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN), "OP-5"),
        (_UNPAID, "OP-87 OP-88"),
        (Entry(Stage.OUT_FOR_DELIVERY), "OP-21"),
        (Entry(Stage.PICKUP), "OP-19 OP-25 OP-42"),
        (
            Entry(Stage.FAILED_ATTEMPT),
            "OP-23 OP-24 OP-27 OP-28 OP-30 OP-37 OP-38 OP-43 OP-45 OP-84 OP-86",
        ),
        (Entry(Stage.DELIVERED), "OP-71 OP-72 OP-73 OP-74 OP-75 OP-76 OP-77"),
        (Entry(Stage.RETURNED), "OP-55 OP-57 OP-58 OP-59 OP-60 OP-61 OP-62 OP-63 OP-64 OP-65"),
        (Entry(Stage.RETURNED), "OP-66 OP-67 OP-68 OP-69 OP-90 OP-94"),
        (Entry(Stage.RETURNING), "OP-29 OP-85"),
        (Entry(Stage.LOST), "OP-15 OP-40 OP-92"),
    )
)
"""``OP-6`` is held without a reason (``bare_hold`` in the events): nobody is asked for anything."""

classify = reader(TABLE)
