"""A seller's own system through the suite of pushes, and what is its own: whole objects."""

import hmac
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from schemas.conversation import Contact, Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.marketplaces.direct.act import Acts
from services.connectors.marketplaces.direct.api import Api
from services.connectors.marketplaces.direct.push import PushReader
from services.connectors.marketplaces.direct.signing import ID, SIGNATURE, TIMESTAMP, sign
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import (
    NOW,
    ActConformance,
    Bench,
    Push,
    PushConformance,
)
from tests.contract.vectors import raw

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
APP = App("own", "direct", "own", (SECRET, "an older secret"), "https://unused")
SHOP = Shop("direct/acme", APP, "acme", "no-token")
ORDER = "A-1001"


def signs(_app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """As the specification says."""
    return {
        ID: "msg_1",
        TIMESTAMP: str(int(NOW.timestamp())),
        SIGNATURE: f"v1a,none {sign(secret, 'msg_1', NOW, body)}",
    }


def at(minutes: int) -> datetime:
    """Minutes before noon."""
    return datetime(2026, 4, 2, 12, tzinfo=UTC) - timedelta(minutes=minutes)


def hint(kind: str, ref: str, order_id: str, minutes: int) -> Hint:
    """Of the one shop."""
    return Hint("acme", kind, ref, order_id, at(minutes))  # type: ignore[arg-type] # a literal


class TestDirect(PushConformance, ActConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=SHOP,
        pushes=(
            Push("direct/push_order.json", hint("order", ORDER, ORDER, 1)),
            Push("direct/push_dispute.json", hint("dispute", "D-9", ORDER, 2)),
            Push("direct/push_message.json", hint("message", "C-77/M-5", "", 3)),
            Push("direct/push_feedback.json", hint("feedback", ORDER, ORDER, 3)),
            Push("direct/push_contact.json", hint("contact", "C-77", "", 5)),
        ),
        unknown_type="direct/push_unknown_type.json",
        lists=frozenset(),
        signs=signs,
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """It makes no calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """It makes no calls."""
        del http
        return Acts(shop)

    async def order(self) -> Order:
        """The one that was pushed."""
        found = await self.whole("direct/push_order.json")
        assert isinstance(found, Order)
        return found

    async def whole(self, name: str) -> object:
        """The object that a push brings."""
        async with self.outside() as (gateway, shop, http):
            pushed = self.hint_of(Push(name, Hint("", "order", "")))
            (found,) = await Api(shop, http).read(pushed, NOW)
            assert not gateway.calls
            return found

    def test_the_vector_of_the_specification(self) -> None:
        """Its secret, id, time and body give its signature."""
        stamp = datetime.fromtimestamp(1614265330, UTC)
        signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        body = b'{"test": 2432232314}'
        assert sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", stamp, body) == signature

    @pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 365])
    def test_an_old_push_sent_again_does_not_hold(self, minutes: int) -> None:
        """Nor one of the future: five minutes either way are all that clocks may differ."""
        body = raw("direct/push_order.json")
        headers = signs(APP, SECRET, body)
        late = NOW + timedelta(minutes=minutes)
        assert PushReader().verify(APP, Pushed(headers, body, NOW + timedelta(minutes=4)))
        assert not PushReader().verify(APP, Pushed(headers, body, late))

    @pytest.mark.parametrize("stamp", ["", "now", "1e9", "9" * 30, "-1", "١٢٣"])
    def test_a_time_that_is_none_does_not_hold(self, stamp: str) -> None:
        """Whatever stands in the header."""
        headers = {**signs(APP, SECRET, b"{}"), TIMESTAMP: stamp}
        assert not PushReader().verify(APP, Pushed(headers, b"{}", NOW))

    async def test_each_object_is_whole_under_our_shop(self) -> None:
        """Names of its own are made from the shop's; a rating comes without its words."""
        order = await self.order()
        assert (order.version, order.read_started_at, order.source_updated_at) == (0, NOW, at(1))
        dispute = await self.whole("direct/push_dispute.json")
        assert isinstance(dispute, Dispute)
        assert dispute.id == "direct/acme/D-9"
        message = await self.whole("direct/push_message.json")
        assert isinstance(message, Message)
        assert (message.id, message.order_keys) == ("direct/acme/C-77/M-5", (order.key,))
        rating = await self.whole("direct/push_feedback.json")
        assert isinstance(rating, Feedback)
        assert (rating.score, rating.text, rating.order_key) == (2, "", order.key)
        contact = await self.whole("direct/push_contact.json")
        assert isinstance(contact, Contact)
        assert (contact.id, contact.email) == ("direct/acme/C-77", "mia@example.org")

    @pytest.mark.parametrize(
        ("name", "field", "value"),
        [
            ("order", "key", "direct/other/A-1"),
            ("order", "key", "lazada/acme/A-1"),
            ("order", "key", "direct/acme/x/A-1"),
            ("dispute", "order_key", "direct/other/A-1001"),
            ("message", "order_keys", ["direct/other/A-1001"]),
            ("message", "shop", "lazada/acme"),
            ("message", "shop", "direct/"),
        ],
    )
    async def test_nothing_of_another_shop_comes_in(
        self, name: str, field: str, value: object
    ) -> None:
        """One shop's secret writes into no other's cases: it is refused, or is that shop's."""
        told = json.loads(raw(f"direct/push_{name}.json"))
        told["data"][field] = value
        push = Pushed({}, json.dumps(told).encode(), NOW)
        with pytest.raises(InvalidInput):
            await Api(SHOP, Http(allow_private=False)).read(PushReader().read(APP, push), NOW)

    def test_a_push_says_what_is_wrong_with_it(self) -> None:
        """The fields are named, their values are not."""
        told = json.loads(raw("direct/push_order.json"))
        told["data"]["destination"] = {"country": "Utopia, Mia's house"}
        with pytest.raises(InvalidInput, match=r"destination\.country") as refused:
            PushReader().read(APP, Pushed({}, json.dumps(told).encode(), NOW))
        assert "Mia" not in str(refused.value)

    def test_the_object_dates_itself_where_it_can(self) -> None:
        """Its own time of change before the push's."""
        told = json.loads(raw("direct/push_order.json"))
        told["data"]["source_updated_at"] = at(30).isoformat()
        found = PushReader().read(APP, Pushed({}, json.dumps(told).encode(), NOW))
        assert found.changed_at == at(30)

    @pytest.mark.parametrize(
        ("name", "field", "value"),
        [
            ("order", "source_updated_at", "2199-01-01T00:00:00Z"),
            ("dispute", "source_updated_at", "2026-04-02T20:00:00Z"),
            ("message", "sent_at", "2027-01-01T00:00:00Z"),
            ("contact", "told_at", "2199-01-01T00:00:00Z"),
            ("order", "protection_end", "9999-12-31T23:59:59Z"),
            ("order", "placed_at", "0001-01-01T00:00:00Z"),
            ("order", "promise", {"at": "9999-12-31T00:00:00Z", "source": "shop"}),
            ("order", "buyer", {"reference": "C-77", "zone": "Europe/Utopia"}),
            ("order", "total", {"amount": "9e999", "currency": "EUR"}),
        ],
    )
    def test_what_cannot_be_reckoned_with_is_refused_by_its_name(
        self, name: str, field: str, value: object
    ) -> None:
        """One dated ahead would hold up all later ones; a year 9999 ends the calendar."""
        told = json.loads(raw(f"direct/push_{name}.json"))
        told["data"][field] = value
        with pytest.raises(InvalidInput, match=field):
            PushReader().read(APP, Pushed({}, json.dumps(told).encode(), NOW))

    def test_a_push_dated_ahead_is_refused(self) -> None:
        """Whose object does not date itself."""
        told = json.loads(raw("direct/push_order.json"))
        told["timestamp"] = (NOW + timedelta(hours=8)).isoformat()
        with pytest.raises(InvalidInput, match="source_updated_at"):
            PushReader().read(APP, Pushed({}, json.dumps(told).encode(), NOW))

    @pytest.mark.parametrize("secret", ["whsec_", "===="])
    def test_no_secret_stands_for_an_empty_key(self, secret: str) -> None:
        """Under which anybody could sign."""
        key, body = replace(APP, secrets=(secret,)), b"{}"
        digest = hmac.digest(b"", b"msg_1.%d.%s" % (NOW.timestamp(), body), "sha256")
        forged = f"v1,{b64encode(digest).decode()}"
        headers = {**signs(key, "another", body), SIGNATURE: forged}
        assert not PushReader().verify(key, Pushed(headers, body, NOW))

    def test_a_shop_may_have_an_app_of_another_name(self) -> None:
        """The seller's name in pushes is the shop's own, whatever the app is called."""
        push = Push("direct/push_order.json", hint("order", ORDER, ORDER, 1))
        assert PushReader().read(replace(APP, id="x"), push.arrived()).seller_id == "acme"
