"""Pushes bent a little: a byte tampered with, a field more, a field less. Pure."""

import json
from collections.abc import Iterator
from typing import Any

_PLACES = 16
"""Bytes of a body that are tampered with, one at a time, from its first to its last."""

NEW_FIELD = "forestall_never_heard_of"


def tampered(body: bytes) -> Iterator[bytes]:
    """Copies of which one byte is another."""
    last = len(body) - 1
    for place in sorted({last * step // (_PLACES - 1) for step in range(_PLACES)}):
        yield body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def with_more(body: bytes) -> Iterator[bytes]:
    """Copies with a field that nobody knows: in the whole, and in each object within it."""
    for place in range(len(_objects(json.loads(body)))):
        copy = json.loads(body)
        _objects(copy)[place][NEW_FIELD] = {"anything": [1, None]}
        yield json.dumps(copy).encode()


def with_less(body: bytes) -> Iterator[bytes]:
    """Copies without one of their fields."""
    for place, found in enumerate(_objects(json.loads(body))):
        for name in found:
            copy = json.loads(body)
            del _objects(copy)[place][name]
            yield json.dumps(copy).encode()


def _objects(value: Any) -> list[dict[str, Any]]:
    """The object and those within it, outermost first."""
    if isinstance(value, list):
        return [found for one in value for found in _objects(one)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for one in value.values() for found in _objects(one))]
