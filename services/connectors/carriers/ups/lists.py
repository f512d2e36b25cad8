"""UPS's lists of codes that speak of customs, as data. One code means one thing in each list only.

Source: facts, section 4.1, and the documented rows of the events beside them. ``X`` are the
exceptions of parcels, ``MI:...`` Mail Innovations by the source of the event, ``FREIGHT``, ``ULD``
and ``DIALS`` those of freight and of the drivers' boards, ``TypeCode`` another reader's word.
"""

from schemas.parcel import Actor, CustomsSignal, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.table import Entry, at_customs

S, K, A, D = CustomsState, HoldKind, Actor, Direction


def _at(state: CustomsState, kind: HoldKind = K.UNSPECIFIED, who: Actor = A.UNKNOWN) -> Entry:
    """At customs; the direction is left to the words and the countries, unless told otherwise."""
    return at_customs(state, kind=kind, who=who, direction=D.UNKNOWN)


def _bare(kind: HoldKind = K.UNSPECIFIED, state: CustomsState = S.HELD) -> Entry:
    """Held, and nobody is named as the one to act: nothing in the words changes that."""
    signal = CustomsSignal(state=state, kind=kind)
    return Entry(Stage.CUSTOMS, signal, settled=True)


def _gone(kind: HoldKind = K.UNSPECIFIED, stage: Stage = Stage.SEIZED) -> Entry:
    return Entry(stage, CustomsSignal(state=S.REFUSED, kind=kind))


ROUTINE = _at(S.PROCESSING, who=A.CARRIER)
"""UPS itself is preparing or reviewing: no hold, and it says that it will ask."""
AGENCY = _at(S.PROCESSING, who=A.AUTHORITY)
BROKER = _at(S.PROCESSING, who=A.CARRIER)
RECEIVER = at_customs(S.ACTION_REQUIRED, kind=K.DOCUMENTS, who=A.BUYER)
SENDER = _at(S.ACTION_REQUIRED, K.DOCUMENTS, A.SELLER)
ASKED = _at(S.ACTION_REQUIRED, K.DOCUMENTS)
"""Papers are missing, and no word says whose."""
CLEARED = _at(S.RELEASED)
DUTY = at_customs(S.ACTION_REQUIRED, kind=K.DUTIES, who=A.BUYER, duties_due=True)
SEIZED = _gone()
INSPECTED = _at(S.PROCESSING, K.INSPECTION, A.AUTHORITY)

Codes = tuple[tuple[Entry, str], ...]
"""An entry, and the codes that mean it."""

EXCEPTIONS: Codes = (
    (RECEIVER, "1W 29 2B 7U B5 BG BH BJ BK BP DY EU EV EW FE GF GZ OQ R7 RR RS S2 S3 SJ SL SP"),
    (RECEIVER, "X6 XA XB"),
    (SENDER, "40 43 4T 71 7T AO BA BB BD BE CX D0 DN FF L2 L5 OT R6 RA RX S1 SN VP X5 X8 XC XE"),
    (SENDER, "XG XN XO XV XW"),
    (SENDER, "B9"),  # the commercial invoice is the sender's
    (AGENCY, "1U 2N 2T 5 B4 B8 BW BX CE DE E4 E8 E9 L3 OB R4 R5 RD RE RM RP RZ SF SS VK X2 X3"),
    (AGENCY, "X7 XJ XK XL XY"),
    (AGENCY, "LV TT Y1 Y4 Z1"),  # handed to the agency, or waiting for it
    (BROKER, "R1 RJ RU SV T9 YA"),
    (ROUTINE, "4C 7I 7M B3 B6 BV C3 D5 DB ER HW S4 S5 SI SY X4 Y5"),
    (_at(S.PROCESSING), "MI OI VQ VR"),
    (at_customs(S.PROCESSING, direction=D.EXPORT), "YX"),
    (DUTY, "1C 7F"),
    (at_customs(S.PROCESSING), "IP TE XD"),  # over the border, or on in bond
    (INSPECTED, "7S TG"),
    (ASKED, "CZ"),
    # The importer has no broker: that names no one who was asked for anything.
    (_bare(K.DOCUMENTS, S.ACTION_REQUIRED), "7P"),
    (_bare(), "CT"),
    (_at(S.HELD, K.DOCUMENTS, A.SELLER), "ES"),  # rejected, and on as the sender instructs
    (CLEARED, "DA XZ Z3"),
    (_gone(stage=Stage.RETURNING), "CF"),  # customs must let it go back
    (_gone(K.DUTIES, Stage.RETURNING), "7H"),
    (SEIZED, "1F"),
    (Entry(Stage.FAILED_ATTEMPT), "AP"),
)
MAIL_A4: Codes = (
    (_at(S.PROCESSING), "Q6"),
    (CLEARED, "Q7"),
    (SENDER, "QA QB QC QD QE QF"),  # invoice, certificate of origin
    (_at(S.ACTION_REQUIRED, K.DOCUMENTS, A.CARRIER), "QH"),  # the broker must tell what it is
    (ASKED, "Q9 QI QJ QK"),  # licence, import number, papers of a return or of a bank
    (RECEIVER, "QG"),  # information that the consignee was not there to give
    (_bare(K.DOCUMENTS, S.ACTION_REQUIRED), "QP"),
    (_bare(), "QL QM QN QQ"),
    (_gone(K.PROHIBITED), "Q8 S1"),
    (_gone(K.DUTIES), "RV"),
    (SEIZED, "RS RT RU RW RX RY RZ S0 S2 S3"),
    (_gone(K.DUTIES, Stage.RETURNING), "SC"),
)
MAIL_H6: Codes = (
    (_at(S.PROCESSING), "P4"),
    (CLEARED, "P5"),
    (_at(S.HELD), "PD"),
    (_at(S.HELD, K.INSPECTION, A.AUTHORITY), "PK"),
    (ASKED, "PO"),
)
MAIL_VT: Codes = ((at_customs(S.PROCESSING), "MS"),)
FREIGHT: Codes = (
    (AGENCY, "11"),
    (_bare(), "24 61 99 A1 A3 HC"),
    (SEIZED, "35"),
    (DUTY, "58"),
    (CLEARED, "E4"),
    (at_customs(S.HELD, direction=D.EXPORT), "A2 EC"),
    (at_customs(S.RELEASED, direction=D.EXPORT), "EX"),
)
DIALS: Codes = (
    (_at(S.PROCESSING), "70 86 B2 SB SE"),
    (INSPECTED, "DK L4"),
    (_at(S.HELD, who=A.AUTHORITY), "RQ"),
    (ASKED, "ET"),
    (CLEARED, "83 BN EZ"),
    (_gone(stage=Stage.RETURNING), "ST"),
)
ULD: Codes = ((at_customs(S.PROCESSING, direction=D.EXPORT), "EP"),)
TYPE_CODE: Codes = ((_at(S.PROCESSING), "SR"),)
