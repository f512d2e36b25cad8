"""The keys that a platform publishes and signs its pushes with, as the edge has learned them.

Anybody may send a push that names a key: what is asked for is bounded, and what is not there is
remembered as well as what is, but apart: no name that a stranger makes up drives a key out.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from math import inf
from time import monotonic
from typing import TypeVar

from services.connectors.ports import App
from services.connectors.pushes import KeyedPushes, Keys, Pushed
from services.runtime.errors import InvalidInput, TryLater

T = TypeVar("T")

FRESH = 3600.0
"""Seconds of machine time that a key is believed (eBay: "cache about an hour")."""

MOST = 32
"""Keys kept of one app, and names of none; a platform has a handful."""

PAUSE = 1.0
"""Seconds of machine time between two questions for keys that nobody has shown to exist."""

LIMIT = 3.0
"""Seconds of machine time that a push waits for its key; then its sender is to try again."""


class KeyRing:
    """One app's keys.

    Args:
        reader: names the key of a push, and verifies under it.
        keys: where they are published.
        now: machine time in seconds.
    """

    def __init__(
        self,
        app: App,
        reader: KeyedPushes,
        keys: Keys,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._app = app
        self._reader = reader
        self._keys = keys
        self._now = now
        self._known: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._absent: OrderedDict[str, float] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._asked_at = -inf

    def verify(self, push: Pushed) -> bool | None:
        """Whether the signature holds; None where the key has to be learned first."""
        ref = self._reader.key_ref(self._app, push)
        if ref is None:
            return False
        since = self._now() - FRESH
        if self._absent.get(ref, -inf) > since:
            return False
        learned, key = self._known.get(ref, (-inf, b""))
        if learned <= since:
            return None
        holds = self._reader.verify_under(self._app, push, key)
        if holds:  # the platform signs with it: of those that are only named one goes before it
            self._known.move_to_end(ref)
        return holds

    async def learn(self, push: Pushed) -> None:
        """Ask for the key that a push names; pushes that come together ask once.

        Raises:
            OutsideError: the platform did not answer, or another key was asked for a moment ago.
        """
        ref = self._reader.key_ref(self._app, push)
        if ref is None:
            return
        if ref not in self._asking:
            self._asking[ref] = asyncio.create_task(self._ask(ref))
        try:
            async with asyncio.timeout(LIMIT):
                await asyncio.shield(self._asking[ref])
        except TimeoutError as error:
            raise TryLater(self._app.marketplace, "no_key_in_time") from error

    async def _ask(self, ref: str) -> None:
        try:
            if ref not in self._known and self._now() - self._asked_at < PAUSE:
                raise TryLater(self._app.marketplace, "key_asked_for_too_soon")
            self._asked_at = self._now()
            key = await self._keys.key(ref)
        except InvalidInput:
            self._known.pop(ref, None)
            _kept(self._absent, ref, self._now())
        else:
            self._absent.pop(ref, None)
            _kept(self._known, ref, (self._now(), key))
        finally:
            del self._asking[ref]


def _kept(names: OrderedDict[str, T], ref: str, told: T) -> None:
    """Keep what was told of a name, and of no more than ``MOST``: the first goes."""
    names[ref] = told
    names.move_to_end(ref)
    while len(names) > MOST:
        names.popitem(last=False)
