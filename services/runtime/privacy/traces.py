"""By what a raw record that nobody has read is known to be about a buyer. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LEAST = 6
"""Characters of an identifier that is looked for in a raw record: a shorter one is anybody's."""

_JOINED = r"(?<!\w[.@-])"
_JOINS = r"(?![.@-]\w)"
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

        By its key, or by one of the names in its body: as a value, a key, or a whole token of a
        text, in JSON inside a text too. A number is a token of its own next to a full stop or a
        hyphen; a name is not, since ``ann-1`` and ``ann-1@x`` may be two people's.
        """
        if key is not None and key.decode(errors="replace") in self.order_keys:
            return True
        known = self.order_keys | {name for name in self.names if len(name) >= LEAST}
        raw = body.decode(errors="replace")
        # The raw text as well: it has what the parser leaves out (a key given twice, what is
        # nested too deep); the values have what is escaped in it.
        text = "\n".join([raw, *_values(raw)])
        return any(name in text and _token(name).search(text) for name in known)


def _token(name: str) -> re.Pattern[str]:
    """A name that is not part of a longer one."""
    before, after = (r"(?<!\d\.)", r"(?!\.\d)") if name.isdecimal() else (_JOINED, _JOINS)
    return re.compile(rf"(?<!\w){before}{re.escape(name)}(?!\w){after}")


def _values(text: str) -> Iterator[str]:
    """All texts and numbers of a JSON text, keys too, and those of JSON inside its texts."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return
    yield from _walk(found, 0)


def _walk(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(name, depth + 1)
            yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth + 1)
    elif isinstance(value, str):
        yield value
        if value.lstrip()[:1] in ("{", "["):
            try:
                inner = json.loads(value, parse_int=str, parse_float=str)
            except (ValueError, RecursionError):
                return
            yield from _walk(inner, depth + 1)
