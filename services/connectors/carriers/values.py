"""Values out of a provider's JSON, each total: what has another shape is empty. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from babel.core import get_global

from schemas.base import Country
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput
from services.runtime.ids import content_hash

_COUNTRY_LETTERS = 2


def text(value: Any) -> str:
    """The words, without the space around them; a number as it is printed."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def items(value: Any) -> list[Any]:
    """The list."""
    return value if isinstance(value, list) else []


def mapping(value: Any, system: str) -> Mapping[str, Any]:
    """The object; an empty one where none stands.

    Raises:
        InvalidInput: another value stands there (``unreadable``).
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidInput("unreadable", f"{system} sent another value where an object stands")
    return value


def instant(value: Any) -> datetime | None:
    """An ISO time in UTC; one without an offset is read as UTC, None where it is no time."""
    try:
        found = datetime.fromisoformat(text(value))
        return believed(found if found.tzinfo else found.replace(tzinfo=UTC))
    except ValueError:
        return None


def country(value: Any) -> Country | None:
    """A country's two letters (ISO 3166-1), None for anything else."""
    code = text(value).upper()
    known = len(code) == _COUNTRY_LETTERS and code.isascii() and code.isalpha()
    return code if known else None


def country3(value: Any) -> Country | None:
    """The two letters of a country given by its three (both ISO 3166-1), None for anything else."""
    found = get_global("territory_aliases").get(text(value).upper())
    return country(found[0]) if found and len(found) == 1 else None


def postcode_prefix(value: Any) -> str:
    """The first three letters of a postcode, as many as are kept of an order's."""
    return text(value).replace(" ", "").upper()[:3]


def same(number: str) -> str:
    """A number as it is compared: without spaces, in capitals."""
    return number.replace(" ", "").upper()


def scan_id(provider: str, at: datetime, *parts: str) -> str:
    """A scan's id: the same event read twice has one."""
    return content_hash([provider, at.isoformat(), *parts])[:32]
