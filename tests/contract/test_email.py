"""E-mail through the suite of channels, and what is its own: letters, threads, addresses."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from pydantic import SecretStr

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors import registry
from services.connectors.email.act import MailActs
from services.connectors.email.letter import Sender, conversation_of, letter, named, sendable
from services.connectors.email.mailbox import Mailbox
from services.connectors.marketplaces.direct.act import Acts
from services.connectors.marketplaces.direct.mapping import read_object
from services.connectors.ports import App, Shop
from services.runtime.clock import SteppedClock
from services.runtime.errors import (
    ConfigurationError,
    NotAuthorised,
    Refused,
    TryLater,
    Unavailable,
)
from services.runtime.settings import Settings
from tests.contract import mailbox as smtp
from tests.contract.conformance_channel import End, Platform, Talk, UnreadableChannel
from tests.contract.conformance_marketplace import NOW
from tests.contract.loopback import Reply
from tests.contract.vectors import raw

SENDER = Sender("Müller & Söhne", "help@shop.example", "answers@shop.example")
SHOP = Shop("direct/acme", App("own", "direct", "own", (), ""), "acme", "")
FATES = {
    End.REFUSED: Reply(status=400),
    End.THROTTLED: Reply(status=429),
    End.BROKEN: Reply(status=500),
    End.CUT: Reply(cut=True),
}


@dataclass
class Book:
    """Addresses by buyer; ``lost`` when it cannot be looked at."""

    known: dict[str, str] = field(default_factory=lambda: {"C-77": "mia@example.org"})
    lost: bool = False

    async def address(self, shop: str, buyer: str) -> str:
        """The buyer's."""
        assert shop == SHOP.key
        if self.lost:
            raise Unavailable
        return self.known.get(buyer, "")


def order() -> Order:
    """Of C-77."""
    told = json.loads(raw("direct/push_order.json"))["data"]
    hint = read_object("order.changed", told, NOW, NOW)
    assert isinstance(hint.value, Order)
    return hint.value


class Post(Platform):
    """A mail server on loopback."""

    def __init__(self, box: smtp.Mailbox, book: Book | None = None, *, user: str = "") -> None:
        host, _, port = box.url.partition(":")
        self.box, self.order = box, order()
        self.acts = MailActs(
            Acts(SHOP),
            SHOP,
            sender=SENDER,
            mailbox=Mailbox(host, int(port), "none", user, "a password"),
            contacts=book or Book(),
            clock=SteppedClock(NOW),
        )

    def ends(self, how: End) -> None:
        """Every letter ends so."""
        self.box.answers(FATES[how])

    def reading_ends(self, how: End) -> None:
        """Nothing is read back."""

    def sent(self) -> Sequence[str]:
        """The words of the letters."""
        return [
            smtp.mail(one).get_content().replace("\r\n", "\n").removesuffix("\n")
            for one in self.box.received
        ]

    async def talk(self) -> Talk:
        """There is none to be read."""
        raise AssertionError("a mailbox is not read")


class TestEmail(UnreadableChannel):
    """See the suite."""

    ends = frozenset(FATES)

    @asynccontextmanager
    async def platform(self) -> AsyncIterator[Post]:
        """A server that takes everything."""
        async with smtp.mailbox() as box:
            yield Post(box)

    async def test_a_letter_stands_in_the_thread_of_its_order(self) -> None:
        """From the shop to the buyer, answers to where people read, and no out-of-office answer."""
        async with self.platform() as there:
            thread = await there.acts.open_conversation(there.order)
            for text in ("Guten Tag", "Guten Tag", "Auf Wiedersehen"):
                await there.acts.send(thread, text)
            first, again, last = (smtp.mail(one) for one in there.box.received)
            assert there.box.received[0].path == "mia@example.org"
        assert (first["To"], first["Reply-To"]) == ("mia@example.org", "answers@shop.example")
        assert first["From"].addresses[0].display_name == "Müller & Söhne"
        assert first["Subject"] == "Müller & Söhne A-1001"
        assert (first["Auto-Submitted"], first["Date"].datetime) == ("auto-generated", NOW)
        assert first["Message-ID"] == again["Message-ID"] != last["Message-ID"]
        assert first["References"] == last["References"] == last["In-Reply-To"]
        assert first.get_content_type() == "text/plain"

    async def test_whoever_is_not_known_is_a_persons(self) -> None:
        """No address: refused before anything is claimed; a book that is closed: later."""
        async with smtp.mailbox() as box:
            with pytest.raises(Refused, match="no_address"):
                await Post(box, Book({})).acts.open_conversation(order())
            with pytest.raises(TryLater):
                await Post(box, Book(lost=True)).acts.open_conversation(order())
            assert not box.received

    async def test_a_login_that_is_refused_is_for_people(self) -> None:
        """Nothing was handed in."""
        async with smtp.mailbox(login=True) as box:
            there = Post(box, user="help")
            thread = await there.acts.open_conversation(there.order)
            await there.acts.send(thread, "taken")
            box.answers(Reply(status=403))
            with pytest.raises(NotAuthorised):
                await there.acts.send(thread, "not taken")
            assert len(box.received) == 1

    async def test_a_server_that_is_not_there_is_tried_later(self) -> None:
        """Nor was anything handed in."""
        async with smtp.mailbox() as box:
            there = Post(box)
        with pytest.raises(TryLater):
            await there.acts.send(conversation_of("A-1001", "C-77"), "text")

    async def test_all_but_words_is_the_marketplaces_own(self) -> None:
        """What cannot be done there cannot be done by letter."""
        async with self.platform() as there:
            own = Acts(SHOP)
            for kind in set(ActionKind) - {ActionKind.MESSAGE, ActionKind.OFFER}:
                if kind is ActionKind.CONVERSATION:
                    continue
                assert there.acts.can(there.order, kind, None, NOW) == own.can(
                    there.order, kind, None, NOW
                )
            assert there.acts.remedies(there.order, NOW) == own.remedies(there.order, NOW)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mia",
        "mia@example",
        "mia@example.org\nBcc: all@example.org",
        "mia@example.org, eve@example.org",
        "Mia <mia@example.org>",
        "mia@@example.org",
        "miä@example.org",
        f"{'m' * 250}@example.org",
        "=?utf-8?q?eve=40example.org=2c_mia?=@example.org",
        "=?utf-8?q?mia=0d=0aBcc=3a_eve=40example.org?=@example.org",
    ],
)
def test_nothing_but_one_plain_address_is_written_to(address: str) -> None:
    """A header cannot be broken, nor a second reader slipped in."""
    assert not sendable(address)
    with pytest.raises(Refused, match="bad_address"):
        letter(sender=SENDER, to=address, shop="s", conversation="1:2", text="x", now=NOW)


@pytest.mark.parametrize("order_id", ["1\r\nBcc: eve@e.org", "\x00\x7f1", "=?utf-8?q?1=0d=0aX:y?="])
def test_an_orders_id_breaks_no_header(order_id: str) -> None:
    """Whatever stands in it, the subject is one printable line."""
    conversation = conversation_of(order_id, "b")
    made = letter(
        sender=SENDER, to="m@e.org", shop="s", conversation=conversation, text="x", now=NOW
    )
    assert str(made["Subject"]).isprintable()
    assert (made["Bcc"], made["X"]) == (None, None)
    made.as_bytes()


@pytest.mark.parametrize("order_id", ["1:2", "a/b", "%", "Größe"])
def test_a_conversation_tells_its_order_and_buyer(order_id: str) -> None:
    """Whatever signs their references hold."""
    assert named(conversation_of(order_id, "buyer:1 %")) == (order_id, "buyer:1 %")


def test_a_marketplaces_own_buyers_are_not_e_mailed() -> None:
    """A mailbox on a Lazada shop is a mistake that says what to do."""
    box = {"sender": "help@shop.example", "name": "Shop", "host": "mail.example"}
    app = {"marketplace": "lazada", "key": "k", "secrets": [SecretStr("s")], "api": "https://api"}
    shop = {"key": "lazada/one", "app": "laz", "seller_id": "1", "zone": "UTC", "email": box}
    settings = Settings.model_validate({"apps": {"laz": app}, "shops": [shop]})
    with pytest.raises(ConfigurationError, match="may not be e-mailed; remove `email`"):
        registry.mailbox(settings, "lazada/one")


def test_the_password_shows_nowhere() -> None:
    """Not in a representation either."""
    assert "a password" not in repr(replace(Mailbox("host"), password="a password"))
