"""One of Australia Post's ``tracking_results`` to our ``CarrierUpdate``. Pure.

Shape: the example answers of a public client (facts, section 4.10, name it). The summary status is
of the whole item and of no event, so it becomes no scan: an event would change with each read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from schemas.parcel import CarrierUpdate, Scan, Stage
from services.connectors.carriers import values
from services.connectors.carriers.australia_post.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.stages import classify
from services.connectors.carriers.values import country, instant, items, same, text
from services.runtime.errors import InvalidInput

_ABROAD = re.compile(r"\(([A-Z]{2})\)\s*$")

LANGUAGE = "en"


def to_update(result: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update of a number.

    Args:
        result: ``{tracking_id, trackable_items}``. A consignment has several articles: the one of
            that number is meant, else the one that is furthest behind, so that nothing is called
            delivered before all of it is.
        number: as it was asked for.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    try:
        article, scans = _meant(list(_articles(result)), number)
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Australia Post",
            service=text(article.get("product_type")) or None,
            scans=scans,
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Australia Post's answer is of another shape") from error


def _articles(result: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every article, whether it stands alone or within a consignment."""
    for found in items(result.get("trackable_items")):
        item = _mapping(found)
        inner = items(item.get("items"))
        yield from (_mapping(one) for one in inner) if inner else (item,)


def _meant(
    articles: Sequence[Mapping[str, Any]], number: str
) -> tuple[Mapping[str, Any], tuple[Scan, ...]]:
    named = [one for one in articles if same(text(one.get("article_id"))) == same(number)]
    scanned = [(one, _scans(one)) for one in named or articles]
    under_way = [one for one in scanned if not _delivered(one[1])]
    return min(under_way or scanned, key=_last_seen, default=({}, ()))


def _delivered(scans: Sequence[Scan]) -> bool:
    if not scans:
        return False
    last = scans[-1]
    return classify(PROVIDER, "", "", last.text, last.language).stage is Stage.DELIVERED


def _last_seen(one: tuple[Mapping[str, Any], tuple[Scan, ...]]) -> datetime:
    """One without an event was seen before all others."""
    return one[1][-1].at if one[1] else datetime.min.replace(tzinfo=UTC)


def _scans(article: Mapping[str, Any]) -> tuple[Scan, ...]:
    """The events, which come newest first."""
    events = [_mapping(one) for one in reversed(items(article.get("events")))]
    return in_order(_scan(event, seq) for seq, event in enumerate(events))


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time, since it could be put nowhere."""
    printed = text(event.get("date"))
    at = instant(printed)
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=text(event.get("location")),
        country=_country(event),
        text=text(event.get("description")),
        language=LANGUAGE,
    )


def _country(event: Mapping[str, Any]) -> str | None:
    """Abroad the place ends with the country's two letters in brackets."""
    found = _ABROAD.search(text(event.get("location")))
    return country(found[1]) if found else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "Australia Post")
