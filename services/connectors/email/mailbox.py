"""A mailbox at an SMTP server: one letter, one session, each step told apart."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal, TypeVar

import aiosmtplib
from aiosmtplib import SMTP, SMTPResponseException

from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.mailboxes import MailboxSettings

SYSTEM = "email"
LIMIT = 20.0
"""Seconds of machine time for one step."""

_REFUSED_FROM = 500
"""SMTP replies from here on are for good; those of 400 are for now (RFC 5321, 4.2.1)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where letters are handed in.

    Attributes:
        tls: ``starttls`` (port 587), ``tls`` from the first byte (465), or ``none``, to a relay on
            this machine.
        user: empty where the server asks for no login.
    """

    host: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: MailboxSettings) -> "Mailbox":
        """The one that settings name."""
        password = settings.password.get_secret_value()
        return cls(settings.host, settings.port, settings.tls, settings.user, password)

    async def send(self, sender: str, to: str, letter: EmailMessage) -> None:
        """Hand in one letter.

        Raises:
            TryLater: the server is not there, or says "not now"; nothing was handed in.
            NotAuthorised: it does not know the user.
            Refused: it does not take the letter, or not for that address.
            Unanswered: the connection broke after the letter was on its way: it may be sent.
        """
        async with _Session(self) as smtp:
            await _before(smtp.mail(sender))
            await _before(smtp.rcpt(to))
            try:
                await smtp.data(letter.as_bytes())
            except SMTPResponseException as error:
                raise _said(error) from error
            except (aiosmtplib.SMTPException, OSError) as error:
                raise Unanswered(SYSTEM, type(error).__name__) from error

    async def check(self) -> None:
        """Log in and out again.

        Raises:
            OutsideError: as ``send``.
        """
        async with _Session(self) as smtp:
            await _before(smtp.noop())


class _Session:
    """A connection that is logged in; it ends politely, or is dropped."""

    def __init__(self, box: Mailbox) -> None:
        self._box = box
        self._smtp = SMTP(
            hostname=box.host,
            port=box.port,
            use_tls=box.tls == "tls",
            start_tls=box.tls == "starttls",
            timeout=LIMIT,
        )

    async def __aenter__(self) -> SMTP:
        await _before(self._smtp.connect())
        try:
            if self._box.user:
                await _before(self._smtp.login(self._box.user, self._box.password))
        except BaseException:
            self._smtp.close()
            raise
        return self._smtp

    async def __aexit__(self, *_: object) -> None:
        # What was to be said is said: how the server takes leave changes nothing.
        self._smtp.close()


async def _before(step: Awaitable[T]) -> T:
    """A step before the letter itself: whatever happens, nothing was handed in."""
    try:
        return await step
    except aiosmtplib.SMTPAuthenticationError as error:
        if error.code < _REFUSED_FROM:
            raise TryLater(SYSTEM, str(error.code)) from error
        raise NotAuthorised(SYSTEM, str(error.code), "user or password is not accepted") from error
    except SMTPResponseException as error:
        raise _said(error) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise TryLater(SYSTEM, type(error).__name__) from error


def _said(error: SMTPResponseException) -> TryLater | Refused:
    """By the reply's code; its words may hold the address, and stay here."""
    if error.code < _REFUSED_FROM:
        return TryLater(SYSTEM, str(error.code))
    return Refused(SYSTEM, str(error.code), "the mail server does not take the letter")
