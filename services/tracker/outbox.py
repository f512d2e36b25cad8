"""A parcel's row as records of the topic ``parcels``: one for each order that it concerns."""

import json
from collections.abc import Sequence

import asyncpg

from schemas.envelope import Envelope
from schemas.parcel import Parcel
from schemas.topics import PARCEL_CHANGED, PARCELS
from services.runtime.kafka.producer import OutRecord
from services.runtime.postgres.publish import Outbox
from services.runtime.postgres.raised import Shown


def records(row: asyncpg.Record) -> Sequence[OutRecord]:
    """To each order it carries, and to those that have lost it since the last sending.

    An order that lost a parcel has to hear it once more, or its case would keep the wrong number.
    """
    kept = Parcel.model_validate_json(row["state"])
    parcel = kept.model_copy(update={"version": row["version"]})
    lost = [key for key, at in json.loads(row["lost"]).items() if at > row["published"]]
    value = parcel.model_dump_json().encode()
    return [
        OutRecord(
            topic=PARCELS.name,
            key=key.encode(),
            value=value,
            envelope=Envelope(
                id=f"{parcel.id}@{parcel.version}#{key}",
                type=PARCEL_CHANGED,
                source="forestall/tracker",
                subject=parcel.id,
                time=row["changed_at"],
            ),
        )
        for key in sorted({*parcel.order_keys, *lost})
    ]


OUTBOX = Outbox(
    table="tracker.parcels",
    key=("id",),
    columns=("state", "lost", "published", "changed_at"),
    records=records,
    raised="tracker",
)

SHOWN = Shown(
    schema="tracker",
    objects="tracker.parcels",
    key=("id",),
    events={PARCELS.name: {PARCEL_CHANGED: ()}},
)
"""Where parcels stand."""
