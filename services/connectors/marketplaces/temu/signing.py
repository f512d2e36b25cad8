"""Temu's signatures, and what its pushes are locked with. Pure.

Source: documented copies; vectors recomputed (2026-11-27). Of pushes the documentation gives two
forms: its own digest holds for names and values joined without signs, over the unlocked
``eventData``; its Java sample, which joins ``name=value`` by ``&`` and writes capitals, reproduces
nothing. The first is implemented. One of its examples signs ``x-tm-ext-param`` and another does
not, so either holds.
"""

import hmac
from base64 import b64decode
from collections.abc import Iterable, Mapping
from hashlib import md5, sha256

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES128
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7

SIGNATURE, APP_KEY, EVENT, AT, EXTRA = (
    "x-tm-signature",
    "x-tm-app-key",
    "x-tm-event-code",
    "x-tm-timestamp",
    "x-tm-ext-param",
)
_BLOCK = 16


def unlocked(secret: str, locked: str) -> str | None:
    """What AES-128-CBC locked, key and start being the secret's first 16 bytes; None if it did not.

    Args:
        secret: an app's secret.
        locked: base64.
    """
    start = secret.encode()[:_BLOCK]
    try:
        opened = Cipher(AES128(start), CBC(start)).decryptor()
        padded = opened.update(b64decode(locked, validate=True)) + opened.finalize()
        plain = PKCS7(8 * _BLOCK).unpadder()
        return (plain.update(padded) + plain.finalize()).decode()
    except ValueError:  # no base64, no whole blocks, no padding, no text, too short a secret
        return None


def sign_push(secret: str, told: Mapping[str, str]) -> str:
    """The signature of a push: HMAC-SHA256 over its sorted values, hex in small letters."""
    return hmac.new(secret.encode(), _joined(told).encode(), sha256).hexdigest()


def push_holds(secrets: Iterable[str], headers: Mapping[str, str], data: str) -> bool:
    """Whether a push's signature holds under any of the secrets; constant time.

    Args:
        secrets: the live ones.
        headers: by lower-case name.
        data: its ``eventData``, unlocked.
    """
    given = headers.get(SIGNATURE, "").encode()
    told = {name: headers[name] for name in (APP_KEY, EVENT, AT, EXTRA) if headers.get(name)}
    signed = {"eventData": data} | told
    without = {name: value for name, value in signed.items() if name != EXTRA}
    found = [
        hmac.compare_digest(given, sign_push(secret, one).encode())
        for secret in secrets
        for one in (signed, without)
    ]
    return any(found)


def sign_call(secret: str, asked: Mapping[str, str]) -> str:
    """The ``sign`` of a call: MD5 over its sorted values between two secrets, hex in capitals."""
    told = secret + _joined(asked) + secret
    # The platform asks for MD5: it is no choice of ours.
    return md5(told.encode(), usedforsecurity=False).hexdigest().upper()


def _joined(values: Mapping[str, str]) -> str:
    return "".join(name + values[name] for name in sorted(values))
