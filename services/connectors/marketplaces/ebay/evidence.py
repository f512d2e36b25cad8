"""What a seller shows in a not-received inquiry: the parcel's number and carrier. Pure.

Source: ``ShipmentInfoRequest`` of the Post-Order API (documented, 2026-11-27).
"""

from typing import Any

from schemas.order import Order
from services.connectors.marketplaces.ebay.client import NAME
from services.connectors.marketplaces.ebay.instants import written
from services.runtime.errors import Refused


def shipment_info(order: Order, line: str, words: str) -> dict[str, Any]:
    """The body of ``provide_shipment_info``.

    Args:
        order: with its parcels.
        line: the transaction that the inquiry is about, which is its line's id (inferred).
        words: to the buyer and eBay.

    Raises:
        Refused: no parcel is known to hold the line, or no carrier of it: a wrong number would be
            evidence against the seller.
    """
    named = [one for one in order.parcels if any(part.line_id == line for part in one.lines)]
    candidates = named or order.parcels
    if len(candidates) != 1:
        raise Refused(NAME, "which_parcel", "which parcel the inquiry is about cannot be told")
    parcel = candidates[0]
    if not parcel.carrier:
        raise Refused(NAME, "no_carrier", "the order does not tell the parcel's carrier")
    body: dict[str, Any] = {
        "shippingCarrierName": parcel.carrier,
        "trackingNumber": parcel.number,
        "shippedWithTracking": True,
        "sellerComments": {"content": words},
    }
    if parcel.shipped_at is not None:
        body["shippingDate"] = {"value": written(parcel.shipped_at)}
    return body
