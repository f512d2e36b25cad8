"""What every connector that speaks promises. A connector's test derives from the class.

The suite drives the real acts, and the notifier's own steps over them, against a platform that it
bends: a gateway with prepared answers (``GatewayChannel``), or the sandbox.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.order import Order
from services.connectors.manners import SHORTEST_LIMIT
from services.connectors.ports import SKEW, Acts, Api, OwnMessage, Shop
from services.notifier import channels
from services.notifier.channels import Denied, Done, NotDone, Result, Unsure
from services.notifier.gate import refusal
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import NOW, Bench
from tests.contract.gateway import Answer, Call, Gateway


class End(StrEnum):
    """How a call ends out there."""

    REFUSED = "refused"
    THROTTLED = "throttled"
    UNAUTHORISED = "unauthorised"
    UNNAMED = "unnamed"
    """Accepted, and no message named."""
    NONSENSE = "nonsense"
    BROKEN = "broken"
    CUT = "cut"


ERRORS: Mapping[End, type[OutsideError]] = {
    End.REFUSED: Refused,
    End.THROTTLED: TryLater,
    End.UNAUTHORISED: NotAuthorised,
    End.UNNAMED: Unanswered,
    End.NONSENSE: Unanswered,
    End.BROKEN: Unanswered,
    End.CUT: Unanswered,
}
MEANS: Mapping[End, type[Result]] = {
    End.REFUSED: Denied,
    End.THROTTLED: NotDone,
    End.UNAUTHORISED: Denied,
    End.UNNAMED: Unsure,
    End.NONSENSE: Unsure,
    End.BROKEN: Unsure,
    End.CUT: Unsure,
}
"""What each is for the action."""

EVER = datetime(2000, 1, 1, tzinfo=UTC)
_NOTHING = OwnMessage("", NOW, "", blocked=False)
LINK = "https://example.com/track"


@dataclass(frozen=True)
class Talk:
    """A chat in which a word of ours was said before an instant, and one after it.

    Attributes:
        ours: the later one, as the platform shows it.
    """

    conversation: str
    since: datetime
    ours: OwnMessage


class Platform(ABC):
    """The other side of a channel, as the suite sees and bends it."""

    acts: Acts
    order: Order

    @abstractmethod
    def ends(self, how: End) -> None:
        """Every send from now on ends so."""

    @abstractmethod
    def reading_ends(self, how: End) -> None:
        """Every reading back from now on ends so."""

    @abstractmethod
    def sent(self) -> Sequence[str]:
        """The words of every send that came in, whatever became of it."""

    @abstractmethod
    async def talk(self) -> Talk:
        """A chat with words of both sides."""


class ChannelConformance(ABC):
    """The suite.

    Attributes:
        words: what this channel has to carry as it is; the longest it may is added.
        ends: the ends of a send that this platform knows; ``reading_ends`` those of a reading.
        blocks: whether it tells that it kept the words of ``Platform.talk`` from their buyer.
        opens: whether the shop can begin a conversation; else it finds one that the buyer began.
    """

    words: Sequence[str] = (
        "Olá & bem-vindo = ok? 100 %",
        'Er sagte "ja"\nund ging \N{EM DASH} \N{SLIGHTLY SMILING FACE}',
        "החבילה \u2068RR123456789CN\u2069 נמצאת במכס",
        "<b>{{ order }}</b> \\ %s",
    )
    ends: frozenset[End] = frozenset(End)
    reading_ends: frozenset[End] = frozenset(End) - {End.UNNAMED}
    blocks = False
    opens = True

    @abstractmethod
    def platform(self) -> AbstractAsyncContextManager[Platform]:
        """A platform with an order whose buyer can be written to."""

    # -- to speak -------------------------------------------------------------------------------

    async def test_a_conversation_is_opened_once_and_then_found_open(self) -> None:
        """Opening is safe to repeat, says nothing to anybody, and lets the machine speak."""
        async with self.platform() as there:
            acts, order = there.acts, there.order
            able = acts.can(order, ActionKind.CONVERSATION, None, order.placed_at)
            assert able.allowed == self.opens
            opened = await acts.open_conversation(order)
            assert opened == await acts.open_conversation(order)
            assert opened == await channels.open_chat(acts, order)
            assert acts.can(order, ActionKind.MESSAGE, opened, order.placed_at).allowed
            assert not there.sent()

    async def test_the_very_words_are_sent_once_and_named(self) -> None:
        """Whatever signs they hold, and to the last that may be said; the platform's id is kept."""
        async with self.platform() as there:
            words = [*self.words, self.longest(there.acts.manners.longest)]
            conversation = await there.acts.open_conversation(there.order)
            refs = [(await there.acts.send(conversation, text)).external_ref for text in words]
            assert list(there.sent()) == words
            assert all(refs)

    def longest(self, most: int) -> str:
        """Words as long as this channel takes them."""
        return "x" * most

    async def test_a_send_that_fails_is_made_once(self) -> None:
        """Never twice: what may have been sent is ``Unanswered`` and is not tried again."""
        for how in sorted(self.ends):
            async with self.platform() as there:
                conversation = await there.acts.open_conversation(there.order)
                there.ends(how)
                with pytest.raises(ERRORS[how]):
                    await there.acts.send(conversation, self.words[0])
                assert len(there.sent()) == 1, how

    async def test_what_a_failed_send_means_for_its_action(self) -> None:
        """Tried again at once only where it surely did nothing; the rest is no or unsure."""
        for how in sorted(self.ends):
            async with self.platform() as there:
                conversation = await there.acts.open_conversation(there.order)
                there.ends(how)
                result = await channels.send(there.acts, conversation, self.words[0], NOW)
                assert type(result) is MEANS[how]
                assert isinstance(result, NotDone) == (len(there.sent()) > 1), how
                if isinstance(result, Denied):
                    assert result.authorised == (how is not End.UNAUTHORISED)

    # -- manners --------------------------------------------------------------------------------

    async def test_manners_are_dated_and_the_gate_holds_them(self) -> None:
        """Length and links as the manners have them; where these come from is told."""
        async with self.platform() as there:
            manners = there.acts.manners
        assert re.search(r"20\d\d-\d\d-\d\d", manners.source)
        assert manners.longest >= SHORTEST_LIMIT
        assert refusal("word " * (manners.longest // 5 + 1), manners)
        assert bool(refusal(f"Look: {LINK}", manners)) != manners.links
        assert refusal("Write to me on WhatsApp", manners) or manners.contacts
        assert refusal("Please give us five stars", manners) or manners.reviews


class ReadableChannel(ChannelConformance):
    """The suite of a channel on which an unanswered send can be looked for."""

    async def test_reading_back_shows_our_side_since_the_instant(self) -> None:
        """The seller's words alone, those before left out, each as it stands there."""
        async with self.platform() as there:
            assert there.acts.reads_back
            talk = await there.talk()
            found = await there.acts.own_messages(talk.conversation, talk.since)
            assert list(found) == [talk.ours]
            assert found[0].blocked == self.blocks
            since = talk.since + SKEW  # the notifier looks back by as much
            ref = talk.ours.external_ref
            said = await channels.read_back(there.acts, talk.conversation, ref, since)
            assert said == self.blocks

    async def test_a_chat_that_cannot_be_read_is_no_empty_one(self) -> None:
        """An error never looks like "nothing was sent": that would be said a second time."""
        for how in sorted(self.reading_ends):
            async with self.platform() as there:
                talk = await there.talk()
                there.reading_ends(how)
                with pytest.raises(ERRORS[how]):
                    await there.acts.own_messages(talk.conversation, talk.since)
                since = talk.since + SKEW
                found = await channels.own_messages(there.acts, talk.conversation, since)
                assert isinstance(found, NotDone), how


class UnreadableChannel(ChannelConformance):
    """The suite of a channel that shows nobody what was said."""

    async def test_nothing_is_read_and_what_was_accepted_is_taken_for_said(self) -> None:
        """No list, not even an empty one: that would say that nothing was sent."""
        async with self.platform() as there:
            assert not there.acts.reads_back
            conversation = await there.acts.open_conversation(there.order)
            with pytest.raises(Refused):
                await there.acts.own_messages(conversation, there.order.placed_at)
            result = await channels.send(there.acts, conversation, self.words[0], NOW)
            assert isinstance(result, Done)
            assert result.blocked is False


@dataclass(frozen=True)
class Chat:
    """How a marketplace's chat looks at the gateway.

    Attributes:
        send: the call that sends; ``read`` the one that lists, the same where ``sends`` tells, none
            where nothing can be read.
        words: what a send says, out of its parameters.
        unnamed: the answer that accepts and names no message.
        shown: what the prepared list has to be read as, from ``since`` on.
        refusals: answers that say no, beside the bench's.
        sends: whether a call of that name sends.
    """

    send: str
    words: Callable[[Call], Any]
    unnamed: Answer
    read: str = ""
    since: datetime = NOW
    shown: OwnMessage = _NOTHING
    refusals: Sequence[Answer] = ()
    sends: Callable[[Call], bool] = field(default=lambda _: True)


class OnGateway(ChannelConformance):
    """The suite for a connector that has a ``Bench``: derive beside ``MarketplaceConformance``."""

    bench: Bench
    chat: Chat

    @abstractmethod
    def outside(self) -> AbstractAsyncContextManager[tuple[Gateway, Shop, Http]]:
        """The gateway, a shop that points at it, and a client."""

    @abstractmethod
    def api(self, shop: Shop, http: Http) -> Api:
        """The connector's calls."""

    @abstractmethod
    def acts(self, shop: Shop, http: Http) -> Acts:
        """The connector's acts."""

    @asynccontextmanager
    async def platform(self) -> AsyncIterator["Platform"]:
        """The gateway with its prepared order."""
        async with self.outside() as (gateway, shop, http):
            order = (await self.api(shop, http).read(self.bench.order_hint, NOW))[0]
            assert isinstance(order, Order)
            yield Prepared(self.bench, self.chat, gateway, self.acts(shop, http), order)

    async def test_every_refusal_is_one(self) -> None:
        """Each way in which the platform says no to a text."""
        async with self.platform() as there:
            assert isinstance(there, Prepared)
            conversation = (await there.talk()).conversation
            for answer in self.chat.refusals:
                there.bend(self.chat.send, answer, sends=True)
                with pytest.raises(Refused):
                    await there.acts.send(conversation, "text")


class UnreadableGateway(OnGateway, UnreadableChannel):
    """Of such a connector where nobody can read back what was said."""


class GatewayChannel(OnGateway, ReadableChannel):
    """Of such a connector where an unanswered send can be looked for."""

    async def test_a_list_is_read_no_further_than_the_instant_and_not_for_ever(self) -> None:
        """Pages are followed backwards; one without an end may hide what is looked for."""
        async with self.platform() as there:
            assert isinstance(there, Prepared)
            talk = await there.talk()
            before = len(there.readings())
            await there.acts.own_messages(talk.conversation, talk.since)
            assert len(there.readings()) == before + 1
            with pytest.raises(Unanswered):
                await there.acts.own_messages(talk.conversation, EVER)


class Prepared(Platform):
    """A gateway whose answers are prepared."""

    def __init__(
        self, bench: Bench, chat: Chat, gateway: Gateway, acts: Acts, order: Order
    ) -> None:
        self.acts, self.order = acts, order
        self._bench, self._chat, self._gateway = bench, chat, gateway
        self._begun = len(gateway.calls)

    def ends(self, how: End) -> None:
        """Prepare it."""
        self.bend(self._chat.send, self._answer(how), sends=True)

    def reading_ends(self, how: End) -> None:
        """Prepare it."""
        self.bend(self._chat.read, self._answer(how), sends=False)

    def sent(self) -> list[str]:
        """Out of the calls that came in."""
        calls = self._gateway.asked(self._chat.send)
        return [self._chat.words(call) for call in calls if self._chat.sends(call)]

    def readings(self) -> list[Call]:
        """The calls that read back."""
        same = self._chat.send == self._chat.read
        calls = self._gateway.asked(self._chat.read)
        return [call for call in calls if not (same and self._chat.sends(call))]

    async def talk(self) -> Talk:
        """The prepared one."""
        conversation = await self.acts.open_conversation(self.order)
        return Talk(conversation, self._chat.since, self._chat.shown)

    def bend(self, name: str, answer: Answer, *, sends: bool) -> None:
        """Answer so from now on to the calls of that name that send, or to the others."""
        before = self._gateway.answers[name]
        both = self._chat.send == self._chat.read

        def bent(call: Call) -> Answer:
            if both and self._chat.sends(call) != sends:
                return before(call) if callable(before) else before
            return answer

        self._gateway.answers[name] = bent

    def _answer(self, how: End) -> Answer:
        bench = self._bench
        prepared: dict[End, Answer] = {
            End.REFUSED: bench.refused,
            End.THROTTLED: bench.throttled,
            End.UNAUTHORISED: bench.unauthorised,
            End.UNNAMED: self._chat.unnamed,
            End.NONSENSE: b"<html>",
            End.BROKEN: 500,
            End.CUT: None,
        }
        return prepared[how]


def within(name: str, inner: str) -> Callable[[Call], str]:
    """What JSON in a parameter holds under a name."""

    def words(call: Call) -> str:
        return str(json.loads(call[name])[inner])

    return words
