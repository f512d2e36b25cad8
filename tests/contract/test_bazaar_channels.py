"""The sandbox's three kinds of channel through the suite: forms, notes and a letterbox."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from schemas.order import Order
from schemas.parcel import HoldKind
from services.connectors import ports
from services.connectors.forms import Filled, written
from services.connectors.marketplaces.bazaar.act import MANNERS, TEMPLATES, Acts
from services.connectors.marketplaces.bazaar.api import Api
from services.connectors.ports import OwnMessage
from services.notifier.gate import refusal
from services.notifier.likeness import alike
from services.notifier.messages import values
from services.notifier.sample import AROUND, action_of, case_in
from services.notifier.texts import default
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused, Unanswered
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.app import start
from services.sandbox.draw import Draw
from services.sandbox.faults import Chance, Faults, Trouble
from services.sandbox.log import Entry
from services.sandbox.sandbox import Sandbox
from tests.contract.conformance_channel import (
    ChannelConformance,
    End,
    Platform,
    ReadableChannel,
    Talk,
    UnreadableChannel,
)

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FASTER = Backoff(first=0.001, most=0.002, attempts=2, retry_after=0.01)
KNOWN = frozenset({End.REFUSED, End.THROTTLED, End.BROKEN, End.CUT})


class Bent(Chance):
    """Chance that gives every call the same trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(Draw(0), Faults())
        self._trouble: Trouble = trouble

    def refused(self, identity: str, attempt: int) -> Trouble | None:
        """Always."""
        del identity, attempt
        return self._trouble


class Stall(Platform):
    """A shop of the sandbox with one order."""

    def __init__(self, sandbox: Sandbox, key: str, acts: Acts, order: Order) -> None:
        self.sandbox, self.key, self.acts, self.order = sandbox, key, acts, order

    def ends(self, how: End) -> None:
        """Make it so."""
        if how is End.REFUSED:
            self.sandbox.close_chat(self.key)
        elif how is End.CUT:
            self.sandbox.set_faults(Faults(answer_lost=1.0))
        else:
            self.sandbox.desk.chance = Bent("429" if how is End.THROTTLED else "500")

    reading_ends = ends

    def sent(self) -> Sequence[str]:
        """Those that took effect; an empty text for each that did not."""
        calls = len(list(self.sandbox.ledger.entries("call", "bazaar:send")))
        said = [_asked(one) for one in self.effects()]
        return [*said, *[""] * (calls - len(said))]

    def effects(self) -> list[Entry]:
        """What the machine said."""
        return list(self.sandbox.ledger.entries("effect", "chat_message"))

    async def talk(self) -> Talk:
        """A word of ours, the buyer's, and another of ours, a minute apart."""
        conversation = await self.acts.open_conversation(self.order)
        await self.acts.send(conversation, self.words[0])
        self.sandbox.step_to(self.sandbox.now() + MINUTE)
        since = self.sandbox.now()
        self.sandbox.buyer_writes(self.key, "Where is it?")
        self.sandbox.step_to(since + MINUTE)
        sent = await self.acts.send(conversation, self.words[1])
        ours = OwnMessage(sent.external_ref, since + MINUTE, self.words[1], blocked=False)
        return Talk(conversation, since, ours)

    words: Sequence[str] = ()


def _asked(effect: Entry) -> str:
    """The string that was sent: the words, or what stands for one of the bazaar's own texts."""
    own = effect.more.get("own_text")
    if own is None:
        return str(effect.more["asked"])
    return written(Filled(own["template"], own["language"], own["blanks"]))


class Kind(ChannelConformance):
    """One site of the bazaar."""

    site: ClassVar[str]
    ends = KNOWN
    reading_ends = KNOWN - {End.REFUSED}

    @asynccontextmanager
    async def platform(self) -> AsyncIterator[Stall]:
        """The sandbox with a shop there."""
        sandbox = await start(world.empty(START), clock=SteppedClock(START))
        try:
            async with Http(allow_private=True, backoff=FASTER) as http:
                key = sandbox.place_order(f"bazaar/{self.site}", country="DE")
                sandbox.ship(key)
                account, app = DEFAULT.shop(f"bazaar/{self.site}"), DEFAULT.app_of("bazaar/forms")
                reached = ports.App(
                    app.id, "bazaar", app.key, (app.secret,), sandbox.addresses["bazaar"]
                )
                shop = ports.Shop(
                    account.key, reached, account.seller_id, account.token, site=account.site
                )
                order_id = key.rsplit("/", 1)[1]
                hint = ports.Hint(account.seller_id, "order", order_id, order_id)
                order = (await Api(shop, http).read(hint, START))[0]
                assert isinstance(order, Order)
                stall = Stall(sandbox, key, Acts(shop, http), order)
                stall.words = self.words
                yield stall
        finally:
            await sandbox.stop()


class TestNotes(Kind, ReadableChannel):
    """350 characters, no links, read back."""

    site = "notes"

    async def test_the_platform_takes_what_the_gate_lets_through_and_no_more(self) -> None:
        """Too long by one, and a link: the gate says no before the platform would."""
        async with self.platform() as there:
            conversation = await there.acts.open_conversation(there.order)
            for text in ("x" * 351, "See https://example.com/a", "Look at shop.com"):
                assert refusal(text, MANNERS["notes"])
                with pytest.raises(Refused):
                    await there.acts.send(conversation, text)
            assert not there.effects()

    async def test_altered_words_are_read_back_as_ours(self) -> None:
        """A platform that masks numbers and adds a smiley shows what is still like ours."""
        async with self.platform() as there:
            there.sandbox.set_faults(Faults(text_altered=1.0))
            text = "Ihr Paket RR123456785CN liegt seit dem 3. März beim Zoll."
            conversation = await there.acts.open_conversation(there.order)
            await there.acts.send(conversation, text)
            (own,) = await there.acts.own_messages(conversation, START)
            assert own.text != text
            assert alike(own.text, text)

    async def test_what_was_kept_from_the_buyer_is_told(self) -> None:
        """It is accepted all the same: only reading back shows it."""
        async with self.platform() as there:
            there.sandbox.set_faults(Faults(text_blocked=1.0))
            conversation = await there.acts.open_conversation(there.order)
            await there.acts.send(conversation, "Ihr Paket liegt beim Zoll.")
            (own,) = await there.acts.own_messages(conversation, START)
            assert own.blocked


class TestForms(Kind, ReadableChannel):
    """Only the bazaar's own texts, read back as the strings that stand for them."""

    site = "forms"
    words = (
        "customs_released [de]\nnumber: RR123456785CN\non: 10. März",
        "customs_asks_you [he]\nfor: duties\nnumber: \u2068RR123456785CN\u2069\nsince: 3 במרץ",
        'on_its_way [es]\nnumber: "RR1" & {x}\nseen: 3 de marzo',
    )

    def longest(self, most: int) -> str:
        """A form whose last blank takes what is left."""
        text = "ready_to_collect [en]\nnumber: RR123456785CN\nsince: "
        return text + "x" * (most - len(text))

    async def test_each_form_is_one_of_the_platforms(self) -> None:
        """Name and blanks are the same in both readings, and of texts and facts that exist."""
        filled = values(action_of("hold_needs_buyer"), case_in("DE", HoldKind.DUTIES), AROUND, "de")
        async with self.platform() as there:
            conversation = await there.acts.open_conversation(there.order)
            for form in TEMPLATES:
                assert form.text in default().spoken
                for _, fact in form.blanks:
                    group, name = fact.split(".")
                    assert name in filled[group]
                told = Filled(form.name, "de", {blank: "x" for blank, _ in form.blanks})
                assert await there.acts.send(conversation, written(told))

    async def test_free_words_leave_no_call(self) -> None:
        """What is none of its texts is refused here already, and by the platform where it came."""
        async with self.platform() as there:
            conversation = await there.acts.open_conversation(there.order)
            with pytest.raises(Refused):
                await there.acts.send(conversation, "Your parcel is at customs.")
            assert not there.sent()
            for wrong in ("customs_released [de]\nnumber: RR1", "no_such_text [de]\nnumber: RR1"):
                assert refusal(wrong, MANNERS["forms"])
                with pytest.raises(Refused):
                    await there.acts.send(conversation, wrong)
            assert not there.effects()


class TestLetterbox(Kind, UnreadableChannel):
    """Nobody reads what was put into it."""

    site = "letterbox"

    @pytest.mark.parametrize("seed", range(6))
    async def test_a_letter_whose_answer_is_lost_stands_there_or_not(self, seed: int) -> None:
        """Nobody can tell: not by the answer, not by a push of it, not by a list."""
        async with self.platform() as there:
            there.sandbox.set_faults(Faults(letter_lost=1.0))
            conversation = await there.acts.open_conversation(there.order)
            with pytest.raises(Unanswered):
                await there.acts.send(conversation, f"Letter {seed}")
            assert len(there.effects()) in (0, 1)
            there.sandbox.buyer_writes(there.key, "Hello?")
            pushed = [one.ref for one in there.sandbox.ledger.entries("push", "bazaar:message")]
            assert pushed == [there.sandbox.chats("buyer")[0].id]
