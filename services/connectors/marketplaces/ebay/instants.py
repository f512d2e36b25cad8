"""How eBay writes instants, and spans of them in a filter. Pure."""

from datetime import UTC, datetime

from services.connectors.marketplaces.values import Json, iso, mapping


def written(at: datetime) -> str:
    """``2016-05-15T08:25:43.511Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def span(name: str, since: datetime, until: datetime) -> str:
    """A filter of the Fulfillment API; both ends belong to it (documented)."""
    return f"{name}:[{written(since)}..{written(until)}]"


def told(source: Json, name: str) -> datetime | None:
    """An instant of the Post-Order API, which wraps each in an object."""
    return iso(mapping(source.get(name)).get("value"))
