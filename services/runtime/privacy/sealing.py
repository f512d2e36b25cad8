"""Sealing one text: AES-256-GCM under a data key, bound to what the text is."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.runtime.errors import InvalidInput

BYTES = 32
"""Of a data key and of a master key."""

_NONCE = 12

PREFIX = "hmac-sha256:"
"""How a fingerprint begins, wherever it stands in the place of words."""


class DataKey:
    """What the texts of one subject are sealed with.

    Args:
        secret: 32 bytes, kept nowhere but wrapped.
    """

    __slots__ = ("_aead", "_print", "_secret")

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._aead = AESGCM(secret)
        self._print = hmac.digest(secret, b"forestall fingerprint", "sha256")

    @classmethod
    def fresh(cls) -> "DataKey":
        """A key that nobody has had before."""
        return cls(os.urandom(BYTES))

    @property
    def secret(self) -> bytes:
        """The key itself: to be wrapped, never written."""
        return self._secret

    def seal(self, plain: bytes, about: str) -> bytes:
        """Seal a text.

        Args:
            plain: the text.
            about: what it is; it opens under the same words alone, so rows cannot be swapped.
        """
        nonce = os.urandom(_NONCE)
        return nonce + self._aead.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The text that was sealed.

        Raises:
            InvalidInput: it was sealed under another key or about something else, or was changed.
        """
        try:
            return self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise InvalidInput("not_to_be_opened", about) from error

    def fingerprint(self, text: str) -> str:
        """What equal texts of this subject share, and nobody without the key can guess from.

        A plain hash of a short text is found again by trying; this one dies with the key.
        """
        digest = hmac.new(self._print, text.encode(), hashlib.sha256).hexdigest()
        return f"{PREFIX}{digest}"
