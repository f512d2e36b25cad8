"""What can be done on Shopify: evidence handed in, as a person decides.

There is no chat of a shop with its buyers: a shop with a mailbox writes to them by e-mail
(``connectors/email``), for they are its own customers. No call of the facts pays back unasked.
"""

from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.own_customers import MANNERS
from services.connectors.marketplaces.shopify.answers import must_be_taken, variables_of
from services.connectors.marketplaces.shopify.client import NAME, ShopifyClient
from services.connectors.marketplaces.shopify.queries import CONTEST, EVIDENCE
from services.connectors.marketplaces.values import mapping
from services.connectors.ports import Shop
from services.runtime.errors import NotAuthorised, Refused
from services.runtime.http.client import Http


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on Shopify a person pays back, in the admin"
    reasons = reasons(
        "Shopify has no chat, and this shop no mailbox in the settings: somebody has to write",
        "on Shopify no protection runs that a shop could extend",
        "evidence for a chargeback is handed in by a person",
    )

    def __init__(self, shop: Shop, http: Http) -> None:
        self._client = ShopifyClient(http, shop)

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Read the dispute as it stands, and hand in words and parcels; it names no id.

        Raises:
            Refused: another answer, the token lacks the scope, Shopify says no, or the dispute no
                longer waits for evidence.
            Unanswered: it may have been handed in; the dispute tells.
        """
        ref = {"id": f"gid://shopify/ShopifyPaymentsDispute/{dispute.source_ref}"}
        try:
            source = mapping((await self._client.ask("Evidence", EVIDENCE, ref)).get("dispute"))
            told = variables_of(source, order, answer)
            must_be_taken(await self._client.ask("Contest", CONTEST, told, repeat=False))
        except NotAuthorised as error:
            # Of these calls alone: the token is good for all others.
            raise Refused(NAME, error.code, "the token lacks the scopes for evidence") from error
        return ""
