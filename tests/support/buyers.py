"""A buyer who has written, with something of theirs in every place where it may lie."""

from dataclasses import dataclass
from datetime import timedelta

from schemas.base import Versioned
from schemas.conversation import Contact, Message
from schemas.order import Buyer, Order, OrderStatus
from services.ingest import store
from services.ingest.veil import Veil
from services.ingest.versions import advance
from services.notifier.consumer import CasesHandler
from services.runtime.kafka.record import Record
from services.runtime.postgres import parked, progress
from services.runtime.postgres.parked import ParkedRow
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.postgres.progress import Tally
from services.runtime.privacy import words
from tests.support.notifier import NOW, message, order
from tests.support.notifier_shell import SHOP, item
from tests.support.sealed import vault


@dataclass(frozen=True, slots=True)
class Planted:
    """A buyer, and the mark that stands in everything that is theirs."""

    number: int

    @property
    def reference(self) -> str:
        """As the platform names them."""
        return f"9001128{self.number:05d}"

    @property
    def subject(self) -> str:
        """As their key is kept."""
        return f"{SHOP}/{self.reference}"

    @property
    def order_key(self) -> str:
        """Of their one order."""
        return f"{SHOP}/26042{self.number:06d}"

    @property
    def mark(self) -> str:
        """In all their words."""
        return f"Senhora-{self.number:05d}-Maria"

    def order(self, status: OrderStatus = OrderStatus.COMPLETED) -> Order:
        """Theirs; over, unless it is said otherwise."""
        return order(key=self.order_key, status=status, buyer=Buyer(reference=self.reference))

    def message(self, ref: str = "m-1", **changes: object) -> Message:
        """Of theirs."""
        given = {
            "id": f"{SHOP}/c-{self.number}/{ref}",
            "conversation": f"c-{self.number}-x",
            "buyer": self.reference,
            "order_keys": (self.order_key,),
            "text": f"I am {self.mark}, where is it? {ref}",
        }
        return message(ref, **(given | changes))


async def plant(
    pool: Pool, handler: CasesHandler, number: int, status: OrderStatus = OrderStatus.COMPLETED
) -> Planted:
    """An order and a message in ingest and the notifier, and a raw record parked in both."""
    planted = Planted(number)
    told = [planted.order(status), planted.message()]
    async with transaction(pool) as conn:
        await take(conn, told)
        items = [item(one, planted.order_key, at, NOW) for at, one in enumerate(told)]
        await handler.apply(conn, items, told, NOW)
        for schema, topic in (("ingest", "inbox"), ("notifier", "conversations")):
            await park(conn, schema, planted, topic)
    return planted


async def take(conn: Connection, drafts: list[Versioned]) -> None:
    """As the normaliser takes objects in."""
    own = vault("ingest")
    veil = await Veil.over(conn, own, drafts, NOW)
    for draft in drafts:
        personal = isinstance(draft, (Message, Contact))
        parted, sealed = veil.part(draft) if personal else (draft, None)
        kept = advance(None, parted, NOW)
        assert kept is not None
        await store.put(conn, {store.key_of(draft): kept})
        await words.put(conn, own, [sealed] if sealed else [])


async def park(
    conn: Connection, schema: str, planted: Planted, topic: str, body: bytes = b""
) -> None:
    """A raw record of theirs waits, met by a bug, and another's waits behind it."""
    body = body or planted.message("m-2").model_dump_json().encode()
    await progress.lock(conn, schema, [(topic, 0)])
    rows = []
    for offset, content in ((2 * planted.number, body), (2 * planted.number + 1, b"{}")):
        record = Record(topic, 0, offset, b"k%d" % planted.number, content, (), NOW)
        rows.append(
            ParkedRow(
                *record.position,
                key=record.key,
                headers=(),
                body=content,
                at=NOW,
                reason="test",
                attempts=1,
                due_at=None,
                bug=True,
                now=NOW - timedelta(hours=1),
            )
        )
    await parked.put(conn, vault(schema), rows)
    await progress.add(conn, schema, {(topic, 0): Tally(parked=2)})
