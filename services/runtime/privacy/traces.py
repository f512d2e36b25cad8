"""By what a raw record that nobody has read is known to be about a buyer. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LEAST = 6
"""Characters of an identifier that is looked for in a raw record: a shorter one says nothing."""

_WORD = re.compile(r"\w+(?:[.@-]\w+)*")
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Traces:
    """What a buyer is known by.

    Attributes:
        order_keys: of their orders.
        names: identifiers of theirs at the marketplace: the buyer's own, of their orders,
            conversations, disputes and parcels.
    """

    order_keys: frozenset[str]
    names: frozenset[str]

    def of(self, key: bytes | None, body: bytes) -> bool:
        """Whether a record is about the buyer.

        By its key, or by a value in its body that is exactly one of the names.
        """
        if key is not None and key.decode(errors="replace") in self.order_keys:
            return True
        known = self.order_keys | {name for name in self.names if len(name) >= LEAST}
        return any(value in known for value in _values(body.decode(errors="replace")))


def _values(text: str) -> Iterator[str]:
    """The single values of a JSON text, of JSON inside its texts too; else its words."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        yield from _WORD.findall(text)
        return
    yield from _walk(found, 0)


def _walk(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for inner in value.values():
            yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth + 1)
    elif isinstance(value, str):
        yield value
        if value[:1] in ("{", "["):
            try:
                inner = json.loads(value, parse_int=str, parse_float=str)
            except (ValueError, RecursionError):
                return
            yield from _walk(inner, depth + 1)
