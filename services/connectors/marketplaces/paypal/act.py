"""What can be done on PayPal: a person's answers to disputes, and their words within one.

Nobody is written to unasked: PayPal lets a seller speak within a dispute alone, and in its inquiry
(documented). Orders live elsewhere, so nothing is done about them here.
"""

from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.marketplaces.no_chat import NoChat, reasons
from services.connectors.marketplaces.paypal.answers import LONGEST, call_of
from services.connectors.marketplaces.paypal.client import NAME, PaypalClient
from services.connectors.ports import Shop
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http

MANNERS = Manners(
    longest=LONGEST,
    source="documented: 2000 characters, of a message within a dispute (openapi 1.10); 2026-11-27",
)


class Acts(NoChat):
    """See ``ports.Acts``."""

    name = NAME
    manners = MANNERS
    no_flow = "on PayPal money goes back within a dispute, or by the shop where the order lives"
    reasons = reasons(
        "PayPal lets a seller speak within a dispute alone: `forestall dispute answer --say`",
        "PayPal lets no seller extend protection",
        "disputes are answered by a person",
    )

    def __init__(self, shop: Shop, http: Http, clock: Clock) -> None:
        self._client = PaypalClient(http, shop)
        self._clock = clock

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Read the dispute as it stands, and give the answer that it takes; PayPal names no id.

        Raises:
            Refused: PayPal says no, or the dispute is no longer what the person saw.
            Unanswered: it may have been given; the dispute tells.
        """
        path, now = f"/v1/customer/disputes/{dispute.source_ref}", self._clock.now()
        try:
            source = await self._client.call("GET", path, now, repeat=True)
            action, body = call_of(source, order, answer)
            await self._client.call("POST", f"{path}/{action}", now, body=body, repeat=False)
        except InvalidInput as error:
            raise Refused(NAME, error.reason, error.detail) from error
        return ""
