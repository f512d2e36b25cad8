"""A posting in arbitration: the nearest thing to a dispute that Ozon tells. Pure.

Inferred, 2026-11-27. It has no number and no date of its own: the posting's number is its
reference, and it counts as opened when it is first read. Ozon decides, so no answer of the seller's
is due. It has ended where the posting shows it as its substatus before this one; if two changes
came between two reads that is not seen, and the dispute stands on: the machine stays silent.
"""

from datetime import datetime

from schemas.base import order_key
from schemas.dispute import Dispute, DisputePhase, DisputeState
from services.connectors.marketplaces.ozon.statuses import arbitration
from services.connectors.marketplaces.values import Json, required
from services.connectors.ports import Shop


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute | None:
    """The dispute about a posting, standing or just ended; None where there is none.

    Raises:
        InvalidInput: ``unreadable``.
    """
    ref, stands_at = required(source, "posting_number"), _word(source, "substatus")
    standing = arbitration(stands_at, _word(source, "status"))
    kind = standing or arbitration(_word(source, "previous_substatus"))
    if kind is None:
        return None
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("ozon", shop.name, ref),
        kind=kind,
        phase=DisputePhase.ARBITRATION,
        state=DisputeState.ESCALATED if standing else DisputeState.CLOSED,
        outcome=None if standing else stands_at or "closed",
        opened_at=now,
        reason=stands_at if standing else _word(source, "previous_substatus"),
        source_ref=ref,
        link=shop.link.replace("{order_id}", ref),
        read_started_at=now,
    )


def _word(source: Json, name: str) -> str:
    return str(source.get(name) or "")
