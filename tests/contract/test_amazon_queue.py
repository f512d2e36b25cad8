"""Amazon's queue: calls signed as AWS has it, messages deleted only when they are confirmed."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr

from services.connectors.marketplaces.amazon.push import PushReader
from services.connectors.marketplaces.amazon.queue import AmazonQueue
from services.connectors.marketplaces.amazon.signing import Access, sign
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.apps import QueueSettings
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from tests.contract.loopback import Reply, loopback, patient_http
from tests.contract.vectors import raw
from tests.support.sqs import queue_of

CHANGE = raw("amazon/order_change.json")
NOW = datetime(2026, 3, 2, tzinfo=UTC)
SUITE = Access("us-east-1", "service", "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
SUITE_AT = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("method", "headers", "body", "names", "signature"),
    [
        (
            *("GET", {}, b"", "host;x-amz-date"),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        ),
        (
            *("POST", {}, b"", "host;x-amz-date"),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        ),
        (
            *("POST", FORM, b"Param1=value1", "content-type;host;x-amz-date"),
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
    ],
    ids=["get-vanilla", "post-vanilla", "post-x-www-form-urlencoded"],
)
def test_calls_are_signed_as_in_the_published_suite(
    method: str, headers: dict[str, str], body: bytes, names: str, signature: str
) -> None:
    """AWS's own vectors."""
    found = sign(method, "https://example.amazonaws.com/", headers, body, access=SUITE, at=SUITE_AT)
    assert found["authorization"] == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders={names}, Signature={signature}"
    )


async def test_messages_are_taken_and_deleted_once_confirmed() -> None:
    """Ten at a time until none is left; what was not confirmed is handed out again."""
    bodies = [json.dumps({"number": number}) for number in range(12)]
    async with queue_of(bodies) as (queue, calls):
        first = await calls.lost(None)
        assert [json.loads(body)["number"] for body in first.bodies] == list(range(10))
        queue.show()
        assert (await calls.lost(None)).bodies == first.bodies
        queue.show()
        cursor, taken = None, 0
        while True:
            found = await calls.lost(cursor)
            await calls.confirm(found)
            taken += len(found.bodies)
            cursor = found.cursor
            if cursor is None:
                break
        assert (taken, queue.waiting, queue.hidden) == (12, [], {})
        assert queue.calls[-1] == "ReceiveMessage", "nothing is deleted where nothing was"


async def test_what_is_no_message_holds_up_none() -> None:
    """A body that is no text ends as a dead letter; what cannot be deleted is said."""
    async with queue_of([7, "\ud800", CHANGE.decode()]) as (queue, calls):
        found = await calls.lost(None)
        assert len(found.bodies) == 3
        assert found.bodies[2] == CHANGE
        for body in found.bodies[:2]:
            with pytest.raises(InvalidInput):
                PushReader().read(App("a", "amazon", "k", ("s",), ""), Pushed({}, body, NOW))
        queue.undeletable = {next(iter(queue.hidden))}
        with pytest.raises(TryLater, match="not_deleted"):
            await calls.confirm(found)


async def test_a_wrong_secret_is_told_as_such() -> None:
    """And nothing is handed out."""
    async with queue_of([CHANGE.decode()], secret="another") as (queue, calls):
        with pytest.raises(NotAuthorised, match="SignatureDoesNotMatch"):
            await calls.lost(None)
        assert not queue.hidden


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, "com.amazonaws.sqs#QueueDoesNotExist", Refused),
        (400, "com.amazonaws.sqs#RequestThrottled", TryLater),
        (400, "com.amazonaws.sqs#OverLimit", TryLater),
        (400, "com.amazon.coral.service#AccessDeniedException", NotAuthorised),
        (400, "com.amazon.coral.service#UnrecognizedClientException", NotAuthorised),
        (403, "com.amazon.coral.service#InvalidSignatureException", NotAuthorised),
        (403, None, NotAuthorised),
        (503, "ServiceUnavailable", TryLater),
        (200, "", Unanswered),
    ],
)
async def test_failures_are_told_apart(
    status: int, code: str | None, error: type[Exception]
) -> None:
    """By SQS's own word."""
    body = b"<html>" if status == 200 else json.dumps({"__type": code}).encode()
    async with loopback() as server, patient_http() as http:
        server.script = lambda _: Reply(status, body)
        own = SecretStr("own")
        settings = QueueSettings(url=f"{server.url}/1/q", region="eu-west-1", key=own, secret=own)
        app = App("amz", "amazon", "client", ("s",), server.url, queue=settings)
        calls = AmazonQueue([Shop("amazon/us", app, "S", "t")], http, settings)
        with pytest.raises(error):
            await calls.lost(None)


def hint(**otherwise: object) -> Hint:
    """What a message says, with some values of its notification otherwise."""
    told: Any = json.loads(CHANGE)
    told["Payload"]["OrderChangeNotification"] |= otherwise
    return read(told)


def read(told: object) -> Hint:
    """What the reader makes of it."""
    body = json.dumps(told).encode()
    return PushReader().read(App("a", "amazon", "k", ("s",), ""), Pushed({}, body, NOW))


def test_a_changed_order_is_a_pointer() -> None:
    """To the order, in the seller's marketplace; its key is found without reading it whole."""
    changed = datetime(2026, 3, 1, 19, 42, 4, 284000, tzinfo=UTC)
    wanted = Hint(
        *("A3TH9S8BH6GOGM", "order", "903-8868176-2219830", "903-8868176-2219830"),
        changed_at=changed,
        site="ATVPDKIKX0DER",
    )
    assert hint() == wanted
    told = json.loads(CHANGE)
    small = {name[0].lower() + name[1:]: value for name, value in told.items()}
    assert read(small) == wanted, "other types are written so"
    assert PushReader().partition_key(CHANGE) == "903-8868176-2219830"
    assert hint(OrderChangeTrigger=None).changed_at is None
    assert hint(Summary=None).site == ""


def test_other_types_are_nothing_and_what_is_none_is_refused() -> None:
    """A queue may be shared with what somebody else reads; no path is made of what is no id."""
    assert read({"notificationType": "ACCOUNT_STATUS_CHANGED"}).kind == "nothing"
    for otherwise in ({"AmazonOrderId": "../1"}, {"AmazonOrderId": None}, {"SellerId": "null"}):
        with pytest.raises(InvalidInput):
            hint(**otherwise)
    for told in ({}, {"NotificationType": "ORDER_CHANGE"}, {"Type": "Notification"}):
        with pytest.raises(InvalidInput):
            read(told)
