"""Entries of a polled list on their way to the inbox. Pure."""

from collections.abc import Callable, Sequence

from services.connectors.marketplaces.values import Json
from services.connectors.ports import Hint, Listed
from services.runtime.errors import InvalidInput
from services.runtime.ids import canonical_json


def as_listed(entries: Sequence[Json], hint_of: Callable[[bytes], Hint]) -> tuple[Listed, ...]:
    """Entries as they go to the inbox; one that cannot be read becomes a dead letter behind it."""
    found = []
    for entry in entries:
        raw = canonical_json(entry)
        try:
            hint = hint_of(raw)
        except InvalidInput:
            hint = Hint(seller_id="", kind="nothing", ref="")
        found.append(Listed(hint, raw))
    return tuple(found)
