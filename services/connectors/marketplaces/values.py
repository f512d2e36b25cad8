"""Reading marketplaces' JSON: what comes as number or text, as seconds or milliseconds. Pure.

Everything here raises ``InvalidInput`` where a value that must be there cannot be read, and never
puts the value itself into the error: it may be a buyer's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from pydantic import ValidationError

from schemas.base import Money
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput
from services.runtime.intake import read_json

Json = Mapping[str, Any]

_MILLISECONDS_FROM = 100_000_000_000
"""A greater number counts milliseconds: as seconds it would lie in the year 5138."""

_LONGEST = 200
"""Characters of an identifier or a date; those of platforms are a tenth of it."""

_POSTCODE_PREFIX = 3
"""Characters kept of a postcode: enough to tell zones apart, too few to find a house."""


def parse(body: bytes) -> dict[str, Any]:
    """A JSON object, its decimals exact.

    Raises:
        InvalidInput: ``unreadable``.
    """
    found = read_json(body)
    if not isinstance(found, dict):
        raise InvalidInput("unreadable", "the body is not an object")
    return found


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Around the making of an object: what its model refuses is unreadable input, not a bug.

    The values themselves are left out of the error: they may be a buyer's.

    Raises:
        InvalidInput: ``unreadable``, with the names of the fields.
    """
    try:
        yield
    except ValidationError as error:
        fields = sorted({".".join(map(str, problem["loc"])) for problem in error.errors()})
        raise InvalidInput("unreadable", f"{what}: {', '.join(fields)}") from None
    except (ValueError, OverflowError):
        raise InvalidInput("unreadable", f"{what}: a value is out of range") from None


def identifier(value: Any) -> str:
    """An identifier as text, whether it came as number or text; ``""`` where there is none.

    ``"null"`` is what a platform writes that forgot to look: none. A decimal has lost digits of a
    64-bit identifier on its way and is none either, nor is a text that is too long for one.
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip()
    return "" if text.lower() in {"null", "none"} or len(text) > _LONGEST else text


def whole(value: Any) -> int | None:
    """A whole number that is not negative, from number or digits; None where there is none."""
    digits = identifier(value)
    return int(digits) if digits.isascii() and digits.isdigit() else None


def total_of(found: Json, name: str) -> str:
    """How many entries a list says it has, as it stands in a cursor; ``""`` where it says none."""
    count = whole(found.get(name))
    return "" if count is None else str(count)


def required(source: Json, name: str) -> str:
    """The identifier under ``name``.

    Raises:
        InvalidInput: ``unreadable``, with the field's name.
    """
    found = identifier(source.get(name))
    if not found:
        raise InvalidInput("unreadable", f"{name} is missing")
    return found


def epoch(value: Any) -> datetime | None:
    """An instant from seconds or milliseconds since the epoch, as number or digits."""
    count = whole(value)
    if count is None:
        return None
    try:
        seconds = count / 1000 if count >= _MILLISECONDS_FROM else count
        return believed(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, ValueError, OSError):
        return None


def iso(value: Any) -> datetime | None:
    """An instant from ISO 8601, also with a space before the offset; None without an offset."""
    text = str(value or "").strip()
    if len(text) > _LONGEST:
        return None
    try:
        found = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", text))
        return believed(found) if found.tzinfo else None
    except ValueError:
        return None


def items(value: Any, wrapper: str = "") -> Sequence[Json]:
    """The objects of a list, given bare or under ``wrapper`` as older envelopes give it."""
    if isinstance(value, Mapping):
        value = value.get(wrapper, value) if wrapper else value
    found = value if isinstance(value, list) else [value]
    return [entry for entry in found if isinstance(entry, Mapping) and entry]


def mapping(value: Any) -> Json:
    """The object, or an empty one where something else stands."""
    return value if isinstance(value, Mapping) else {}


def money(amount: Any, currency: Any) -> Money | None:
    """An amount, None where either half cannot be read."""
    code = str(currency or "").upper()
    if not re.fullmatch("[A-Z]{3}", code) or isinstance(amount, bool | None):
        return None
    try:
        value = Decimal(str(amount))
        return Money(amount=value.normalize() + 0, currency=code) if value.is_finite() else None
    except (ArithmeticError, ValidationError):
        return None


def country(value: Any, language: str = "en") -> str | None:
    """ISO 3166-1 alpha-2 of a code or a name in a language."""
    text = str(value or "").strip()
    if re.fullmatch("[A-Za-z]{2}", text):
        return {"UK": "GB"}.get(text.upper(), text.upper())
    return _countries(language).get(text.casefold())


_ALSO_CALLED = {
    "viet nam": "VN",
    "russian federation": "RU",
    "korea": "KR",
    "türkiye": "TR",
    "российская федерация": "RU",
    "кыргызстан": "KG",
}


@cache
def _countries(language: str) -> dict[str, str]:
    names = Locale(language).territories
    found = {
        name.casefold(): code for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)
    }
    return found | _ALSO_CALLED


def postcode_prefix(value: Any) -> str:
    """The first characters of a postcode."""
    return identifier(value).replace(" ", "").upper()[:_POSTCODE_PREFIX]
