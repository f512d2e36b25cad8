"""eBay's signature of a push, and its question whether an address is ours. Pure.

Source: eBay's published event-notification SDK (from SDK code; vectors in the tests); getPublicKey
and the account-deletion guide (documented, 2026-11-27). The raw bytes are verified: the SDK writes
the body again first, and so refuses what is spelled otherwise.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from services.connectors.marketplaces.values import Json, identifier
from services.runtime.errors import InvalidInput
from services.runtime.intake import read_json

HEADER = "x-ebay-signature"

_LONGEST = 4000
"""Characters of a header that is looked at; a genuine one has about 250."""
_KEPT = 32
"""Keys kept ready to verify with; the platform has a handful."""
_KID = re.compile(r"[0-9A-Za-z-]{1,64}")
"""What can stand in the address of a key, and leads nowhere else."""
_ARMOUR = re.compile(r"-----(BEGIN|END) PUBLIC KEY-----|\s")
_DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "SHA1": hashes.SHA1(),  # noqa: S303 - the platform's own choice; its keys name it
    "SHA256": hashes.SHA256(),
    "SHA384": hashes.SHA384(),
    "SHA512": hashes.SHA512(),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """What the header tells: the key's name and the signature, DER."""

    kid: str
    value: bytes


def signature_of(header: str) -> Signature | None:
    """The signature in a header; None where it holds none. Never raises."""
    if not header or len(header) > _LONGEST:
        return None
    try:
        told = read_json(base64.b64decode(header, validate=True))
        if not isinstance(told, dict):
            return None
        kid = identifier(told.get("kid"))
        value = base64.b64decode(identifier(told.get("signature")), validate=True)
    except (ValueError, InvalidInput):
        return None
    return Signature(kid, value) if value and _KID.fullmatch(kid) else None


def key_of(told: Json) -> bytes:
    """A published key: the name of its digest, a space, and the key (SPKI, DER).

    Raises:
        InvalidInput: ``unreadable``: it is no key that we can verify with.
    """
    digest = str(told.get("digest") or "").upper().replace("-", "")
    algorithm = str(told.get("algorithm") or "").upper()
    try:
        der = base64.b64decode(_ARMOUR.sub("", str(told.get("key") or "")), validate=True)
    except ValueError:
        der = b""
    if algorithm != "ECDSA" or digest not in _DIGESTS or _loaded(der) is None:
        raise InvalidInput("unreadable", "the public key is of no kind that is known")
    return b"%s %s" % (digest.encode(), der)


def holds(key: bytes, signature: Signature, body: bytes) -> bool:
    """Whether the signature over the raw body holds under a key, as ``key_of`` gave it."""
    digest, _, der = key.partition(b" ")
    public, algorithm = _loaded(der), _DIGESTS.get(digest.decode("latin-1"))
    if public is None or algorithm is None:
        return False
    try:
        public.verify(signature.value, body, ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=_KEPT)
def _loaded(der: bytes) -> ec.EllipticCurvePublicKey | None:
    try:
        found = load_der_public_key(der)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return found if isinstance(found, ec.EllipticCurvePublicKey) else None


def challenge_response(code: str, token: str, address: str) -> str:
    """The answer that shows the address to be ours, hex.

    Args:
        code: what the platform asks with.
        token: the verification token that was registered with the address.
        address: as it was registered, to the letter.
    """
    return hashlib.sha256(f"{code}{token}{address}".encode()).hexdigest()
