"""The queue that Amazon's notifications go to: SQS, in the developer's own AWS account.

Source: SQS's JSON protocol, ``ReceiveMessage``, ``DeleteMessageBatch`` and its errors (documented,
2026-11-27). A message that is taken is hidden for a minute and handed out again, unless it was
deleted; it may be handed out twice all the same. All of an app's shops share the queue.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from services.connectors.marketplaces.amazon.signing import Access, sign
from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.lost import Lost
from services.connectors.marketplaces.values import items
from services.connectors.ports import Shop
from services.runtime.apps import QueueSettings
from services.runtime.errors import NotAuthorised, Refused, TryLater
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

SYSTEM = "amazon_sqs"

MOST = 10
"""Messages that one call takes, as SQS has it."""

LISTENS = 5
"""Seconds for which an empty queue is listened to: that asks all of its servers, not a few."""

HIDDEN = 60
"""Seconds until a message that was not deleted is handed out again."""

_FAILED = 400
_KEYS = ("accessdenied", "clienttokenid", "unrecognizedclient", "signature", "token")
_LATER = ("throttl", "overlimit", "unavailable", "internal")


class AmazonQueue:
    """See ``lost.LostPushes``: what it hands out was not lost, it is how Amazon pushes.

    Args:
        shops: those of one app, which has the queue.
        http: the shared client.
        queue: where it is, and under which key it is read.
        wall: the real time, seconds since the epoch.
    """

    def __init__(
        self,
        shops: Sequence[Shop],
        http: Http,
        queue: QueueSettings,
        *,
        wall: Callable[[], float] = time.time,
    ) -> None:
        del shops  # a message says whose it is
        there = urlsplit(queue.url)
        secret = queue.secret.get_secret_value()
        self._access = Access(queue.region, "sqs", queue.key.get_secret_value(), secret)
        self._queue: dict[str, Any] = {"QueueUrl": queue.url}
        self._address = f"{there.scheme}://{there.netloc}/"
        self._http = http
        self._wall = wall

    async def lost(self, cursor: str | None) -> Lost:  # noqa: ARG002 - deleting moves it on
        """Some of its messages, up to ten."""
        asked = {"MaxNumberOfMessages": MOST, "WaitTimeSeconds": LISTENS}
        found = await self._call("ReceiveMessage", asked | {"VisibilityTimeout": HIDDEN})
        told = [one for one in items(found.get("Messages")) if _receipt(one)][:MOST]
        receipts = json.dumps([_receipt(one) for one in told])
        return Lost(tuple(_body(one) for one in told), receipts, "more" if told else None)

    async def confirm(self, lost: Lost) -> None:
        """Delete them.

        Raises:
            TryLater: some could not be; they are handed out again.
            OutsideError: see the tree.
        """
        receipts = json.loads(lost.mark)
        if not receipts:
            return
        entries = [{"Id": str(n), "ReceiptHandle": one} for n, one in enumerate(receipts)]
        found = await self._call("DeleteMessageBatch", {"Entries": entries})
        for failed in items(found.get("Failed")):
            raise TryLater(SYSTEM, "not_deleted", str(failed.get("Code") or "")[:80])

    async def _call(self, action: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
        body = canonical_json({**self._queue, **told})
        headers = {
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": f"AmazonSQS.{action}",
        }
        at = datetime.fromtimestamp(self._wall(), UTC)
        signed = sign("POST", self._address, headers, body, access=self._access, at=at)
        answer = await self._http.call(
            SYSTEM,
            "POST",
            self._address,
            headers=signed,
            content=body,
            timeout=10.0 + LISTENS,
            repeat=True,
            accept=(400, 403),
        )
        found = object_of(SYSTEM, answer.body)
        if answer.status >= _FAILED:
            raise _error(found, answer.status)
        return found


def _receipt(one: Mapping[str, Any]) -> str:
    found = one.get("ReceiptHandle")
    return found if isinstance(found, str) else ""


def _body(one: Mapping[str, Any]) -> bytes:
    """As it was put there; what is no text ends as a dead letter, and holds up no other."""
    found = one.get("Body")
    return found.encode("utf-8", "replace") if isinstance(found, str) else b""


def _error(found: Mapping[str, Any], status: int) -> Refused | NotAuthorised | TryLater:
    """By the word after the namespace."""
    code = str(found.get("__type") or status).rsplit("#", 1)[-1][:80]
    if any(part in code.lower() for part in _LATER):
        return TryLater(SYSTEM, code)
    if any(part in code.lower() for part in _KEYS) or status == 403:  # noqa: PLR2004 - HTTP's own
        return NotAuthorised(SYSTEM, code)
    return Refused(SYSTEM, code)
