"""The parcel by which a seller shows that an order was sent. Pure."""

from schemas.order import Order, OrderParcel
from services.runtime.errors import Refused


def shown_parcel(system: str, order: Order, line: str = "") -> tuple[OrderParcel, str]:
    """The one parcel that a claim is about, and its carrier.

    Never a guess: a wrong number would be evidence against the seller.

    Args:
        system: the platform, for the error.
        order: with its parcels.
        line: the line that the claim is about; empty where it is about the order.

    Raises:
        Refused: no parcel, or several, may be the one, or its carrier is not known.
    """
    named = [one for one in order.parcels if any(part.line_id == line for part in one.lines)]
    candidates = named or order.parcels
    if len(candidates) != 1:
        raise Refused(system, "which_parcel", "which parcel the claim is about cannot be told")
    parcel = candidates[0]
    if not parcel.carrier:
        raise Refused(system, "no_carrier", "the order does not tell the parcel's carrier")
    return parcel, parcel.carrier
