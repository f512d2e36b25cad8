"""Speaking by e-mail, in place of a chat that the shop's system has not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from schemas.action import ActionKind, Option
from schemas.base import Money
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer
from services.connectors.email.letter import Sender, conversation_of, letter, named
from services.connectors.email.mailbox import SYSTEM, Mailbox
from services.connectors.manners import Manners
from services.connectors.ports import Acts, Capability, OwnMessage, Sent, Shop
from services.connectors.remedies import Remedies
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput, Refused, TryLater, Unavailable

_SPEAKS = frozenset({ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION})


class Contacts(Protocol):
    """Where buyers can be written to."""

    async def address(self, shop: str, buyer: str) -> str:
        """The buyer's e-mail address; empty where none is known, or it was erased.

        Raises:
            Unavailable: it cannot be looked up now.
        """
        ...


class NoContacts:
    """Of programs that send nothing."""

    async def address(self, shop: str, buyer: str) -> str:
        """None."""
        del shop, buyer
        return ""


class MailActs:
    """See ``ports.Acts``: speaks by e-mail; all else is the marketplace's own.

    A letter cannot be read back: one that had no answer is a person's to look after.
    """

    reads_back = False

    def __init__(
        self,
        own: Acts,
        shop: Shop,
        *,
        sender: Sender,
        mailbox: Mailbox,
        contacts: Contacts,
        clock: Clock,
    ) -> None:
        self._own = own
        self._shop = shop
        self._sender = sender
        self._mailbox = mailbox
        self._contacts = contacts
        self._clock = clock
        self.manners: Manners = own.manners

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Speak always: whether an address is known shows when the conversation is opened."""
        if kind in _SPEAKS:
            return Capability(allowed=True)
        return self._own.can(order, kind, conversation, now)

    async def open_conversation(self, order: Order) -> str:
        """The thread of the order's letters; it needs no opening.

        Raises:
            Refused: no address of the buyer is known.
        """
        buyer = order.buyer.reference
        await self._address(buyer)
        return conversation_of(order.key.rsplit("/", 1)[1], buyer)

    async def send(self, conversation: str, text: str) -> Sent:
        """Send one letter; the reference is its ``Message-ID``.

        Raises:
            OutsideError: see ``Mailbox.send``.
        """
        _, buyer = named(conversation)
        to = await self._address(buyer)
        made = letter(
            sender=self._sender,
            to=to,
            shop=self._shop.key,
            conversation=conversation,
            text=text,
            now=self._clock.now(),
        )
        await self._mailbox.send(self._sender.address, to, made)
        return Sent(str(made["Message-ID"]))

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Always refused: nobody reads the mailbox."""
        del conversation, since
        raise Refused(SYSTEM, "not_readable", "what was sent by e-mail cannot be read back")

    async def extend(self, order: Order, days: int) -> None:
        """As the marketplace does."""
        await self._own.extend(order, days)

    def remedies(self, order: Order, now: datetime) -> Remedies:
        """As the marketplace's."""
        return self._own.remedies(order, now)

    async def remedy(self, order: Order, option: Option) -> str:
        """As the marketplace does."""
        return await self._own.remedy(order, option)

    async def answer(self, order: Order, dispute: Dispute, answer: Answer) -> str:
        """As the marketplace does."""
        return await self._own.answer(order, dispute, answer)

    async def refusals(self, dispute: Dispute) -> Mapping[str, str]:
        """The marketplace's."""
        return await self._own.refusals(dispute)

    async def offers(self, dispute: Dispute) -> Sequence[Money]:
        """The marketplace's."""
        return await self._own.offers(dispute)

    async def _address(self, buyer: str) -> str:
        try:
            found = await self._contacts.address(self._shop.key, buyer)
        except Unavailable as error:
            raise TryLater(SYSTEM, "no_contacts") from error
        except InvalidInput as error:
            raise Refused(self._shop.key, error.reason, "the address cannot be opened") from error
        if not found:
            raise Refused(self._shop.key, "no_address", "no e-mail address of the buyer is known")
        return found
