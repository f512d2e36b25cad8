"""The notifier without Kafka: a real database, stepped time, and a marketplace that remembers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from schemas.action import ActionKind, Option, RemedyKind
from schemas.base import Versioned
from schemas.dispute import Dispute
from schemas.envelope import Envelope
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.manners import Manners
from services.connectors.oncall.audience import Audience
from services.connectors.ports import Alert, Capability, Hears, OwnMessage, Sent
from services.connectors.remedies import Remedies
from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.casework import Casework
from services.notifier.consumer import CasesHandler
from services.notifier.dispatcher import Dispatcher
from services.notifier.pages import Pager
from services.notifier.playbook import load
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.unit import Stores
from services.notifier.texts import default
from services.notifier.timer import Timer
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.kafka.outcome import Disposition
from services.runtime.kafka.record import Item, Record
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.runtime.secrets import Given
from services.runtime.shops import ShopSettings
from tests.support.kill import Killed, When
from tests.support.notifier import KEY, NOW
from tests.support.sealed import vault

SHOP = "lazada/shop-1"


MANNERS = Manners(longest=500)

FLOW = frozenset({RemedyKind.PART_BACK, RemedyKind.REFUND_RETURN})
"""A refund flow that leaves a choice."""


@dataclass
class Marketplace:
    """The port ``Acts``, with a chat that remembers and faults that can be set.

    Attributes:
        chat: what stands in the conversations, as the platform shows it.
        faults: what the next sends meet, in turn: ``lost`` (sent, no answer), ``dropped`` (not
            sent, no answer), ``later``, ``token``, ``refused``, ``killed_before``,
            ``killed_after``.
        opening: what the next openings meet, in turn.
        flow: what its own refund flow can carry out; ``paid``: what it has.
        alter: the platform changes the words.
        block: the platform keeps the message from the buyer.
        blind: the chat cannot be read now.
        mortal: called before and after every call; may raise ``Killed``.
    """

    clock: SteppedClock
    reads_back: bool = True
    manners: Manners = MANNERS
    allowed: bool = True
    alter: bool = False
    block: bool = False
    blind: bool = False
    chat: list[tuple[str, OwnMessage]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    extended: list[int] = field(default_factory=list)
    flow: frozenset[RemedyKind] = frozenset()
    paid: list[tuple[str, Option]] = field(default_factory=list)
    answered: list[tuple[str, Answer]] = field(default_factory=list)
    looked_at: list[datetime] = field(default_factory=list)
    mortal: Callable[[When], None] = lambda _: None

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Everything, or nothing."""
        del order, kind, conversation, now
        return Capability(allowed=self.allowed, reason="" if self.allowed else "no chat here")

    async def open_conversation(self, order: Order) -> str:
        """One conversation an order, always the same."""
        self._meet(self.opening)
        self._meet(self.opening, after=True)
        return "c-1" if order.key == KEY else f"c-{order.key}"

    async def send(self, conversation: str, text: str) -> Sent:
        """Into the chat, unless a fault says otherwise."""
        self._meet(self.faults)
        said = self.say(conversation, text.upper() if self.alter else text, blocked=self.block)
        self._meet(self.faults, after=True)
        return Sent(said.external_ref)

    def say(self, conversation: str, text: str, *, blocked: bool = False) -> OwnMessage:
        """A message of the seller's side comes to stand in the chat."""
        said = OwnMessage(f"m{len(self.chat) + 1}", self.clock.now(), text, blocked)
        self.chat.append((conversation, said))
        return said

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """What stands there."""
        self.mortal("before")
        self.looked_at.append(self.clock.now())
        if self.blind:
            raise TryLater("test", "503")
        return [own for where, own in self.chat if where == conversation and own.sent_at >= since]

    async def extend(self, order: Order, days: int) -> None:
        """Counted."""
        del order
        self._meet(self.faults)
        self.extended.append(days)
        self._meet(self.faults, after=True)

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """What its refund flow was given."""
        del order, now
        return Remedies(self.flow, "" if self.flow else "no refund flow here")

    async def remedy(self, order: Order, option: Option) -> str:
        """Counted."""
        self._meet(self.faults)
        self.paid.append((order.key, option))
        self._meet(self.faults, after=True)
        return f"refund-{len(self.paid)}"

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """Counted."""
        del order
        self._meet(self.faults)
        self.answered.append((dispute.source_ref, answer))
        self._meet(self.faults, after=True)
        return f"answer-{len(self.answered)}"

    def _meet(self, faults: list[str], *, after: bool = False) -> None:
        """Raise the first fault, if it is one of before (or after) the call has its effect."""
        self.mortal("after" if after else "before")
        if not faults or (faults[0] in {"lost", "killed_after"}) is not after:
            if faults and faults[0] == "" and after:
                faults.pop(0)
            return
        if faults[0] == "":
            return
        raise {
            "lost": Unanswered("test", "cut"),
            "dropped": Unanswered("test", "cut"),
            "later": TryLater("test", "429"),
            "token": NotAuthorised("test", "401"),
            "refused": Refused("test", "no"),
            "killed_before": Killed(),
            "killed_after": Killed(),
        }[faults.pop(0)]


@dataclass
class Receiver:
    """The port ``OnCall``: remembers what it accepted."""

    name: str
    repeat_every: timedelta | None = None
    down: bool = False
    accepted: list[Alert] = field(default_factory=list)
    hears: Hears = field(init=False)
    joins: bool = True

    def __post_init__(self) -> None:
        folds = self.name != "pagerduty"
        self.hears = Hears() if folds else Hears(levels=frozenset({"page"}))

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Accepted, unless it is down."""
        del now
        if self.down:
            raise TryLater(self.name, "503")
        self.accepted += alerts


def shop(**other: Any) -> ShopSettings:
    """A shop that acts by itself, open around the clock."""
    given = {
        "key": SHOP,
        "app": "app-1",
        "seller_id": "s1",
        "token": Given("t"),
        "zone": "UTC",
        "mode": "automatic",
        "unreviewed_texts": "send",
        "staffed": {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": 0, "to": 24},
    }
    return ShopSettings.model_validate(given | other)


def item(value: Versioned, key: str, number: int, now: datetime) -> Item[Versioned]:
    """An object about an order, as a consumer's handler is given it."""
    return Item(
        Record("orders", 0, number, key.encode(), b"", (), now),
        Envelope(id="e", type="t", source="s", time=now),
        value,
    )


@dataclass
class Shell:
    """The notifier's parts, driven by hand; two of them on one pool are two processes."""

    pool: Pool
    clock: SteppedClock
    market: Marketplace
    casework: Casework
    receivers: tuple[Receiver, ...]
    given: Stores | None = None

    def __post_init__(self) -> None:
        self.stores = self.given or PostgresStores(self.pool)
        self.timer = Timer(stores=self.stores, clock=self.clock, casework=self.casework)
        self.dispatcher = Dispatcher(stores=self.stores, clock=self.clock, casework=self.casework)
        self.handler = CasesHandler(self.casework, vault(SCHEMA))
        self.pagers = [
            Pager(pool=self.pool, clock=self.clock, receiver=receiver)
            for receiver in self.receivers
        ]

    async def tell(self, *objects: Versioned, key: str = KEY) -> list[Disposition]:
        """One batch of records about an order."""
        now = self.clock.now()
        items = [item(value, key, number, now) for number, value in enumerate(objects)]
        async with transaction(self.pool) as conn:
            prepared = await self.handler.prepare(items)
            return list(await self.handler.apply(conn, items, prepared, now))

    async def run(self) -> None:
        """Everything that is due now."""
        await self.timer.work()
        await self.dispatcher.work()
        await self.timer.work()
        for pager in self.pagers:
            await pager.work()

    async def step(self, by: timedelta) -> None:
        """Time moves on, and everything due then is done."""
        self.clock.step_to(self.clock.now() + by)
        await self.run()

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """A whole table of the notifier, by its first column."""
        found = await self.pool.fetch(f"SELECT * FROM notifier.{table} ORDER BY 1")  # noqa: S608 - the tests' own names
        return [dict(row) for row in found]

    async def action(self, rule: str) -> dict[str, Any]:
        """The one action of a rule."""
        found = [row for row in await self.rows("actions") if row["rule"] == rule]
        assert len(found) == 1, found
        return found[0]

    async def tasks(self, rule: str) -> list[tuple[str, str]]:
        """Kind and status of a rule's tasks."""
        rows = await self.rows("tasks")
        return [(row["kind"], row["status"]) for row in rows if row["rule"] == rule]


async def open_shell(
    url: str,
    *,
    playbook: str | None = None,
    receivers: tuple[Receiver, ...] | None = None,
    made: Callable[[SteppedClock], Marketplace] = Marketplace,
    **settings: Any,
) -> Shell:
    """A notifier on a database of its own, live for 60 days; it is noon of a Tuesday."""
    await migrate(url, SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="test")
    clock = SteppedClock(NOW - timedelta(days=60))
    market = made(clock)
    book = load(playbook) if playbook else load()
    world = World([shop(**settings)], {SHOP: market}, book, default())
    await world.enrol(PostgresStores(pool), clock.now())
    clock.step_to(NOW)
    if receivers is None:
        receivers = (Receiver("alertmanager", timedelta(minutes=1)), Receiver("pagerduty"))
    return Shell(pool, clock, market, Casework(world, Audience(receivers)), receivers)


def restarted(shell: Shell) -> Shell:
    """Another process on the same database, which remembers nothing."""
    return Shell(shell.pool, shell.clock, shell.market, shell.casework, shell.receivers)


async def rewritten(shell: Shell, playbook: str, **settings: Any) -> Shell:
    """The notifier started again with another playbook."""
    world = World([shop(**settings)], {SHOP: shell.market}, load(playbook), default())
    await world.enrol(shell.stores, shell.clock.now())
    casework = Casework(world, shell.casework.receivers)
    return Shell(shell.pool, shell.clock, shell.market, casework, shell.receivers)
