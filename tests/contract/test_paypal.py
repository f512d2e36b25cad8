"""PayPal through the parts of the suite that concern it, and what is its own: whose order it is."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from schemas.base import Money
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Buyer, Destination, Order, OrderParcel, OrderStatus
from services.connectors.answers import Answer as Given
from services.connectors.answers import Decision
from services.connectors.marketplaces.paypal import signing
from services.connectors.marketplaces.paypal.act import Acts
from services.connectors.marketplaces.paypal.api import Api
from services.connectors.marketplaces.paypal.disputes import read_dispute
from services.connectors.marketplaces.paypal.push import PushReader
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused, Unanswered
from services.runtime.http.client import Http
from tests.contract import certificates
from tests.contract.conformance_marketplace import (
    NOW,
    ActConformance,
    Bench,
    CallConformance,
    DisputeConformance,
    Push,
    PushConformance,
)
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

CLIENT, WEBHOOK, REF = "client-id", "1JE4291016473214C", "PP-R-AYP-10135034"
APP = App("pp", "paypal", CLIENT, ("client-secret",), "https://api-m.paypal.com", WEBHOOK)
SHOP = Shop("paypal/acme", APP, CLIENT, "", orders_of="woocommerce/acme", order_prefix="WC-")
DISPUTES = "/v1/customer/disputes"
DISPUTE = f"{DISPUTES}/{REF}"
ASKED = Money(amount=Decimal(30), currency="USD")

SIGNER = "messageverificationcerts.paypal.com"
CERTIFICATE = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-5edc0ebc"
ROOT = certificates.authority(NOW)
BETWEEN = certificates.authority(NOW, "Between", ROOT)
PAYPAL = certificates.named(SIGNER, NOW, BETWEEN)
PEM = PAYPAL.pem + BETWEEN.pem
READER = PushReader(lambda: certificates.store(ROOT))
ORDER = Order(
    key="woocommerce/acme/1001",
    status=OrderStatus.SHIPPED,
    placed_at=NOW - timedelta(days=40),
    destination=Destination(country="US"),
    buyer=Buyer(reference="b-1"),
    parcels=(OrderParcel(number="RR123456785CN", carrier="China Post"),),
)


def signed(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """The headers of a push; a secret that is not the app's is another's key."""
    headers = {
        signing.ID: "69cd13f0-d67a-11e5-baa3-778b53f4ae55",
        signing.TIME: "2026-03-21T13:36:33Z",
        signing.CERTIFICATE: CERTIFICATE,
        signing.ALGORITHM: signing.RSA_SHA256,
    }
    key = PAYPAL.key if secret in app.secrets else ROOT.key
    text = signing.signed_text(app, Pushed(headers, body, NOW))
    return headers | {
        signing.SIGNATURE: base64.b64encode(key.sign(text, PKCS1v15(), SHA256())).decode()
    }


class Admission:
    """A bearer token, which the client's id and secret buy."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        pair = base64.b64encode(f"{CLIENT}:{secret}".encode()).decode()
        buys = asked.path == "/v1/oauth2/token"
        wanted = f"Basic {pair}" if buys else f"Bearer A21{secret}"
        return admitted if asked.headers.get("authorization") == wanted else 401


class TestPaypal(PushConformance, CallConformance, DisputeConformance, ActConformance):
    """See the suites."""

    bench = Bench(
        reader=READER,
        app=APP,
        shop=SHOP,
        pushes=(
            Push(
                "paypal/push_created.json",
                Hint(
                    CLIENT,
                    "dispute",
                    REF,
                    changed_at=datetime(2026, 3, 21, 13, 35, 44, tzinfo=UTC),
                ),
            ),
            Push("paypal/push_older.json", Hint(CLIENT, "dispute", "PP-000-042-663-135")),
        ),
        unknown_type="paypal/push_unknown_type.json",
        answers={
            "/v1/oauth2/token": b'{"access_token":"A21client-secret","expires_in":32400}',
            DISPUTE: raw("paypal/dispute.json"),
            DISPUTES: raw("paypal/disputes.json"),
            **{
                f"{DISPUTE}/{action}": b'{"links":[]}'
                for action in ("send-message", "accept-claim", "make-offer", "provide-evidence")
            },
        },
        read_name=DISPUTE,
        dispute_hint=Hint(CLIENT, "dispute", REF),
        lists=frozenset({"disputes"}),
        pushed=frozenset({"disputes"}),
        signs=signed,
        key=PEM,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http, SteppedClock(NOW))

    async def order(self) -> Order:
        """One of the shop that is paid here."""
        return ORDER

    async def test_a_dispute_says_what_it_is_about_and_by_when(self) -> None:
        """The platform's own date, amount and reason."""
        (found,) = await self.read(self.bench.dispute_hint)
        assert isinstance(found, Dispute)
        assert found.order_key == ORDER.key
        assert (found.kind, found.state) == (DisputeKind.NOT_RECEIVED, DisputeState.OPEN)
        assert (found.phase, found.round, found.amount) == (DisputePhase.INQUIRY, 1, ASKED)
        assert found.answer_due is not None
        assert found.answer_due.source == "stated"
        assert found.answer_due.at == datetime(2026, 4, 10, 13, 35, 44, 926000, tzinfo=UTC)

    async def test_push_and_poll_of_one_state_are_one_content(self) -> None:
        """A list entry's hint and a push's lead to the same dispute."""
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            page = await api.changes("disputes", NOW - timedelta(days=60), NOW, None)
            polled = api.listed("disputes", page.entries[0].raw, NOW)
            pushed = self.hint_of(self.bench.pushes[0])
            contents = [(await api.read(hint, NOW))[0].content() for hint in (polled, pushed)]
        assert contents[0] == contents[1]

    async def test_one_token_serves_until_it_ends(self) -> None:
        """A call within its nine hours asks for none; one after them does."""
        async with self.outside() as (gateway, shop, http):
            api = self.api(shop, http)
            for hours in (0, 8, 9):
                await api.read(self.bench.dispute_hint, NOW + timedelta(hours=hours))
        assert len(gateway.asked("/v1/oauth2/token")) == 2

    async def test_a_list_is_read_to_its_end_by_the_tokens_that_it_names(self) -> None:
        """Only the token of a next page is taken from its link, never where it leads."""
        first = json.loads(raw("paypal/disputes.json"))
        link = "https://elsewhere.example/?x=1&next_page_token=AQ+b/2=="
        first["links"].append({"rel": "next", "href": link})
        async with self.outside() as (gateway, shop, http):
            gateway.answers[DISPUTES] = lambda call: (
                raw("paypal/disputes.json")
                if "next_page_token" in call
                else json.dumps(first).encode()
            )
            api = self.api(shop, http)
            since = NOW - timedelta(days=60)
            page = await api.changes("disputes", since, NOW, None)
            assert page.cursor == "AQ+b/2=="
            assert (await api.changes("disputes", since, NOW, page.cursor)).cursor is None
            first["links"][-1]["href"] = "https://elsewhere.example/"
            with pytest.raises(Unanswered):
                await api.changes("disputes", since, NOW, None)
        call = gateway.asked(DISPUTES)[1]
        assert call["next_page_token"] == "AQ+b/2=="
        assert call["update_time_after"] == "2026-02-01T12:00:00.000Z"
        assert call["update_time_before"] == "2026-04-02T12:00:00.000Z"

    async def test_a_persons_answer_is_the_call_that_the_dispute_takes(self) -> None:
        """Each decision has one; evidence is the order's own numbers."""
        less = Money(amount=Decimal("12.5"), currency="USD")
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            for given in (
                Given(Decision.SAY, words="It is at customs."),
                Given(Decision.ACCEPT, ASKED),
                Given(Decision.PROPOSE, less, "Sorry for the wait."),
                Given(Decision.REFUSE, words="It was delivered."),
            ):
                await acts.answer(ORDER, dispute(), given)
        assert gateway.asked(f"{DISPUTE}/send-message") == [{"message": "It is at customs."}]
        (accepted,) = gateway.asked(f"{DISPUTE}/accept-claim")
        assert accepted["accept_claim_type"] == "REFUND"
        (offer,) = gateway.asked(f"{DISPUTE}/make-offer")
        assert json.loads(offer["offer_amount"]) == {"currency_code": "USD", "value": "12.5"}
        (evidence,) = gateway.asked(f"{DISPUTE}/provide-evidence")
        (told,) = json.loads(evidence["input"])["evidences"]
        assert (told["evidence_type"], told["notes"]) == (
            "PROOF_OF_FULFILLMENT",
            "It was delivered.",
        )
        (sent,) = told["evidence_info"]["tracking_info"]
        assert (sent["tracking_number"], sent["carrier_name_other"]) == (
            "RR123456785CN",
            "China Post",
        )

    @pytest.mark.parametrize(
        ("changed", "given"),
        [
            ({"links": []}, Given(Decision.SAY, words="Hello")),
            ({"links": []}, Given(Decision.ACCEPT, ASKED)),
            (
                {"dispute_amount": {"currency_code": "USD", "value": "31.00"}},
                Given(Decision.ACCEPT, ASKED),
            ),
            (
                {"allowed_response_options": {"accept_claim": {"accept_claim_types": ["X"]}}},
                Given(Decision.ACCEPT, ASKED),
            ),
            (
                {"dispute_amount": {"currency_code": "EUR", "value": "30.00"}},
                Given(Decision.PROPOSE, ASKED, "Sorry"),
            ),
            ({"evidences": []}, Given(Decision.REFUSE, words="It was delivered.")),
            ({}, Given(Decision.SAY, words="x" * 2001)),
        ],
    )
    async def test_what_the_dispute_does_not_take_now_is_refused_unsaid(
        self, changed: dict[str, Any], given: Given
    ) -> None:
        """It is read just before: an answer to what the person did not see is none."""
        shown = json.loads(raw("paypal/dispute.json")) | changed
        async with self.outside(read=json.dumps(shown).encode()) as (gateway, shop, http):
            with pytest.raises(Refused):
                await self.acts(shop, http).answer(ORDER, dispute(), given)
        assert {name for name, _ in gateway.calls} == {"/v1/oauth2/token", DISPUTE}

    async def test_a_dispute_that_is_not_there_is_refused(self) -> None:
        """Nothing was done: it is no answer that may have been given."""
        async with self.outside(read=404) as (_, shop, http):
            with pytest.raises(Refused):
                await self.acts(shop, http).answer(
                    ORDER, dispute(), Given(Decision.SAY, words="Hello")
                )


def dispute(**changed: Any) -> Dispute:
    """The prepared dispute, with some of its details otherwise."""
    return read_dispute(json.loads(raw("paypal/dispute.json")) | changed, SHOP, NOW)
