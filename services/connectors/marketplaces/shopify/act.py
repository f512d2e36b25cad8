"""What can be done on Shopify: nothing by the machine. There is no chat of a shop with its buyers.

Evidence goes to a bank under the shop's name, and may be handed in once: a person does, in the
admin. No call of the facts pays back unasked.
"""

from services.connectors.manners import Manners
from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.shopify.client import NAME

MANNERS = Manners(
    longest=2000,
    links=True,
    source="no chat, and no rule but the shop's own: of what staff write by e-mail, 2026-11-27",
)


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on Shopify a person pays back, in the admin"
    reasons = reasons(
        "Shopify has no chat: the shop writes to its buyers by e-mail",
        "on Shopify no protection runs that a shop could extend",
        "evidence for a chargeback is handed in by a person, in the admin",
    )
