"""Certificates of our own making: an authority, and names that it vouches for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import Store


@dataclass(frozen=True)
class Named:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: RSAPrivateKey

    @property
    def pem(self) -> bytes:
        """The certificate as it is published."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """Its key, as servers and clients are given it."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def authority(at: datetime, name: str = "An authority", above: Named | None = None) -> Named:
    """One that vouches for others, for a year around an instant; by itself, or below another."""
    return _made(name, at, above, timedelta(days=365))


def named(name: str, at: datetime, above: Named, days: int = 30) -> Named:
    """A certificate of a name, for so many days around an instant."""
    return _made(name, at, above, timedelta(days=days), host=name)


def store(*authorities: Named) -> Store:
    """Those that are trusted."""
    return Store([one.certificate for one in authorities])


def _made(
    name: str, at: datetime, above: Named | None, half: timedelta, host: str | None = None
) -> Named:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = above.certificate.subject if above else subject
    signer = above.key if above else key
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - half)
        .not_valid_after(at + half)
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if host is None:
        built = built.add_extension(_signs_certificates(), critical=True)
    else:
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        built = built.add_extension(names, critical=False)
    return Named(built.sign(signer, SHA256()), key)


def _signs_certificates() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
