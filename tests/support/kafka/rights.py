"""The chart's table of Kafka users, as rights that a broker can be told."""

from collections.abc import Iterator
from typing import Any

import yaml

from tests.support.kafka.secured import Right
from tests.support.processes import ROOT

TABLE: dict[str, Any] = yaml.safe_load(
    (ROOT / "deploy/helm/forestall/files/kafka.yaml").read_text(encoding="utf-8")
)
USERS: dict[str, dict[str, Any]] = TABLE["users"]


def rights(prefix: str) -> Iterator[Right]:
    """As templates/strimzi.yaml makes ACLs of the table."""
    for user, may in USERS.items():
        for topic in may.get("write", []):
            yield from ((user, deed, "topic", prefix + topic) for deed in ("Write", "Describe"))
        for topic in may.get("read", []):
            yield from ((user, deed, "topic", prefix + topic) for deed in ("Read", "Describe"))
            if may.get("settings"):
                yield user, "DescribeConfigs", "topic", prefix + topic
        for topic in may.get("describe", []):
            yield user, "Describe", "topic", prefix + topic
        if "group" in may:
            group = prefix + may["group"]
            yield from ((user, deed, "group", group) for deed in ("Read", "Describe"))
        if may.get("idempotent"):
            yield user, "IdempotentWrite", "cluster", "kafka-cluster"
        for group in may.get("watch", []):
            yield user, "Describe", "group", prefix + group
