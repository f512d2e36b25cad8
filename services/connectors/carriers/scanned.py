"""Scans as a provider's events become them: one id for one event, in the order of their happening.

Pure; for providers whose answer is a plain list of events.
"""

from collections.abc import Iterable
from datetime import datetime

from schemas.base import Country
from schemas.parcel import Scan, Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.unsigned import unsigned
from services.connectors.carriers.values import scan_id

_SILENT = frozenset({Stage.IN_TRANSIT, Stage.UNKNOWN, Stage.EXPIRED})


def scan(
    provider: str,
    at: datetime,
    seq: int,
    *,
    raw_time: str = "",
    place: str = "",
    country: Country | None = None,
    code: str = "",
    sub_code: str = "",
    text: str = "",
    language: str | None = None,
) -> Scan:
    """One event; a notice or forecast is told as such, and nobody who signed for it is named.

    Args:
        provider: whose codes ``code`` and ``sub_code`` are.
        at: aware.
        seq: its place among the events as they happened, so that it stays when others follow.
        raw_time: what the source printed.
        place: in words.
        country: where it was scanned, where that is known.
        code: the provider's main code.
        sub_code: what narrows it.
        text: the sentence.
        language: BCP 47, where it is known.
    """
    text = unsigned(text)
    found = classify(provider, code, sub_code, text, language)
    advisory = found.stage in _SILENT and not found.movement and found.customs is None
    return Scan(
        id=scan_id(provider, at, code, sub_code, text, place),
        provider=provider,
        at=at,
        raw_time=raw_time,
        place=place,
        country=country,
        code=code,
        sub_code=sub_code,
        text=text,
        language=language,
        seq=seq,
        advisory=advisory,
    )


def in_order(scans: Iterable[Scan | None]) -> tuple[Scan, ...]:
    """Every scan once, oldest first; None is an event that could be put nowhere."""
    unique: dict[str, Scan] = {}
    for one in scans:
        if one is not None:
            unique.setdefault(one.id, one)
    return tuple(sorted(unique.values(), key=lambda one: (one.at, one.seq, one.id)))
