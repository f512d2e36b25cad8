"""The books of the consumers against the logs: each record read has one end."""

import json
from collections import Counter
from collections.abc import Mapping

from services.cli.demo.quiet import READERS
from services.runtime.postgres.pool import Pool


async def unaccounted(
    pool: Pool, logs: Mapping[tuple[str, int], int]
) -> dict[tuple[str, str], int]:
    """Schema and topic to the records that have no end, or more than one.

    Args:
        pool: on the database of the three services.
        logs: topic and partition to where the log ends.
    """
    ends = Counter[str]()
    for (topic, _), end in logs.items():
        ends[topic] += end
    found = {}
    for topic, schemas in READERS.items():
        for schema in schemas:
            query = f"SELECT * FROM {schema}.progress WHERE topic = $1"  # noqa: S608 - our own names
            rows = await pool.fetch(query, topic)
            done = sum(row["applied"] + row["superseded"] for row in rows)
            ignored = sum(sum(json.loads(row["ignored"]).values()) for row in rows)
            found[schema, topic] = ends[topic] - done - ignored
    return {place: left for place, left in found.items() if left}
