"""JSON that others send, made safe to keep: read with limits, its text fit for every store.

What is legal JSON can still break what it passes through: a NUL no text column takes, half of a
surrogate pair no UTF-8 spells, a nesting no reader follows, a ``NaN`` no JSON writer means.
"""

import json
from decimal import Decimal
from typing import Any

from services.runtime.errors import InvalidInput

DEPTH = 64
"""Levels of nesting that are read; no platform's objects have a quarter of it."""

_REPLACED = "\ufffd"


def read_json(body: bytes | str) -> Any:
    """The JSON value, its decimals exact (``Decimal``) and its texts ``storable``.

    Of a name that an object has twice, the last value counts.

    Raises:
        InvalidInput: ``unreadable``: no JSON, nested too deeply, or a number without end.
    """
    try:
        found = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InvalidInput("unreadable", "it is not JSON") from None
    return _kept(found, DEPTH)


def storable(text: str) -> str:
    """The text without what UTF-8 or a text column cannot hold, each such sign replaced."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", _REPLACED)


def _kept(value: Any, levels: int) -> Any:
    if isinstance(value, str):
        return storable(value)
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise InvalidInput("unreadable", f"nested more than {DEPTH} levels deep")
    if isinstance(value, list):
        return [_kept(one, levels - 1) for one in value]
    return {storable(name): _kept(one, levels - 1) for name, one in value.items()}


def _no_number(name: str) -> Any:
    raise ValueError(name)
