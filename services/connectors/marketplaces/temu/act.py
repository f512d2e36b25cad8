"""What can be done on Temu: nothing by a call. There is no message API (facts: not found).

Refunds could be asked for (``temu.aftersales.refund.issue``), but no documented call refuses a
request or proposes another amount, and what an amount counts in is not told: a person answers.
"""

from services.connectors.manners import Manners
from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.temu.client import NAME

MANNERS = Manners(
    longest=1000,
    source="no rule is published: of what staff paste into the seller centre's chat, 2026-11-27",
)


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on Temu money goes back only within a request that the buyer has made"
    reasons = reasons(
        "Temu has no message API",
        "Temu lets no seller extend protection",
        "requests after the sale are answered in the seller centre",
    )
