"""Reading what hints name, of many shops side by side: a shop that does not answer delays no other.

A batch waits for a shop while that goes on answering, and once a few seconds for one that falls
silent: from then on its reads are parked at once, but for one that is asked beside the batches, to
hear of its return. What was parked is read beside the topic too, with more patience, so that a shop
that is merely slow is read in the end. What a busy shop did not get to is soon asked for, however
often that happens.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from schemas.base import Versioned
from services.connectors.marketplaces.values import readable
from services.ingest import store
from services.ingest.calls import Errand, errand
from services.ingest.hints import Identity, errand_of
from services.ingest.work import Read, Shops
from services.runtime.clock import Clock
from services.runtime.errors import Deferred, InvalidInput, OutsideError
from services.runtime.kafka.outcome import Dead
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.logs import about, get_logger
from services.runtime.tracing import step

CALLS_A_SHOP = 4
"""Reads in flight for one shop."""

BATCH_SECONDS = 8.0
"""Machine time for the reads of a whole batch; what has not answered is parked."""

SILENT_SECONDS = 3.0
"""Machine time without one answer after which a shop is waited for no longer, at first."""

AGAIN = timedelta(minutes=5)
"""Domain time after which a parked record is first tried again; then twice as long each time."""

SOON = timedelta(seconds=10)
"""Domain time after which is asked for what a shop, answering all the while, did not get to.

Long enough for other shops' parked records to have their turn between.
"""

MOST_BYTES = MAX_RECORD_BYTES // 2
"""Of an object as JSON: a platform's answer may be longer than what a topic takes."""

log = get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    """The drafts that a record led to."""

    drafts: tuple[Versioned, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """The platform did not give the object.

    Attributes:
        reason: a short stable word.
        until: when it may be asked, where that is known.
    """

    reason: str
    until: datetime | None = None


Answered = Found | Unread | Dead

_NO_ANSWER = Unread("no_answer_in_time")


class Reads:
    """Reads objects through the shops' calls.

    Args:
        shops: the shops of the settings and their calls.
        clock: domain time.
    """

    def __init__(self, shops: Shops, clock: Clock) -> None:
        self._shops = shops
        self._clock = clock
        self._slots = {shop: asyncio.Semaphore(CALLS_A_SHOP) for shop in shops.apis}
        self._heard: dict[str, float] = {}
        self._silent: dict[tuple[str, bool], datetime] = {}
        self._probes: dict[str, asyncio.Task[Answered]] = {}

    async def all(
        self,
        wanted: Mapping[Identity, Read],
        known: Mapping[store.Key, store.Known],
        *,
        again: bool,
    ) -> dict[Identity, Answered]:
        """What each read came to, within ``BATCH_SECONDS``; the most urgent is asked for first.

        Args:
            wanted: the reads.
            known: what is known of the objects.
            again: they were parked before; a shop is then waited for to the end, and one that the
                topic's own batches take for silent is asked all the same.
        """
        by_shop: dict[str, dict[Identity, Read]] = defaultdict(dict)
        errands = {key: self._errand(read, known) for key, read in wanted.items()}
        for identity in sorted(wanted, key=lambda key: errands[key].urgency):
            read = wanted[identity]
            by_shop[read.shop][identity] = read
        shops = [
            self._of_shop(shop, reads, errands, again=again) for shop, reads in by_shop.items()
        ]
        found: dict[Identity, Answered] = {}
        for one in await asyncio.gather(*shops, return_exceptions=True):
            if isinstance(one, BaseException):
                raise one
            found |= one
        return found

    async def _of_shop(
        self,
        shop: str,
        reads: Mapping[Identity, Read],
        errands: Mapping[Identity, Errand],
        *,
        again: bool,
    ) -> dict[Identity, Answered]:
        calls = {identity for identity, read in reads.items() if read.hint.value is None}
        if calls and self._is_silent(shop, again=again):
            self._probe(shop, reads[min(calls)])
            reads = {identity: read for identity, read in reads.items() if identity not in calls}
            others = await self._of_shop(shop, reads, errands, again=again)
            return dict.fromkeys(calls, _NO_ANSWER) | others
        tasks = {
            key: asyncio.create_task(self._read(read, errands[key])) for key, read in reads.items()
        }
        left = _NO_ANSWER
        try:
            if await self._silence(shop, tasks.values(), again=again):
                log.warning("shop.silent", shop=shop)
                self._silent[shop, again] = self._clock.now() + AGAIN
            else:
                left = Unread("no_turn_in_time", self._clock.now() + SOON)
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
        return {
            identity: left if task.cancelled() else task.result()
            for identity, task in tasks.items()
        }

    async def _silence(
        self, shop: str, tasks: Collection["asyncio.Task[Answered]"], *, again: bool
    ) -> bool:
        """Wait while the shop answers; whether it has fallen silent with something still asked."""
        time = asyncio.get_running_loop().time
        patience = BATCH_SECONDS if again else SILENT_SECONDS
        began, left = time(), set(tasks)
        while left:
            silent_at = max(began, self._heard.get(shop, began)) + patience
            if silent_at <= time():
                return True
            if (end := began + BATCH_SECONDS) <= time():
                return False
            _, left = await asyncio.wait(left, timeout=min(silent_at, end) - time())
        return False

    def _is_silent(self, shop: str, *, again: bool) -> bool:
        until = self._silent.get((shop, again))
        return until is not None and self._clock.now() < until

    def _probe(self, shop: str, read: Read) -> None:
        """Ask a silent shop beside everything: an answer is nobody's, and ends the silence."""
        if shop in self._probes:
            return
        probe = self._probes[shop] = asyncio.create_task(self._read(read, Errand()))

        def over(_: "asyncio.Task[Answered]") -> None:
            del self._probes[shop]
            if not probe.cancelled() and (error := probe.exception()) is not None:
                log.warning("probe.failed", shop=shop, error=type(error).__name__)

        probe.add_done_callback(over)

    def _errand(self, read: Read, known: Mapping[store.Key, store.Known]) -> Errand:
        """Why it is read; a shop that waits for its app's budget is not silent meanwhile."""
        return replace(errand_of(read, known), moved=partial(self._moved, read.shop))

    async def _read(self, read: Read, why: Errand) -> Answered:
        order = read.hint.ref if read.hint.kind == "order" else read.hint.order_id
        of = about(order=f"{read.shop}/{order}" if order else None, shop=read.shop)
        with of, errand(why), step("read", read.trace):
            return await self._asked(read)

    async def _asked(self, read: Read) -> Answered:
        api = self._shops.apis[read.shop]
        try:
            if read.hint.value is not None:  # it came whole: no call, and no queue for one
                return _sendable(await api.read(read.hint, self._clock.now()))
            async with self._slots[read.shop]:
                drafts = await api.read(read.hint, self._clock.now())
                self._answered(read.shop)
            return _sendable(drafts)
        except InvalidInput as error:
            self._answered(read.shop)
            return Dead(error.reason, error.detail)
        except Deferred as error:
            return Unread(f"{error.system}_{error.code}", error.until)
        except OutsideError as error:
            return Unread(f"{error.system}_{error.code}")

    def _moved(self, shop: str) -> None:
        self._heard[shop] = asyncio.get_running_loop().time()

    def _answered(self, shop: str) -> None:
        self._moved(shop)
        for again in (False, True):
            self._silent.pop((shop, again), None)


def _sendable(drafts: Sequence[Versioned]) -> Found:
    """The drafts, each such that a relay can publish it: read again, and none too large.

    Raises:
        InvalidInput: ``oversized``, ``unreadable``.
    """
    for draft in drafts:
        told = draft.model_dump_json()
        if len(told) > MOST_BYTES:
            raise InvalidInput("oversized", f"{type(draft).__name__} of {len(told)} bytes")
        with readable(type(draft).__name__):  # names made of several parts may be too long
            type(draft).model_validate_json(told)
    return Found(tuple(drafts))
