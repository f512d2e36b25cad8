"""A scripted SMTP server on loopback, with the face of ``loopback``: an HTTP status names a fate.

429 and 503 refuse for now, 400 for good, 403 refuses the login; 500 and a cut take the message and
close the connection in place of an answer.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.contract.loopback import Loopback, Received, Reply

_REPLIES = {429: "451 4.7.0 too fast", 503: "421 4.3.2 closing", 400: "554 5.7.1 refused"}


class Mailbox(Loopback):
    """Remembers mails as requests whose body is the mail."""

    def __init__(self) -> None:
        super().__init__()
        self._knows_us = True

    def answers(self, *replies: Reply) -> None:
        """Give these in turn; a 403 is of the login."""
        self._knows_us = replies[0].status != 403
        super().answers(*replies)

    def login(self, *_: Any) -> AuthResult:
        """Whether the password is right."""
        return AuthResult(success=self._knows_us, handled=self._knows_us)


class _Smtp(SMTP):
    def close(self) -> None:
        """In place of an answer."""
        assert self.transport is not None
        self.transport.abort()


class _Handler:
    def __init__(self, box: Mailbox) -> None:
        self._box = box

    async def handle_DATA(  # noqa: N802 - aiosmtpd's
        self, server: _Smtp, _session: Session, envelope: Envelope
    ) -> str:
        """Take the mail, or do as the script says."""
        content = envelope.content
        assert isinstance(content, bytes)
        received = Received("DATA", ",".join(envelope.rcpt_tos), {}, content)
        self._box.received.append(received)
        reply = self._box.script(received)
        assert isinstance(reply, Reply)
        if reply.cut or reply.status == 500:
            server.close()
        return _REPLIES.get(reply.status, "250 OK")


def mail(received: Received) -> EmailMessage:
    """The mail that came."""
    return cast("EmailMessage", message_from_bytes(received.body, policy=policy.default))


@asynccontextmanager
async def mailbox(
    *,
    login: bool = False,
    offers: ssl.SSLContext | None = None,
    within: ssl.SSLContext | None = None,
) -> AsyncIterator[Mailbox]:
    """A server on a free port of this machine.

    Args:
        login: it wants one.
        offers: it offers STARTTLS under this, and takes a login only then.
        within: it speaks TLS under this from the first byte.
    """
    box = Mailbox()
    given: dict[str, Any] = {"enable_SMTPUTF8": True, "hostname": "mail.example"}
    if login:
        given |= {"authenticator": box.login, "auth_require_tls": offers is not None}
    if offers is not None:
        given |= {"tls_context": offers, "require_starttls": True}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: _Smtp(_Handler(box), **given), "127.0.0.1", 0, ssl=within
    )
    host, port = server.sockets[0].getsockname()[:2]
    box.url = f"{host}:{port}"
    try:
        yield box
    finally:
        server.close()
