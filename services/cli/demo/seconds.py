"""Second looks: what the destination's carrier was asked, and what it alone told."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from services.cli.demo.evidence import Evidence, Row
from services.connectors.carriers.whose import post_of
from services.sandbox.posted import COUNTRY

HOUR = timedelta(hours=1)

_CALLS = {"laposte": "laposte:idships"}
"""Carrier to the name under which the sandbox's ledger has each number that it was asked for."""


def second_looks(evidence: Evidence) -> dict[str, dict[str, int]]:
    """By carrier: numbers it was asked for, scans it told, and those that it told alone.

    Alone: the first provider had by then told of nothing at that instant.
    """
    asked = Counter(entry["what"] for entry in _asked(evidence))
    told: Mapping[str, Row] = {row["provider"]: row for row in evidence.told_beside}
    return {
        carrier: {
            "looks": asked[call],
            **{name: int(told[carrier][name]) if carrier in told else 0 for name in _COUNTS},
        }
        for carrier, call in _CALLS.items()
    }


_COUNTS = ("scans", "alone")


def unasked(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(parcel, what is wrong) for each known to be held in France that La Poste was not asked for.

    A hold that was over before anybody knew of it needs no look; a number of no post's has none.
    """
    asked = {entry["ref"] for entry in _asked(evidence)}
    for (parcel_id, ordinal), shown in evidence.shown.items():
        number = parcel_id.split("/", 1)[1]
        wanted = shown <= evidence.now - HOUR and post_of(number, COUNTRY) is not None
        if wanted and number not in asked and _open_in_france(evidence, parcel_id, ordinal):
            yield parcel_id, f"held, known since {shown:%d %b %H:%M}, and never asked for"


def _open_in_france(evidence: Evidence, parcel_id: str, ordinal: int) -> bool:
    """Whether the hold stood when it was published, on a parcel to there."""
    shown = evidence.shown[parcel_id, ordinal]
    return any(
        hold.ordinal == ordinal and (hold.until is None or hold.until > shown)
        for case in evidence.cases.values()
        if case.order is not None and case.order.destination.country == COUNTRY
        for parcel in case.parcels.values()
        if parcel.id == parcel_id
        for hold in parcel.holds
    )


def _asked(evidence: Evidence) -> list[Row]:
    calls = set(_CALLS.values())
    return [
        entry
        for entry in evidence.log
        if entry["kind"] == "call"
        and entry["what"] in calls
        and not entry["outcome"].startswith("refused:")
    ]
