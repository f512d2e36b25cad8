"""``python -m tests.support.kafka``: get what a real Kafka needs, and say which it will be."""

import sys

from tests.support.kafka import choice
from tests.support.kafka.jars import Missing

if __name__ == "__main__":
    try:
        print(f"running on {choice.prepare()}", flush=True)  # noqa: T201 - a command that speaks
    except Missing as missing:
        sys.exit(f"no real Kafka to test on: {missing}")
