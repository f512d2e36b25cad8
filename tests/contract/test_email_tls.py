"""E-mail under TLS: offered or from the first byte, and never in clear where it was asked for."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.connectors.email.letter import Sender, letter
from services.connectors.email.mailbox import Mailbox
from services.runtime.errors import NotAuthorised, TryLater
from tests.contract import mailbox as smtp
from tests.contract.loopback import Reply

NOW = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
LETTER = letter(
    sender=Sender("Shop", "help@shop.example"),
    to="mia@example.org",
    shop="direct/acme",
    conversation="A-1:C-7",
    text="Ihr Paket liegt beim Zoll. החבילה במכס",
    now=NOW,
)


@dataclass(frozen=True)
class Authority:
    """A certificate of 127.0.0.1, which is its own authority."""

    path: Path

    def context(self) -> ssl.SSLContext:
        """A server's."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.path)
        return made


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A new one."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        [x509.NameAttribute(NameOID.COMMON_NAME, "x")],
    )
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name(name))
        .issuer_name(x509.Name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(path)


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """This machine trusts it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))
    return authority


def at(box: smtp.Mailbox, tls: Literal["starttls", "tls"], user: str = "help") -> Mailbox:
    """Our side of it."""
    host, _, port = box.url.partition(":")
    return Mailbox(host, int(port), tls, user, "a password")


async def handed_in(box: Mailbox) -> None:
    """One letter."""
    await box.send("help@shop.example", "mia@example.org", LETTER)


async def test_the_line_is_secured_before_the_login(trusted: Authority) -> None:
    """STARTTLS, then user and password, then the letter, whole."""
    async with smtp.mailbox(login=True, offers=trusted.context()) as box:
        await handed_in(at(box, "starttls"))
        (received,) = box.received
        assert "החבילה" in smtp.mail(received).get_content()
        box.answers(Reply(status=403))
        with pytest.raises(NotAuthorised):
            await handed_in(at(box, "starttls"))


async def test_or_from_the_first_byte(trusted: Authority) -> None:
    """As port 465 has it."""
    async with smtp.mailbox(within=trusted.context()) as box:
        await handed_in(at(box, "tls", user=""))
        assert len(box.received) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_nothing_leaves_in_clear_where_tls_was_asked_for(
    tls: Literal["starttls", "tls"],
) -> None:
    """A server that offers none is given neither password nor letter: nothing was handed in."""
    async with smtp.mailbox(login=True) as box:
        with pytest.raises(TryLater):
            await handed_in(at(box, tls))
        assert not box.received


@pytest.mark.parametrize("tls", ["starttls", "tls"])
async def test_nor_to_a_server_that_nobody_vouches_for(
    authority: Authority, tls: Literal["starttls", "tls"]
) -> None:
    """A certificate that this machine does not trust ends the session before the login."""
    given = (
        {"offers": authority.context()} if tls == "starttls" else {"within": authority.context()}
    )
    async with smtp.mailbox(login=tls == "starttls", **given) as box:
        with pytest.raises(TryLater):
            await handed_in(at(box, tls))
        assert not box.received
