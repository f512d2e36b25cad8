"""The letter that a text becomes. Pure."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from urllib.parse import quote, unquote

from services.runtime.errors import Refused

LONGEST_ADDRESS = 254
"""Characters of an address (RFC 5321)."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes.

    Attributes:
        name: what buyers see.
        address: of the mailbox.
        reply_to: where their answers go; empty: to the mailbox.
    """

    name: str
    address: str
    reply_to: str = ""


def conversation_of(order_id: str, buyer: str) -> str:
    """One thread of letters: an order of a buyer. The address is no part of it."""
    return f"{quote(order_id, safe='')}:{quote(buyer, safe='')}"


def named(conversation: str) -> tuple[str, str]:
    """Order id and buyer of a conversation."""
    order_id, _, buyer = conversation.partition(":")
    return unquote(order_id), unquote(buyer)


def letter(
    *, sender: Sender, to: str, shop: str, conversation: str, text: str, now: datetime
) -> EmailMessage:
    """A letter of plain text, in the thread of its order.

    The same words in the same conversation have the same ``Message-ID``: whoever gets both sees
    one. ``Auto-Submitted`` keeps out-of-office notes from answering (RFC 3834). ``shop`` is the
    shop's key, ``now`` domain time.

    Raises:
        Refused: the address is none that can be written to.
    """
    if not sendable(to):
        raise Refused(shop, "bad_address", "the buyer's e-mail address is none")
    order_id, _ = named(conversation)
    domain = sender.address.rpartition("@")[2]
    thread = f"<{_mark(shop, conversation)}@{domain}>"
    made = EmailMessage(policy=SMTP)
    made["From"] = _address(sender.name, sender.address)
    made["To"] = to
    if sender.reply_to:
        made["Reply-To"] = sender.reply_to
    made["Subject"] = _plain(f"{sender.name} {order_id}")
    made["Date"] = now
    made["Message-ID"] = f"<{_mark(shop, conversation, text)}@{domain}>"
    made["In-Reply-To"] = thread
    made["References"] = thread
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text, charset="utf-8", cte="base64" if not text.isascii() else None)
    return made


def sendable(address: str) -> bool:
    """Whether it is one plain address: no list, no name, nothing that a header could break on.

    A buyer types it. ``=?`` would be read as encoded words: other addresses, or further headers.
    """
    user, at, domain = address.rpartition("@")
    return (
        address.isascii()
        and address.isprintable()
        and len(address) <= LONGEST_ADDRESS
        and bool(at and user and "." in domain)
        and not set(address) & set(' <>,;:"()[]\\')
        and "@" not in user
        and _ENCODED not in address
    )


def _plain(text: str) -> str:
    """One line without control characters, and without what would be read as encoded words."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.replace(_ENCODED, "= ?").split())


_ENCODED = "=?"
"""Begins an encoded word of a header (RFC 2047); the library reads them in addresses too."""


def _address(name: str, address: str) -> Address:
    user, _, domain = address.rpartition("@")
    return Address(display_name=name, username=user, domain=domain)


def _mark(*parts: str) -> str:
    return sha256("\x00".join(parts).encode()).hexdigest()[:32]
