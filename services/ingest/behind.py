"""How far the normaliser is behind: what reads the past waits for it, so that no push has to."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from schemas.topics import INBOX
from services.ingest.normaliser import Normaliser
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import LagReader

BEHIND = 500
"""Records that may wait for the normaliser when a page of the past is appended."""

Behind = Callable[[], Awaitable[int]]
"""How many records wait for the normaliser."""

Looks = Callable[[], AbstractAsyncContextManager[Behind]]
"""Opens what tells it, for as long as it is asked."""


@asynccontextmanager
async def normaliser_behind(profile: KafkaProfile) -> AsyncIterator[Behind]:
    """Ask Kafka.

    Raises:
        Unavailable: it does not answer.
    """
    reader = LagReader(profile, {Normaliser.group: (INBOX.name,)})
    try:
        await reader.start()

        async def behind() -> int:
            return sum((await reader.read()).values())

        yield behind
    finally:
        await reader.stop()


@asynccontextmanager
async def nothing_waits() -> AsyncIterator[Behind]:
    """Tells always that nothing waits."""

    async def behind() -> int:
        return 0

    yield behind
