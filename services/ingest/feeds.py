"""Pushes that are handed out to whoever asks, app by app: into the inbox, then confirmed.

Lost ones, once more; or all, where a platform sends them to a queue.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from schemas.envelope import Envelope
from schemas.topics import INBOX, INBOX_PUSH
from services.connectors.marketplaces.lost import Lost, LostPushes
from services.connectors.pushes import PushReader
from services.runtime.errors import InvalidInput
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.logs import get_logger

LOST = "lost_pushes"
"""The name of the list of which lost pushes are the entries."""

QUEUE = "queue"
"""The name of the list of which the pushes in a queue are the entries."""

MOST = 10_000
"""Calls for more in one go; of Shopee's, a million pushes."""

_APP = "app:"

log = get_logger()


def owner_of(app: str) -> str:
    """Whose list it is, where other lists have their shop."""
    return _APP + app


@dataclass(frozen=True, slots=True)
class Feed:
    """An app's pushes.

    Attributes:
        lost: hands them out.
        reader: tells which order one is about.
        listing: ``LOST`` or ``QUEUE``.
    """

    marketplace: str
    app: str
    lost: LostPushes
    reader: PushReader
    listing: str = LOST


class Feeds:
    """Takes them in.

    Args:
        producer: appends to ``inbox``.
        feeds: by ``owner_of`` the app.
    """

    def __init__(self, producer: Producer, feeds: Mapping[str, Feed]) -> None:
        self._producer = producer
        self._feeds = feeds

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose lists there are."""
        return tuple(sorted(self._feeds))

    @property
    def lists(self) -> list[tuple[str, str]]:
        """Each owner with the name of its list."""
        return [(owner, self._feeds[owner].listing) for owner in self.owners]

    async def read(self, owner: str, now: datetime, hold: Callable[[], Awaitable[None]]) -> None:
        """Take in all that is handed out; what is in the inbox is confirmed, and nothing else.

        Args:
            owner: whose.
            now: domain time.
            hold: called between two calls for more: they may be many.

        Raises:
            InvalidInput: an answer cannot be read, or there is no end of them (``endless_list``).
            OutsideError: the platform fails; what is not confirmed is handed out again.
            Unavailable: Kafka does not answer; the same.
        """
        feed, cursor = self._feeds[owner], None
        before: Lost | None = None
        for _ in range(MOST):
            found = await feed.lost.lost(cursor)
            if found.bodies and found == before:
                break
            records = [_record(feed, body, now) for body in found.bodies]
            if records:
                await self._producer.send(records)
                log.info("pushes.taken", app=feed.app, listing=feed.listing, count=len(records))
            await feed.lost.confirm(found)
            if found.cursor is None:
                return
            cursor, before = found.cursor, found
            await hold()
        raise InvalidInput("endless_list", f"{feed.marketplace} hands out the same again and again")


def _record(feed: Feed, body: bytes, now: datetime) -> OutRecord:
    """The inbox record of a push, as the edge would have made it."""
    source = f"{feed.marketplace}/{feed.app}"
    order = feed.reader.partition_key(body)
    told = {"marketplace": feed.marketplace, "app": feed.app}
    if feed.listing == LOST:
        told["replayed"] = "yes"
    envelope = Envelope(
        id=f"{source}/{feed.listing}/{sha256(body).hexdigest()}",
        type=INBOX_PUSH,
        source="forestall/ingest",
        time=now,
        contenttype="application/octet-stream",
        attributes=told,
    )
    key = source if order is None else f"{source}/{order}"
    record = OutRecord(INBOX.name, key.encode(), body, envelope)
    if record.size <= MAX_RECORD_BYTES:
        return record
    log.error("pushes.oversized", app=feed.app, size=len(body))
    return OutRecord(INBOX.name, key.encode(), b"", envelope)
