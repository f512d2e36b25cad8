"""What can be done on WooCommerce: nothing by calls; a shop with a mailbox writes by e-mail.

That a note for the customer is mailed to them is recalled, not checked (facts): none is written.
"""

from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.marketplaces.woocommerce.client import NAME


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on WooCommerce a person pays back, in the shop's own administration"
    reasons = reasons(
        "WooCommerce has no chat, and this shop no mailbox in the settings: somebody has to write",
        "on WooCommerce no protection runs that a shop could extend",
        "WooCommerce knows no disputes",
    )
