"""Correios' events: an event type and a status number say what happened, words the rest.

Source: facts, section 4.7, and the events collected with them. Type and number together are the
code (``PAR 11``); the number is read without its leading zeros. A pair that is not listed is read
by its words.
"""

from dataclasses import replace

from schemas.parcel import (
    Actor,
    Classified,
    CustomsSignal,
    CustomsState,
    Direction,
    HoldKind,
    Stage,
)
from services.connectors.carriers.table import Entry, at_customs, decide
from services.connectors.carriers.wording import Wording

_PROCESSING = at_customs(CustomsState.PROCESSING)
_RELEASED = at_customs(CustomsState.RELEASED)
_EITHER_WAY = at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN)
_AGENCY = at_customs(
    CustomsState.PROCESSING, kind=HoldKind.INSPECTION, who=Actor.AUTHORITY
)  # an authority beside customs must consent: communications, agriculture, army, environment
_TO_PAY = at_customs(
    CustomsState.ACTION_REQUIRED, kind=HoldKind.DUTIES, who=Actor.BUYER, duties_due=True
)
_REFUSED = at_customs(CustomsState.REFUSED)
_SEIZED = Entry(Stage.SEIZED, CustomsSignal(state=CustomsState.REFUSED, direction=Direction.IMPORT))
_TO_BE_REFUSED = replace(_REFUSED, movement=False)  # decided, and still lying there

EVENTS: dict[str, Entry] = {
    "40": _TO_BE_REFUSED,
    "43": _SEIZED,
    "54": _PROCESSING,  # a slip to pay by is still to come
    "55": _PROCESSING,
    "56": at_customs(
        CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS, who=Actor.SELLER
    ),  # the declaration, which the sender fills in
    "57": _RELEASED,
    "62": _REFUSED,
    "63": _TO_BE_REFUSED,
    "71": _SEIZED,
    "72": _SEIZED,
    "73": _SEIZED,
    "74": _SEIZED,
    "75": _SEIZED,
    "76": _SEIZED,
    "77": _PROCESSING,
    "81": at_customs(CustomsState.HELD, direction=Direction.EXPORT),
    "83": _TO_BE_REFUSED,
}
"""Numbers of ``BDE``, ``BDI`` and ``BDR``, which mean the same in all three."""

TABLE: dict[str, Entry] = {
    "PAR 10": at_customs(CustomsState.RELEASED, direction=Direction.UNKNOWN),
    "PAR 11": _TO_PAY,
    "PAR 12": _PROCESSING,  # what the addressee handed in is looked at
    "PAR 13": _REFUSED,
    "PAR 14": _PROCESSING,  # the addressee asked for the duty to be reckoned again
    "PAR 19": _RELEASED,
    "PAR 20": Entry(Stage.EXCEPTION),
    "PAR 21": _EITHER_WAY,
    "PAR 22": _PROCESSING,
    "PAR 23": _TO_BE_REFUSED,
    "PAR 24": _TO_BE_REFUSED,
    "PAR 25": at_customs(
        CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS, who=Actor.BUYER
    ),  # "sua ação é necessária" is said to the addressee
    "PAR 26": _TO_BE_REFUSED,
    "PAR 28": Entry(Stage.IN_TRANSIT),
    "PAR 30": _TO_PAY,
    "PAR 31": _PROCESSING,  # paid, which is not yet released
    "PAR 32": _PROCESSING,
    "PAR 34": _RELEASED,
    "PAR 41": _TO_BE_REFUSED,
    "PAR 42": _RELEASED,
    "FC 12": _AGENCY,
    "FC 13": at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.INSPECTION),
    "FC 19": _AGENCY,
    "FC 24": _EITHER_WAY,
    "FC 26": _TO_PAY,
    "FC 27": _PROCESSING,
    "FC 29": _SEIZED,
    "FC 31": at_customs(CustomsState.PROCESSING, direction=Direction.EXPORT),
    "FC 32": _AGENCY,
    "FC 33": _AGENCY,
    "FC 34": _AGENCY,
    "FC 35": _AGENCY,
    "FC 37": _AGENCY,
    "FC 41": at_customs(
        CustomsState.ACTION_REQUIRED,
        kind=HoldKind.DOCUMENTS,
        who=Actor.SELLER,
        direction=Direction.UNKNOWN,
    ),  # to be put right at the office of posting, where only the sender is known
    "FC 47": Entry(Stage.RETURNING, movement=False),
    "FC 51": Entry(Stage.LOST),
} | {
    f"{kind} {number}": entry for kind in ("BDE", "BDI", "BDR") for number, entry in EVENTS.items()
}


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event says; None where its type and number are not listed."""
    number = sub_code.strip().lstrip("0")
    return decide(TABLE, f"{code.strip().upper()} {number}", words)
