"""PayPal's push signatures: RSA under a certificate that PayPal publishes. Pure.

Signed is ``transmission id|time|webhook id|CRC32 of the raw body, in decimal`` (secondary, widely
repeated). The certificate is in the name of ``messageverificationcerts.paypal.com``, in the sandbox
``messageverificationcerts.sandbox.paypal.com``, and stands under ``/v1/notifications/certs/`` of
PayPal's own hosts (from code, 2026-11-27).
"""

import base64
import re
import warnings
from contextlib import suppress
from datetime import datetime
from functools import cache
from zlib import crc32

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from services.connectors.ports import App
from services.connectors.pushes import Pushed
from services.runtime.http.connections import authorities

ID, TIME, SIGNATURE = (
    "paypal-transmission-id",
    "paypal-transmission-time",
    "paypal-transmission-sig",
)
CERTIFICATE, ALGORITHM = "paypal-cert-url", "paypal-auth-algo"
RSA_SHA256 = "SHA256withRSA"

_ADDRESS = re.compile(
    r"https://(?:[a-z0-9-]{1,30}\.){0,3}paypal\.com/v1/notifications/certs/[A-Za-z0-9_-]{1,100}"
)
_SANDBOX = ".sandbox."


@cache
def trusted() -> Store:
    """The authorities that our own calls trust."""
    found = []
    with warnings.catch_warnings():
        # One that the next version no longer reads is no loss: PayPal's is none of the old ones.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for der in authorities():
            with suppress(ValueError):
                found.append(x509.load_der_x509_certificate(der))
    return Store(found)


def certificate_of(app: App, push: Pushed) -> str | None:
    """The address of a push's certificate; None where it may not be asked for.

    That is one of PayPal's alone, of the same world as the app's (live or sandbox), of a push that
    says it is signed as we can verify it, to an app that knows its webhook's id.
    """
    address = push.headers.get(CERTIFICATE, "")
    if not app.webhook or push.headers.get(ALGORITHM) != RSA_SHA256:
        return None
    if not _ADDRESS.fullmatch(address) or (_SANDBOX in address) != _is_sandbox(app):
        return None
    return address


def holds(app: App, push: Pushed, pem: bytes, roots: Store) -> bool:
    """Whether the push is signed with the certificate's key, and the certificate is PayPal's.

    Args:
        app: its ``webhook`` is the webhook's id.
        push: judged at the time of its arrival.
        pem: the certificate, and after it those that lead to an authority.
        roots: the authorities.
    """
    key = _key_of(pem, _signer_of(app), push.at, roots)
    if key is None or not app.webhook:
        return False
    try:
        signature = base64.b64decode(push.headers.get(SIGNATURE, ""), validate=True)
        key.verify(signature, signed_text(app, push), PKCS1v15(), SHA256())
    except (ValueError, InvalidSignature):
        return False
    return True


def signed_text(app: App, push: Pushed) -> bytes:
    """What a push is signed over."""
    parts = (push.headers.get(ID, ""), push.headers.get(TIME, ""), app.webhook)
    return "|".join((*parts, str(crc32(push.body)))).encode()


def _is_sandbox(app: App) -> bool:
    return _SANDBOX in app.api


def _signer_of(app: App) -> str:
    return f"messageverificationcerts{_SANDBOX if _is_sandbox(app) else '.'}paypal.com"


def _key_of(pem: bytes, name: str, at: datetime, roots: Store) -> RSAPublicKey | None:
    """The key of a certificate in that name which an authority vouches for at that time."""
    try:
        leaf, *between = x509.load_pem_x509_certificates(pem)
        policy = PolicyBuilder().store(roots).time(at)
        policy.build_server_verifier(x509.DNSName(name)).verify(leaf, between)
        key = leaf.public_key()
    except (ValueError, UnsupportedAlgorithm, VerificationError):
        return None
    return key if isinstance(key, RSAPublicKey) else None
