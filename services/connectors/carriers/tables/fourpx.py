"""4PX' ``businessLinkCode``. Source: facts, section 4.12, and the events collected with them."""

from schemas.parcel import CustomsState, Stage
from services.connectors.carriers.table import Entry, at_customs
from services.connectors.carriers.tables.reading import by_code, reader

TABLE: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "FPX_O_IR"),
        (Entry(Stage.ACCEPTED), "FPX_C_SPLS"),
        (Entry(Stage.IN_TRANSIT, open=True), "FPX_C_AAF FPX_C_ADFF FPX_M_HA"),
        (Entry(Stage.IN_TRANSIT), "FPX_D_STPP"),
        (Entry(Stage.ARRIVED), "FPX_M_ATA"),
        (at_customs(CustomsState.PROCESSING), "FPX_I_CC FPX_I_RC"),
        (at_customs(CustomsState.HELD), "FPX_I_HC"),
        (at_customs(CustomsState.RELEASED), "FPX_I_CPC"),
        (Entry(Stage.OUT_FOR_DELIVERY), "FPX_D_SD"),
        (Entry(Stage.FAILED_ATTEMPT), "FPX_D_FD"),
        (Entry(Stage.EXCEPTION), "FPX_D_UNDG"),
        (Entry(Stage.DELIVERED), "FPX_S_OKCC FPX_S_OKGP"),
        (Entry(Stage.LOST), "FPX_C_DT"),
    )
)
"""``FPX_I_RC`` has been seen for a hold and for a release: it is neither, only customs."""

classify = reader(TABLE)
