"""La Poste's event codes: Suivi v2's of three signs, and Colissimo's of six.

Source: facts, section 4.5, and the events collected with them. Only Colissimo's ``DOU`` codes give
reasons, and they are UPU's. None of Suivi's names the side of the clearance: the countries tell it.
A code that is not listed is read by its words.
"""

from schemas.parcel import Actor, Classified, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.upu import (
    PAPERS,
    PROCESSING,
    PROHIBITED,
    REASONS,
    SENDERS_PAPERS,
)
from services.connectors.carriers.wording import Wording

_MOVING = Entry(Stage.IN_TRANSIT)
_NOTICE = Entry(Stage.IN_TRANSIT, movement=False)
"""A forecast or a postponement: the parcel did not move."""
_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_DELIVERED = Entry(Stage.DELIVERED)
_PICKUP = Entry(Stage.PICKUP)
_ABSENT = Entry(Stage.FAILED_ATTEMPT)
_RETURNING = Entry(Stage.RETURNING)
_INFO = Entry(Stage.INFO_RECEIVED)


def _either_way(state: CustomsState) -> Entry:
    return at_customs(state, direction=Direction.UNKNOWN)


SUIVI: dict[str, Entry] = {
    "DR1": _INFO,
    "DR2": _TROUBLE,
    "PC1": Entry(Stage.ACCEPTED),
    "PC2": Entry(Stage.ACCEPTED),
    "ET1": _MOVING,
    "ET2": _MOVING,
    "ET3": Entry(Stage.ARRIVED),
    "ET4": _MOVING,
    "EP1": _NOTICE,
    "DO1": _either_way(CustomsState.PROCESSING),
    "DO2": _either_way(CustomsState.RELEASED),
    "DO3": _either_way(CustomsState.HELD),
    "ID0": _either_way(CustomsState.PROCESSING),
    "PB1": _TROUBLE,
    "PB2": _NOTICE,
    "MD2": Entry(Stage.OUT_FOR_DELIVERY),
    "ND1": _ABSENT,
    "AG1": _PICKUP,
    "RE1": _RETURNING,
    "DI0": _DELIVERED,
    "DI1": _DELIVERED,
    "DI2": Entry(Stage.RETURNED),
    "DI3": _TROUBLE,
}

COLISSIMO: dict[str, Entry] = {
    "AARCFM": _MOVING,
    "AARDVY": _MOVING,
    "CHGCFM": Entry(Stage.ARRIVED),
    "CHGRCA": _TROUBLE,
    "COMCFM": _INFO,
    "DCHCFM": Entry(Stage.ARRIVED),
    "DCHDDT": _MOVING,
    "DEPGUI": Entry(Stage.ACCEPTED),  # left at a post office, which nobody has fetched it from
    "ECHCFM": _MOVING,
    "ENEMQT": _TROUBLE,
    "EXPCFM": _MOVING,
    "LIVCFM": _DELIVERED,
    "LIVGAR": _DELIVERED,
    "LIVRTI": _DELIVERED,
    "LIVREO": Entry(Stage.RETURNED),
    "LIVVOI": _DELIVERED,
    "MLVARS": _PICKUP,
    "MLVCFM": _MOVING,
    "PCHCEX": _MOVING,
    "PCHCFM": _MOVING,
    "PCHMQT": _INFO,
    "PCHTAR": _MOVING,
    "QDICFM": _NOTICE,
    "RENACP": _NOTICE,
    "RENAIN": _TROUBLE,
    "RENARV": _ABSENT,
    "RENAVA": _RETURNING,
    "RENAVI": _PICKUP,
    "RENCAD": _TROUBLE,
    "RENDIA": _RETURNING,
    "RENDIV": _RETURNING,
    "RENLNA": _MOVING,
    "RENNRV": _ABSENT,
    "RENSNC": _RETURNING,
    "RENSRB": _RETURNING,
    "RENTAR": _RETURNING,
    "RSTBRT": _PICKUP,
    "RSTFHB": _TROUBLE,
    "RSTNCG": _NOTICE,
    "SOLREI": _RETURNING,
    "SOLREO": _RETURNING,
    "TIMEOUT": Entry(Stage.EXPIRED, movement=False),
}

RETAINED: dict[str, Entry] = {
    "DOUAGV": REASONS[54],
    "DOUCOI": REASONS[53],
    "DOUCOM": REASONS[52],
    "DOUCRR": REASONS[53],
    "DOUDDI": SENDERS_PAPERS,
    "DOUDDM": SENDERS_PAPERS,  # no CN 23, which the sender fills in
    "DOUDOU": PROCESSING,
    "DOUDVR": REASONS[61],
    "DOUEXI": at_customs(CustomsState.ACTION_REQUIRED),  # not as many parcels as were declared
    "DOUFCI": REASONS[51],
    "DOUFCM": REASONS[50],
    "DOUIDD": at_customs(CustomsState.PROCESSING, kind=HoldKind.INSPECTION, who=Actor.AUTHORITY),
    "DOUIIR": PAPERS,
    "DOUNIR": REASONS[59],
    "DOUPRO": PROHIBITED,
    "DOURES": PAPERS,  # an import licence
}
"""Colissimo's stays at customs, with their reason."""

TABLE = SUIVI | COLISSIMO | RETAINED


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a code of either list says; None where it is not listed."""
    del sub_code
    found = decide(TABLE, code.strip().upper(), words)
    return found and really_delivered(found, words)
