"""Hashes and keys that must come out the same in every process and release."""

import hashlib
import json
from decimal import Decimal
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8: the bytes that hashes are taken over. Decimals are text."""
    return _CANONICAL.encode(value).encode()


def _digits(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical JSON")


_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_digits
)


def content_hash(value: Any) -> str:
    """SHA-256 of the canonical JSON, hex."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def text_hash(text: str) -> str:
    """SHA-256 of a text's UTF-8, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def spread(key: str, parts: int) -> int:
    """A stable number in ``range(parts)`` for a key: deterministic jitter and sampling."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) % parts
