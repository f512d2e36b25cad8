"""What can be done on Shopify: nothing by calls. There is no chat of a shop with its buyers.

A shop with a mailbox writes to them by e-mail (``connectors/email``): they are its own customers.
Evidence goes to a bank under the shop's name, and may be handed in once: a person does, in the
admin. No call of the facts pays back unasked.
"""

from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.marketplaces.shopify.client import NAME


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on Shopify a person pays back, in the admin"
    reasons = reasons(
        "Shopify has no chat, and this shop no mailbox in the settings: somebody has to write",
        "on Shopify no protection runs that a shop could extend",
        "evidence for a chargeback is handed in by a person, in the admin",
    )
