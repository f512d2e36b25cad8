"""What can be done for a shop of the seller's own: nothing by calls; words become tasks.

Where the shop has a mailbox in the settings, e-mail is its chat (``connectors/email``).
"""

from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.ports import Shop


class Acts(NoChat):
    """See ``ports.Acts``."""

    manners = MANNERS
    no_flow = "money goes back in the shop's own system"
    reasons = reasons(
        "this shop has no mailbox in the settings: somebody has to write",
        "no platform's protection runs here",
        "disputes are answered by a person",
    )

    def __init__(self, shop: Shop) -> None:
        self.name = shop.key
