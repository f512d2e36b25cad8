"""What a seller shows in a not-received inquiry: the parcel's number and carrier. Pure.

Source: ``ShipmentInfoRequest`` of the Post-Order API (documented, 2026-11-27).
"""

from typing import Any

from schemas.order import Order
from services.connectors.marketplaces.ebay.client import NAME
from services.connectors.marketplaces.ebay.instants import written
from services.connectors.marketplaces.shipped import shown_parcel


def shipment_info(order: Order, line: str, words: str) -> dict[str, Any]:
    """The body of ``provide_shipment_info``.

    Args:
        order: with its parcels.
        line: the transaction that the inquiry is about, which is its line's id (inferred).
        words: to the buyer and eBay.

    Raises:
        Refused: see ``shown_parcel``.
    """
    parcel, carrier = shown_parcel(NAME, order, line)
    body: dict[str, Any] = {
        "shippingCarrierName": carrier,
        "trackingNumber": parcel.number,
        "shippedWithTracking": True,
        "sellerComments": {"content": words},
    }
    if parcel.shipped_at is not None:
        body["shippingDate"] = {"value": written(parcel.shipped_at)}
    return body
