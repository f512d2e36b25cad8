"""A queue of SQS on loopback: hides what it hands out, until that is deleted or shown again."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr

from services.connectors.marketplaces.amazon.queue import AmazonQueue
from services.connectors.marketplaces.amazon.signing import Access, sign
from services.connectors.ports import App, Shop
from services.runtime.apps import QueueSettings
from tests.contract.loopback import Received, Reply, loopback, patient_http

SECRET = "the-queues-secret"
WALL = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Queue:
    """What it holds.

    Attributes:
        waiting: the bodies; what is handed out goes to ``hidden`` by its receipt.
        undeletable: receipts that it does not delete.
        calls: the actions that were asked for.
    """

    waiting: list[object] = field(default_factory=list)
    hidden: dict[str, object] = field(default_factory=dict)
    undeletable: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    given: int = 0

    def show(self) -> None:
        """A minute has passed: what was not deleted is handed out again."""
        self.waiting, self.hidden = [*self.hidden.values(), *self.waiting], {}

    def answer(self, url: str, received: Received) -> Reply:
        """As SQS, which recomputes the signature."""
        told = received.json()
        assert (received.method, received.path) == ("POST", "/")
        assert told["QueueUrl"] == f"{url}/123/orders"
        names = ("content-type", "x-amz-target")
        ours = {name: received.headers[name] for name in names}
        access = Access("us-east-1", "sqs", "AKID", SECRET)
        wanted = sign("POST", f"{url}/", ours, received.body, access=access, at=WALL)
        if any(received.headers[name] != value for name, value in wanted.items()):
            return Reply(403, b'{"__type":"com.amazon.coral.service#SignatureDoesNotMatch"}')
        action = received.headers["x-amz-target"].removeprefix("AmazonSQS.")
        self.calls.append(action)
        found = self._receive(told) if action == "ReceiveMessage" else self._delete(told)
        return Reply(body=json.dumps(found).encode())

    def _receive(self, told: Any) -> dict[str, Any]:
        taken, self.waiting = (
            self.waiting[: told["MaxNumberOfMessages"]],
            (self.waiting[told["MaxNumberOfMessages"] :]),
        )
        messages = []
        for body in taken:
            self.given += 1
            receipt = f"receipt-{self.given}=/+"
            self.hidden[receipt] = body
            messages.append({"MessageId": "m", "ReceiptHandle": receipt, "Body": body})
        return {"Messages": messages} if messages else {}

    def _delete(self, told: Any) -> dict[str, Any]:
        assert 1 <= len(told["Entries"]) <= 10
        failed, done = [], []
        for entry in told["Entries"]:
            if entry["ReceiptHandle"] in self.undeletable:
                failed.append({"Id": entry["Id"], "Code": "ReceiptHandleIsInvalid"})
            else:
                self.hidden.pop(entry["ReceiptHandle"])
                done.append({"Id": entry["Id"]})
        return {"Successful": done, "Failed": failed}


@asynccontextmanager
async def queue_of(
    bodies: Sequence[object] = (), *, secret: str = SECRET
) -> AsyncIterator[tuple[Queue, AmazonQueue]]:
    """A queue that holds some messages, and what reads it under a secret."""
    queue = Queue(list(bodies))
    async with loopback() as server, patient_http() as http:
        server.script = lambda received: queue.answer(server.url, received)
        settings = QueueSettings(
            url=f"{server.url}/123/orders",
            region="us-east-1",
            key=SecretStr("AKID"),
            secret=SecretStr(secret),
        )
        app = App("amz", "amazon", "client", ("s",), server.url, queue=settings)
        shop = Shop("amazon/us", app, "A3TH9S8BH6GOGM", "t", site="ATVPDKIKX0DER")
        yield queue, AmazonQueue([shop], http, settings, wall=WALL.timestamp)
