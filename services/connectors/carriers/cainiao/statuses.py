"""Cainiao's codes of events, which AliExpress' logistics query speaks too: what each means.

Source: facts, section 4.11, and the events collected with them. The buyer's page of AliExpress
writes ``AE_`` before a code; it is read without. A code that is not listed is read by its family
where the facts name one, then by its group, then by its words. No code says that customs seized
a parcel.
"""

from dataclasses import replace

from schemas.parcel import Actor, Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.wording import Wording

_LABEL = "AE_"

_INFO = Entry(Stage.INFO_RECEIVED)
_ACCEPTED = Entry(Stage.ACCEPTED)
_IN_TRANSIT = Entry(Stage.IN_TRANSIT)
_NOTICE = Entry(Stage.IN_TRANSIT, movement=False)
_ARRIVED = Entry(Stage.ARRIVED)
_OUT = Entry(Stage.OUT_FOR_DELIVERY)
_PICKUP = Entry(Stage.PICKUP)
_FAILED = Entry(Stage.FAILED_ATTEMPT)
_DELIVERED = Entry(Stage.DELIVERED)
_RETURNING = Entry(Stage.RETURNING)
_DESTROYED = Entry(Stage.LOST)
_PROBLEM = Entry(Stage.EXCEPTION)

_PROCESSING = at_customs(CustomsState.PROCESSING)
_RELEASED = at_customs(CustomsState.RELEASED)
_STOPPED = at_customs(CustomsState.ACTION_REQUIRED)
_OUTWARD = {
    state: replace(at_customs(state, direction=Direction.EXPORT), settled=True)
    for state in (CustomsState.PROCESSING, CustomsState.HELD, CustomsState.RELEASED)
}
_BETWEEN = {
    state: replace(at_customs(state, direction=Direction.TRANSIT), settled=True)
    for state in (CustomsState.PROCESSING, CustomsState.HELD, CustomsState.RELEASED)
}
# Neither is ever the buyer's: whoever the words name, they settle nothing here.

CODES: dict[str, Entry] = {
    # Announced, and out of the seller's hands.
    "CONSIGN": _INFO,
    "OM_CONSIGN": _INFO,
    "PRE_READY_TO_SHIP": _INFO,
    "GTMS_ASN": _INFO,
    "GWMS_ACCEPT": _INFO,
    "GWMS_PICK": _INFO,
    "GWMS_PACKAGE": _INFO,
    "GWMS_OUTBOUND": _ACCEPTED,
    "GWMS_HANDOVER": _ACCEPTED,
    "GOT": _ACCEPTED,
    "REJECT": _PROBLEM,
    "GWMS_CANCEL": _PROBLEM,
    "GWMS_EXCEPTION": _PROBLEM,
    "GWMS_REJECT": _PROBLEM,
    "PU_PICKUP_SUCCESS": _ACCEPTED,
    "PU_PICKUP_FAILURE": _PROBLEM,
    "PU_SIGN_IN_SUCCESS": _ACCEPTED,
    "PU_SIGN_IN_FAILURE": _PROBLEM,
    # Sorted at home.
    "CW_INBOUND": _IN_TRANSIT,
    "CW_OUTBOUND": _IN_TRANSIT,
    "SC_SIGN_IN_SUCCESS": _IN_TRANSIT,
    "SC_SIGN_IN_FAILURE": _PROBLEM,
    "SC_INBOUND_SUCCESS": _IN_TRANSIT,
    "SC_INBOUND_FAILURE": _PROBLEM,
    "SC_OUTBOUND_SUCCESS": _IN_TRANSIT,
    "SC_OUTBOUND_FAILURE": _NOTICE,  # a delay in leaving, as Cainiao words it to buyers
    "SC_HO_OUT_SUCCESS": _IN_TRANSIT,
    "SC_HO_OUT_FAILURE": _PROBLEM,
    # Between the countries.
    "LH_HO_IN_SUCCESS": _IN_TRANSIT,
    "LH_HO_IN_FAILURE": _PROBLEM,
    "LH_HO_AIRLINE": _IN_TRANSIT,
    "LH_HO_AIRLINE_FAILURE": _PROBLEM,
    "LH_DEPART": _IN_TRANSIT,
    "LH_ARRIVE": _ARRIVED,
    "LH_ARRIVE_FAILURE": _PROBLEM,
    "LH_HO_OUT_SUCCESS": _IN_TRANSIT,
    "LH_HO_OUT_FAILURE": _PROBLEM,
    "LH_POST_COLLECTION": _IN_TRANSIT,
    "TD_TRANS_ARRIVE": _IN_TRANSIT,
    "TD_TRANS_ARRIVE_DCP": _IN_TRANSIT,
    "TD_TRANS_DEPART": _IN_TRANSIT,
    "SC_ARRIVE": _IN_TRANSIT,
    "SC_DEPART": _IN_TRANSIT,
    "OE_DEPART": _IN_TRANSIT,
    "TRANSIT_PORT_REROUTE_CALLBACK": _IN_TRANSIT,
    # Customs.
    "CC_EX_START": _OUTWARD[CustomsState.PROCESSING],
    "CC_EX_SUCCESS": _OUTWARD[CustomsState.RELEASED],
    "CC_EX_FAILURE": _OUTWARD[CustomsState.HELD],
    "CC_TRANS_START": _BETWEEN[CustomsState.PROCESSING],
    "CC_TRANS_SUCCESS": _BETWEEN[CustomsState.RELEASED],
    "CC_TRANS_FAILURE": _BETWEEN[CustomsState.HELD],
    "CC_HO_IN_SUCCESS": _PROCESSING,
    "CC_HO_IN_FAILURE": _PROCESSING,
    "CC_HO_OUT_SUCCESS": _RELEASED,
    "CC_HO_OUT_FAILURE": _PROCESSING,
    "CC_IM_START": _PROCESSING,
    "CC_IM_PROCESS": _PROCESSING,
    "CC_IM_SUCCESS": _RELEASED,
    "CC_IM_FAILURE": _STOPPED,
    "CC_IM_EXCEPTION": _STOPPED,
    "CUSTOMS_ARRIVED_IN_AREA_CALLBACK": at_customs(
        CustomsState.PROCESSING, direction=Direction.UNKNOWN
    ),  # an area of which country's customs, it does not say
    "CUS_DECLARE": _PROCESSING,
    "CUS_SUCCESS": _RELEASED,
    "CUS_FAILURE": at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.DOCUMENTS),
    "CUS_TAX": at_customs(
        CustomsState.ACTION_REQUIRED, kind=HoldKind.DUTIES, who=Actor.BUYER, duties_due=True
    ),
    "CIQ_SUCCESS": _RELEASED,
    "CIQ_FAILURE": at_customs(CustomsState.ACTION_REQUIRED, kind=HoldKind.INSPECTION),
    # In the destination. GTMS_STA_SIGNED is the pick-up station's signature, not the buyer's.
    "SL_ACCEPT": _IN_TRANSIT,
    "GTMS_ACCEPT": _ARRIVED,
    "GTMS_RELABEL": _IN_TRANSIT,
    "GTMS_SC_ARRIVE": _IN_TRANSIT,
    "GTMS_SC_ARRIVE_FAILURE": _PROBLEM,
    "GTMS_SC_DEPART": _IN_TRANSIT,
    "GTMS_STATION_IN": _IN_TRANSIT,
    "GTMS_STATION_OUT": _IN_TRANSIT,
    "ARRIVAL": _IN_TRANSIT,
    "DEPARTURE": _IN_TRANSIT,
    "GTMS_DO_ARRIVE": _IN_TRANSIT,
    "GTMS_DO_DEPART": _OUT,
    "GTMS_DELIVERING": _OUT,
    "GTMS_RE_DELIVERING": _OUT,
    "GTMS_DEL_FAILURE": _FAILED,
    "GTMS_FAILURE": _PROBLEM,
    "GTMS_SIGNED": _DELIVERED,
    "GTMS_SIGN_FAILURE": _FAILED,
    "GTMS_STA_SIGNED": _PICKUP,
    "GTMS_STA_SIGN_FAILURE": _PROBLEM,
    "GTMS_STA_WAIT_CUST_CHANGE_ADDRESS": _PROBLEM,
    "GTMS_WAIT_SELF_PICK": _PICKUP,
    "GSTAHUB_INBOUND": _PICKUP,
    "GSTAHUB_INBOUND_FAIL": _PROBLEM,
    "GSTA_INBOUND": _PICKUP,
    "GSTA_INBOUND_FAIL": _PROBLEM,
    "GSTA_SIGN_FAIL": _PROBLEM,
    "GSTA_BUYER_SIGN_FAIL": _PROBLEM,
    "STA_SIGN": _DELIVERED,
    "STA_SIGN_FAIL": _PROBLEM,
    "POSTMAN_POST": _PICKUP,
    "GSTA_INFORM_BUYER": _PICKUP,
    "GSTA_SIGN": _DELIVERED,
    "GSTA_BUYER_SIGN": _DELIVERED,
    "LM_SIGN_SUCCESS": _DELIVERED,
    "SENT_SCAN": _OUT,
    "FAILED": _FAILED,
    "SIGNED": _DELIVERED,
    # Back. What a return warehouse took may still be destroyed there.
    "RETURNED": Entry(Stage.RETURNED),
    "RT_INBOUND": _RETURNING,
    "RT_OUTBOUND": _RETURNING,
    "RT_WH_HO_IN": _RETURNING,
    "RT_DESTROY": _DESTROYED,
    "RT_WH_DESTROY": _DESTROYED,
    # Of no place.
    "EXCEPTION": replace(_PROBLEM, open=True),
    "COMMON_INTRANSIT": _NOTICE,
    "COMMON_ACCEPT": _ACCEPTED,
    "COMMON_DEPART": _IN_TRANSIT,
    "COMMON_SIGNED": _DELIVERED,
    "LAST_MILE_ASN_NOTIFY": _NOTICE,
}

FAMILIES: tuple[tuple[str, Entry], ...] = (
    ("CC_EX_", _OUTWARD[CustomsState.PROCESSING]),
    ("CC_TRANS_", _BETWEEN[CustomsState.PROCESSING]),
    ("CC_HO_IN_", _PROCESSING),
    ("RT_", _RETURNING),
)
"""What the facts say of every code that begins so; of an outcome they say nothing."""

GROUPS: dict[str, Entry] = {
    "AE_GROUP_CW_PROCESSING": _IN_TRANSIT,
    "AE_GROUP_SC_PROCESSING": _IN_TRANSIT,
    "AE_GROUP_LH_PROCESSING": _IN_TRANSIT,
    "AE_GROUP_EX_CLEARING_CUSTOMS": _OUTWARD[CustomsState.PROCESSING],
    "AE_GROUP_IM_CLEARING_CUSTOMS": _PROCESSING,
    "AE_GROUP_GTMS_DELIVERING": _OUT,
    "AE_GROUP_SIGNED": _DELIVERED,
}
"""A leg of the way, which an event of the page names beside its code."""

STATUSES: dict[str, Entry] = {
    "WAIT_SELLER_SEND_GOODS": _INFO,
    "SELLER_SEND_GOODS": _INFO,
    "WAIT_BUYER_ACCEPT_GOODS": _NOTICE,
    "TRANSPORT": _IN_TRANSIT,
    "CLEAR_CUSTOMS": at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN),
    "DELIVERING": _IN_TRANSIT,
    "PICKUP": _PICKUP,
    "SIGN": _DELIVERED,
    "DELIVERED": _DELIVERED,
    "FAILED": _PROBLEM,
    "RETURNED": Entry(Stage.RETURNED),
}
"""A parcel's status: coarse, and trusted after every code."""

_AT_THE_STATION = frozenset({"GSTA_SIGN", "GSTA_BUYER_SIGN", "STA_SIGN"})
"""The pick-up station's own word that the buyer took it: naming the station takes nothing back."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event says.

    Args:
        code: the action code.
        sub_code: the group's, or the parcel's status where no event has a code.
        words: the sentence.

    Returns:
        None where neither is listed. A group or status alone never makes a delivery: a station's
        signature has the same.
    """
    key = code.strip().upper().removeprefix(_LABEL)
    found = decide(CODES, key, words)
    if found is not None:
        return found if key in _AT_THE_STATION else really_delivered(found, words)
    family = next((entry for start, entry in FAMILIES if key.startswith(start)), None)
    if family is not None:
        return decide({key: family}, key, words)
    found = classify_group(sub_code, "", words) or classify_status(sub_code, "", words)
    if found is not None and found.stage is Stage.DELIVERED:
        return None
    return _narrowed(found, words) if found is not None else None


def classify_group(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a leg of the way says; None for one that is not listed."""
    del sub_code
    found = decide(GROUPS, code.strip().upper(), words, by=DecidedBy.SUB_CODE)
    return really_delivered(found, words) if found is not None else None


def classify_status(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a parcel's status says; None for one that is not listed."""
    del sub_code
    found = decide(STATUSES, code.strip().upper(), words, by=DecidedBy.SUB_CODE)
    return really_delivered(found, words) if found is not None else None


def _narrowed(found: Classified, words: Wording) -> Classified | None:
    """The leg that an unlisted event belongs to, unless its words say more than that it moves.

    Of a leg at customs the words tell how it goes there, and the leg in which direction; what goes
    out stays as the leg has it, since no words make it the buyer's.
    """
    said = text.classify_text(words)
    if said.customs is None:
        return found if said.stage in {Stage.UNKNOWN, Stage.IN_TRANSIT, found.stage} else None
    if found.customs is None or said.stage is Stage.DELIVERED:
        return None
    if found.customs.direction is Direction.EXPORT:
        return found
    if said.customs.direction is not Direction.UNKNOWN:
        return said
    inward = said.customs.model_copy(update={"direction": found.customs.direction})
    return said.model_copy(update={"customs": inward})
