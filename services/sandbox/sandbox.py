"""The sandbox: a world that is played, the systems that show it, the pushes that tell of it."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.sandbox import aliexpress, bazaar, lazada
from services.sandbox import events as ev
from services.sandbox.chat import Chat
from services.sandbox.clock import ClockServer
from services.sandbox.deeds import Deeds
from services.sandbox.desk import Desk
from services.sandbox.draw import Draw
from services.sandbox.faults import Chance, Faults
from services.sandbox.happen import Happen, Players
from services.sandbox.laposte import Suivi
from services.sandbox.log import Ledger
from services.sandbox.market import ChatMessage, Floor, Order, Session
from services.sandbox.marketplace import Door
from services.sandbox.oncall import OnCallDesk
from services.sandbox.pusher import Push, Pusher
from services.sandbox.server import Server
from services.sandbox.terms import Terms
from services.sandbox.tracked import Tracked
from services.sandbox.tracking import Book
from services.sandbox.world import World


class Steps(Protocol):
    """Domain time that can be moved on: the ``ClockServer``, or a test's stepped clock."""

    def now(self) -> datetime:
        """The present instant."""
        ...

    def step_to(self, instant: datetime) -> None:
        """Move on."""
        ...


class Sandbox(Deeds):
    """Made by ``app.start``.

    Attributes:
        base: address of everything over HTTP; see ``addresses``.
        clock_address: ``host:port`` of the clock's line, empty where the clock is a test's own.
        ledger: every call, effect and push so far.
        oncall: what the receivers of pages hold.
    """

    def __init__(
        self,
        *,
        world: World,
        clock: Steps,
        ledger: Ledger,
        faults: Faults,
        terms: Terms,
        edge: str | None,
    ) -> None:
        self.world, self.clock, self.ledger, self.terms = world, clock, ledger, terms
        self.base = self.clock_address = ""
        self.draw = Draw(world.seed)
        self.chance = Chance(self.draw, faults)
        self.floors = {shop.key: Floor(shop) for shop in world.accounts.shops}
        desk = self.desk = Desk(clock.now, ledger, self.chance)
        self.book = Book(
            world.accounts.tracking_key, terms.tracking_per_second, desk, self._registered
        )
        self.suivi = Suivi(world.accounts.laposte_key, terms.laposte_per_minute, desk)
        self.oncall = OnCallDesk(desk, world.accounts.routing_key)
        self.pusher = Pusher(
            accounts=world.accounts,
            now=clock.now,
            ledger=ledger,
            chance=self.chance,
            terms=terms,
            edge=edge,
        )
        self._chat = Chat(desk, self.draw, terms, self._heard)
        self._history = False
        self._happen = Happen(
            Players(
                world.accounts,
                self.floors,
                self.book,
                self.suivi,
                self.draw,
                self._offer,
                self._chat.add,
                terms.tracking_push_share,
            )
        )
        self._coming = deque(world.events)
        self._server: Server | None = None

    @property
    def addresses(self) -> dict[str, str]:
        """What to put into the settings as base addresses, by system."""
        return {
            "aliexpress": f"{self.base}/aliexpress",
            "lazada": f"{self.base}/lazada/rest",
            "bazaar": f"{self.base}{bazaar.PREFIX}",
            "17track": f"{self.base}/track/v2.4",
            "laposte": f"{self.base}/laposte",
            "alertmanager": f"{self.base}/alertmanager",
            "pagerduty": f"{self.base}/pagerduty",
            "clock": self.clock_address,
        }

    def gateways(self) -> tuple[aliexpress.Gateway, lazada.Gateway, bazaar.Gateway]:
        """The marketplaces' calls."""
        accounts, now = self.world.accounts, self.clock.now
        ali = Door("aliexpress", accounts, self.floors, now, aliexpress.error)
        laz = Door("lazada", accounts, self.floors, now, lazada.error)
        talk = {
            ("POST", "/im/session/open"): self._chat.open,
            ("POST", "/im/message/send"): self._chat.send,
            ("GET", "/im/message/list"): self._chat.listing,
        }
        return (
            aliexpress.Gateway(ali, self.desk, self.draw, self.terms),
            lazada.Gateway(laz, self.desk, talk),
            bazaar.Gateway(accounts, self.floors, self.desk, self._chat),
        )

    async def open(self, server: Server, port: int, clock_port: int | None) -> None:
        """Serve, and play what lies before the start, of which nobody is told any more."""
        self._server = server
        self.base = await server.start(port)
        if isinstance(self.clock, ClockServer) and clock_port is not None:
            self.clock_address = await self.clock.listen(clock_port)
        await self.pusher.start()
        self._history = True
        self._play_due()
        self._history = False

    async def stop(self) -> None:
        """End everything; the ledger can still be read."""
        await self.pusher.stop()
        if isinstance(self.clock, ClockServer):
            await self.clock.close()
        if self._server is not None:
            await self._server.stop()
        self.ledger.close()

    def now(self) -> datetime:
        """Domain time."""
        return self.clock.now()

    def step_to(self, instant: datetime) -> None:
        """Move domain time on; what was due until then has happened when this returns.

        Pushes are on their way: see ``pending`` and ``settle``.

        Raises:
            ValueError: ``instant`` lies before the present one.
        """
        self.clock.step_to(instant)
        self._play_due()
        self.pusher.moved()

    def next_event(self) -> datetime | None:
        """When the seeded world does something next."""
        return self._coming[0].at if self._coming else None

    def pending(self) -> int:
        """Pushes that are due or on their way."""
        return self.pusher.pending()

    async def settle(self) -> None:
        """Play what is due by the clock and wait until every due push has been answered."""
        self._play_due()
        self.pusher.moved()
        await self.pusher.done()

    def play(self, event: ev.Event) -> None:
        """Make an event happen."""
        self._happen.play(event)
        if not self._history:
            name = type(event).__name__
            self.ledger.add(self.now(), "event", name, _subject(event), happened=str(event.at))

    def order(self, key: str) -> Order:
        """An order as the marketplace shows it; ``LookupError`` if there is none."""
        return self._happen.order(key)

    def chats(self, sender: str = "") -> Sequence[ChatMessage]:
        """Every message in every chat (of one kind of sender), oldest first."""
        found = [
            message
            for floor in self.floors.values()
            for session in floor.sessions.values()
            for message in session.messages
            if sender in ("", message.sender)
        ]
        return sorted(found, key=lambda message: (message.sent_at, message.id))

    def set_faults(self, faults: Faults) -> None:
        """From now on these go wrong."""
        self.chance.faults = faults

    def known_to(self, number: str, carrier: int) -> None:
        """Only the carrier of that key knows the number; another that is asked finds nothing."""
        self.book.tracked(number).owner = carrier

    def close_chat(self, key: str) -> None:
        """The order's buyer takes no more messages from the shop (the bazaar)."""
        order = self.order(key)
        self.floors[order.plan.shop].session(order).closed = True

    def silence_feed(self, number: str) -> None:
        """17TRACK no longer reaches the carrier of this number; what it knows stays."""
        found = self.book.tracked(number)
        found.silent_since, found.rendered = self.now(), ""

    def _play_due(self) -> None:
        while self._coming and self._coming[0].at <= self.clock.now():
            self.play(self._coming.popleft())
        self._chat.arrive()

    def _offer(self, push: Push) -> None:
        if not self._history:
            self.pusher.offer(push)

    def _heard(self, floor: Floor, session: Session, message: ChatMessage) -> None:
        own, theirs = message.sender == "machine", message.sender == "buyer"
        if not (floor.account.readable or theirs):
            return
        if not message.blocked and (self.terms.echoes or not own):
            self._happen.chat_push(floor, session, message)

    def _registered(self, tracked: Tracked) -> None:
        self._happen.tracking_push(tracked, self.now(), "registered")


def _subject(event: ev.Event) -> str:
    match event:
        case ev.Placed(order=plan):
            return plan.key
        case ev.Scanned(number=number) | ev.Posted(number=number):
            return number
        case ev.Unreadable(app=app):
            return app
        case ev.DisputeResubmitted(ref=ref) | ev.DisputeClosed(ref=ref) | ev.CancelGranted(ref=ref):
            return ref
        case _:
            return event.key
