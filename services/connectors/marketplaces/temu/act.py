"""What can be done on Temu: paying back what a buyer has requested, in full.

There is no message API (facts: not found). ``temu.aftersales.refund.issue`` takes one kind of
refund, the full one, where the request lists it among what the seller may do (documented copy,
noted 2026-11-27). No documented call refuses a request or proposes a part: a person does.
"""

from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.temu.answers import ISSUE, asked_for
from services.connectors.marketplaces.temu.client import NAME, TemuClient
from services.connectors.marketplaces.temu.lookup import request_of
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http

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
        "requests after the sale are answered by a person",
    )

    def __init__(self, shop: Shop, http: Http) -> None:
        self._client = TemuClient(http, shop)

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:  # noqa: ARG002 - the port's
        """Read the request as it stands, and pay it back in full; Temu names no id.

        Raises:
            Refused: another answer, Temu says no, or it is no longer what the person saw.
            Unanswered: it may have been given; the request tells.
        """
        try:
            source = await request_of(self._client, dispute.source_ref)
            await self._client.read(ISSUE, asked_for(source, answer), repeat=False)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error
        return ""
