"""A payment provider's dispute, from its signed push to the topic, under another shop's order."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from schemas.topics import DISPUTES, INBOX
from services.connectors.marketplaces.paypal.api import Api
from services.ingest.edge import Edge
from services.ingest.verify import app_door
from services.ingest.work import Shops
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.contract import test_paypal as paypal
from tests.contract.conformance_marketplace import NOW
from tests.contract.gateway import Gateway, serving
from tests.contract.vectors import raw
from tests.support.ingest import Ingest, ask, ingest, normalising, records

PATH = "/webhooks/paypal/pp"
BODY = raw("paypal/push_created.json")


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A migrated schema, at a time at which the certificate is valid."""
    clock.step_to(NOW)
    async with ingest(postgres_url, kafka, clock, producer) as made:
        yield made


class Published:
    """The certificates that PayPal publishes."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def key(self, ref: str) -> bytes:
        """The one there is."""
        self.asked.append(ref)
        if ref != paypal.CERTIFICATE:
            raise InvalidInput("unknown_key")
        return paypal.PEM


async def test_a_signed_push_becomes_a_dispute_of_the_order_that_was_paid(ground: Ingest) -> None:
    """The certificate is fetched once; the record's key is the order's, in the other shop."""
    keys, bench = Published(), paypal.TestPaypal.bench
    inbox = Appender(ground.producer, INBOX.name, limit=60)
    edge = Edge({PATH: app_door(paypal.APP, paypal.READER, keys)}, inbox, ground.clock)
    headers = dict(paypal.signed(paypal.APP, "client-secret", BODY))
    assert [await ask(edge, PATH, headers, BODY) for _ in range(2)] == [200, 200]
    assert await ask(edge, PATH, headers, BODY.replace(b"30.00", b"31.00")) == 401
    assert keys.asked == [paypal.CERTIFICATE]
    gateway = Gateway("client-secret", dict(bench.answers), bench.admission)  # type: ignore[arg-type] # a table
    async with serving(gateway), Http(allow_private=True) as http:
        shop = replace(paypal.SHOP, app=replace(paypal.APP, api=gateway.address))
        shops = Shops({("pp", paypal.CLIENT): shop}, {shop.key: Api(shop, http)})
        async with normalising(ground, shops):
            await ground.ended(read=2, applied=1)
            (told,) = await ground.published(DISPUTES.name, 1)
    (record,) = await records(ground.profile, DISPUTES.name)
    assert record.key == b"woocommerce/acme/1001"
    assert (told["id"], told["order_key"]) == (f"paypal/acme/{paypal.REF}", "woocommerce/acme/1001")
