"""What only a real Kafka can show; `make test` passes it over."""

from tests.support.kafka import choice

collect_ignore_glob = [] if choice.real() else ["test_*"]
