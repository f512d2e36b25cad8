"""Delivers pushes to the edge as the platforms do: signed, repeated until accepted, imperfect."""

import asyncio
import hashlib
import heapq
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from services.runtime.http.connections import trusted
from services.sandbox.accounts import Accounts, AppAccount
from services.sandbox.faults import Chance
from services.sandbox.log import Ledger
from services.sandbox.terms import Terms

_ACCEPTED = 200
_HELD_AT_MOST = timedelta(hours=2)
"""A reordered push waits for the next of its app, but not for ever."""


@dataclass(slots=True)
class Push:
    """One push.

    Attributes:
        channel: the app's id, or ``17track``.
        what: ``lazada:0``.
        ref: the object: an order key, a dispute, a message, a number.
        identity: what faults are decided by.
        body: signed and sent as it stands.
        latest: the body as it would be now; platforms read again before a repetition.
        mark: ``repeated`` or ``late``, for the ledger.
    """

    channel: str
    what: str
    ref: str
    identity: str
    at: datetime
    body: bytes
    latest: Callable[[], bytes] | None = None
    attempt: int = 1
    mark: str = ""


@dataclass(slots=True)
class _Channel:
    path: str
    sign: Callable[[bytes], Mapping[str, str]]
    due: list[tuple[datetime, int, Push]] = field(default_factory=list)
    held: list[tuple[datetime, Push]] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    busy: bool = False


def channels(accounts: Accounts) -> dict[str, _Channel]:
    """The addresses and signatures of every app, and of 17TRACK."""
    found = {
        app.id: _Channel(f"/webhooks/{app.marketplace}/{app.id}", _signer(app))
        for app in accounts.apps
    }
    key = accounts.tracking_key.encode()

    def tracking(body: bytes) -> Mapping[str, str]:
        return {"sign": hashlib.sha256(body + b"/" + key).hexdigest()}

    return {**found, "17track": _Channel("/webhooks/carriers/17track", tracking)}


def _signer(app: AppAccount) -> Callable[[bytes], Mapping[str, str]]:
    if app.marketplace != "bazaar":
        return _iop_signer(app.key, app.secret)

    def sign(body: bytes) -> Mapping[str, str]:
        digest = hmac.new(app.secret.encode(), body, hashlib.sha256).hexdigest()
        return {"x-bazaar-signature": digest}

    return sign


def _iop_signer(key: str, secret: str) -> Callable[[bytes], Mapping[str, str]]:
    def sign(body: bytes) -> Mapping[str, str]:
        digest = hmac.new(secret.encode(), key.encode() + body, hashlib.sha256).hexdigest()
        return {"authorization": digest}

    return sign


class Pusher:
    """One worker a channel: the order of an app's pushes is the platform's.

    Args:
        now: domain time.
        edge: base address of the receiver; None: pushes go nowhere, and the ledger says so.
    """

    def __init__(
        self,
        *,
        accounts: Accounts,
        now: Callable[[], datetime],
        ledger: Ledger,
        chance: Chance,
        terms: Terms,
        edge: str | None,
    ) -> None:
        self.edge = edge
        self._now = now
        self._ledger = ledger
        self._chance = chance
        self._terms = terms
        self._channels = channels(accounts)
        self._ordinal = 0
        self._quiet = asyncio.Event()
        self._client: httpx.AsyncClient | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to deliver."""
        self._client = httpx.AsyncClient(
            transport=AiohttpTransport(verify=trusted()),
            timeout=self._terms.push_limit,
            trust_env=False,
        )
        self._tasks = [
            asyncio.create_task(self._work(channel), name=f"pusher {name}")
            for name, channel in self._channels.items()
        ]

    async def stop(self) -> None:
        """Deliver no more; what is left stays undelivered."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def offer(self, push: Push) -> None:
        """Take a push; faults are decided here, once."""
        if self.edge is None:
            self._note(push, "no_edge")
            return
        fate = self._chance.push(push.identity)
        if fate == "lost":
            self._note(push, "lost")
            return
        if fate == "reordered":
            until = push.at + _HELD_AT_MOST
            self._channels[push.channel].held.append((until, push))
            self._note(push, "held_back")
            return
        self._queue(push)
        if fate == "repeated":
            self._queue(replace(push, mark="repeated"))

    def moved(self) -> None:
        """Domain time has moved, or pushes were offered: look at what is due.

        A worker that died of a bug raises it here, rather than leaving everybody to wait.
        """
        for task in self._tasks:
            if task.done() and not task.cancelled():
                task.result()
        now = self._now()
        for channel in self._channels.values():
            for until, push in list(channel.held):
                if until <= now:
                    channel.held.remove((until, push))
                    self._queue(push)
            channel.wake.set()

    def pending(self) -> int:
        """Pushes that are due and not yet done; those held back or to be repeated are not."""
        now = self._now()
        return sum(
            channel.busy + sum(at <= now for at, _, _ in channel.due)
            for channel in self._channels.values()
        )

    async def done(self) -> None:
        """Wait until no push is due."""
        while self.pending():
            self._quiet.clear()
            await self._quiet.wait()

    def waiting(self) -> int:
        """Pushes that are due later: repetitions, and those held back."""
        now = self._now()
        return sum(
            len(channel.held) + sum(at > now for at, _, _ in channel.due)
            for channel in self._channels.values()
        )

    def flush(self) -> None:
        """Let go of everything held back: the month is over."""
        for channel in self._channels.values():
            for _, push in channel.held:
                self._queue(push)
            channel.held.clear()
            channel.wake.set()

    def _queue(self, push: Push) -> None:
        self._ordinal += 1
        channel = self._channels[push.channel]
        heapq.heappush(channel.due, (push.at, self._ordinal, push))
        channel.wake.set()

    async def _work(self, channel: _Channel) -> None:
        while True:
            while channel.due and channel.due[0][0] <= self._now():
                channel.busy = True
                await self._deliver(channel, heapq.heappop(channel.due)[2])
                held = [push for _, push in channel.held]
                channel.held.clear()
                for push in held:
                    push.mark = "late"
                    await self._deliver(channel, push)
                channel.busy = False
                self._quiet.set()
            channel.wake.clear()
            await channel.wake.wait()

    async def _deliver(self, channel: _Channel, push: Push) -> None:
        if push.attempt > 1 and push.latest is not None:
            push.body = push.latest()
        status = await self._post(channel, push.body)
        if status == _ACCEPTED:
            self._note(push, f"delivered:{push.mark}" if push.mark else "delivered")
            return
        self._note(push, f"failed:{status or 'no_answer'}")
        if push.attempt > self._terms.push_attempts:
            self._note(push, "given_up")
            return
        push.attempt += 1
        push.at = self._now() + self._terms.push_every
        self._queue(push)

    async def _post(self, channel: _Channel, body: bytes) -> int:
        if self._client is None or self.edge is None:
            return 0
        headers = {"content-type": "application/json", **channel.sign(body)}
        try:
            answer = await self._client.post(
                self.edge + channel.path, content=body, headers=headers
            )
        except (httpx.HTTPError, aiohttp.ClientError, TimeoutError):
            return 0
        return answer.status_code

    def _note(self, push: Push, outcome: str) -> None:
        more = {"attempt": push.attempt, "channel": push.channel}
        self._ledger.add(self._now(), "push", push.what, push.ref, outcome, **more)
