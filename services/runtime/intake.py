"""JSON that others send, made safe to keep: read with limits, its text fit for every store.

What is legal JSON can still break what it passes through: a NUL no text column takes, half of a
surrogate pair no UTF-8 spells, a nesting no reader follows, a ``NaN`` no JSON writer means.
"""

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from services.runtime.errors import InvalidInput

DEPTH = 64
"""Levels of nesting that are read; no platform's objects have a quarter of it."""

FARTHEST = 1000
"""Powers of ten up to which a decimal is read; a platform's own numbers end at 308."""

_REPLACED = "\ufffd"

# All that can make a text unfit: a NUL (UTF-16 and 32 have them everywhere), half a pair, spelled
# out or escaped. Nearly every body has none of it, and need not be gone through word by word.
_UNFIT = re.compile(rb"\x00|\\u(?:0000|[dD][89a-fA-F])|\xed[\xa0-\xbf]")
_UNFIT_TEXT = re.compile(r"\x00|\\u(?:0000|[dD][89a-fA-F])|[\ud800-\udfff]")


_CONTAINERS = (dict, list)
"""Spelled as a union it is made anew for every value."""


def read_json(body: bytes | str) -> Any:
    """The JSON value, its decimals exact (``Decimal``) and its texts ``storable``.

    Of a name that an object has twice, the last value counts.

    Raises:
        InvalidInput: ``unreadable``: no JSON, nested too deeply, or a number without end.
    """
    try:
        found = json.loads(body, parse_float=_exact, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InvalidInput("unreadable", "it is not JSON") from None
    unfit = _UNFIT.search(body) if isinstance(body, bytes) else _UNFIT_TEXT.search(body)
    if unfit:
        return _kept(found, DEPTH)
    if isinstance(found, dict | list):
        _measured(found, DEPTH)
    return found


def storable(text: str) -> str:
    """The text without what UTF-8 or a text column cannot hold, each such sign replaced."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", _REPLACED)


def _measured(value: dict[str, Any] | list[Any], levels: int) -> None:
    """Refuse what is nested too deeply."""
    if not levels:
        raise InvalidInput("unreadable", f"nested more than {DEPTH} levels deep")
    inner = levels - 1
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, _CONTAINERS):
            _measured(one, inner)


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


def _exact(text: str) -> Decimal:
    """The decimal; none of a size with which nothing can be reckoned, or that cannot be held."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError("a number without end") from None
    if abs(found.adjusted()) > FARTHEST:
        raise ValueError("a number without end")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(name)
