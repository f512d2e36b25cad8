"""WooCommerce's ``*_gmt`` dates: UTC, without an offset. Pure."""

from datetime import UTC, datetime

from services.connectors.instants import believed


def gmt(value: object) -> datetime | None:
    """An instant; None where it is none."""
    text = str(value or "")
    try:
        found = datetime.fromisoformat(text) if len(text) < 40 else None  # noqa: PLR2004 - a date
    except ValueError:
        return None
    if found is None:
        return None
    return believed(found if found.tzinfo else found.replace(tzinfo=UTC))
