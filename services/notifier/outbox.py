"""The outbox of topic ``outcomes``: every action is published from its own row."""

import json
from collections.abc import Sequence

import asyncpg

from schemas.action import Action
from schemas.envelope import Envelope
from schemas.topics import ACTION_CHANGED, OUTCOMES
from services.runtime.kafka.producer import OutRecord
from services.runtime.postgres.publish import Outbox


def records(row: asyncpg.Record) -> Sequence[OutRecord]:
    """The record that publishes an action's row."""
    offer = None if row["offer"] is None else json.loads(row["offer"])
    action = Action.model_validate(dict(row) | {"offer": offer})
    envelope = Envelope(
        id=f"{action.key}@{action.version}",
        type=ACTION_CHANGED,
        source="forestall/notifier",
        subject=action.key,
        time=row["changed_at"],
    )
    return [
        OutRecord(
            topic=OUTCOMES.name,
            key=action.order_key.encode(),
            value=action.model_dump_json().encode(),
            envelope=envelope,
        )
    ]


OUTBOX = Outbox(
    table="notifier.actions",
    key=("key",),
    columns=(
        "order_key",
        "rule",
        "occasion",
        "kind",
        "channel",
        "status",
        "reason",
        "mode",
        "due_at",
        "until",
        "text_hash",
        "language",
        "conversation",
        "external_ref",
        "claimed_at",
        "done_at",
        "changed_at",
        "offer",
    ),
    records=records,
)
"""``outcomes``: each action is published from its own row, in its newest version."""
