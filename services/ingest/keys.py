"""The keys that a platform publishes and signs its pushes with, as the edge has learned them.

Anybody may send a push that names a key: what is asked for is bounded, and what is not there is
remembered as well as what is.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from math import inf
from time import monotonic

from services.connectors.ports import App
from services.connectors.pushes import KeyedPushes, Keys, Pushed
from services.runtime.errors import InvalidInput, TryLater

FRESH = 3600.0
"""Seconds of machine time that a key is believed (eBay: "cache about an hour")."""

MOST = 32
"""Keys kept of one app; a platform has a handful."""

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
        self._known: OrderedDict[str, tuple[float, bytes | None]] = OrderedDict()
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._asked_at = -inf

    def verify(self, push: Pushed) -> bool | None:
        """Whether the signature holds; None where the key has to be learned first."""
        ref = self._reader.key_ref(self._app, push)
        if ref is None:
            return False
        learned, key = self._known.get(ref, (-inf, None))
        if self._now() - learned >= FRESH:
            return None
        return key is not None and self._reader.verify_under(self._app, push, key)

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
            known = self._known.get(ref, (0.0, None))[1] is not None
            if not known and self._now() - self._asked_at < PAUSE:
                raise TryLater(self._app.marketplace, "key_asked_for_too_soon")
            self._asked_at = self._now()
            self._keep(ref, await self._keys.key(ref))
        except InvalidInput:
            self._keep(ref, None)
        finally:
            del self._asking[ref]

    def _keep(self, ref: str, key: bytes | None) -> None:
        self._known[ref] = (self._now(), key)
        self._known.move_to_end(ref)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
