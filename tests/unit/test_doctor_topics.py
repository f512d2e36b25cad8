"""What doctor finds of the topics' copies and settings."""

from dataclasses import replace

from schemas.topics import OUTCOMES, TOPICS
from services.cli.checks import log
from services.runtime.kafka.described import Described
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import settings_of

KAFKA = KafkaProfile("kafka:9092", embedded=False, replication=3)
RIGHT = {topic.name: Described(3, 0, settings_of(topic, KAFKA)) for topic in TOPICS}


def _found(**changed: object) -> list[tuple[str, str, str]]:
    """What is said where one topic is otherwise."""
    told = {**RIGHT, OUTCOMES.name: replace(RIGHT[OUTCOMES.name], **changed)}  # type: ignore[arg-type]
    return [(one.level, one.what, one.do) for one in log.judged(told, KAFKA)]


def test_topics_as_they_should_be_are_one_line() -> None:
    """And more copies than are asked for are as good."""
    for copies in (3, 5):
        ((level, what, do),) = _found(copies=copies)
        assert (level, do) == ("ok", "")
        assert "3 copies" in what


def test_too_few_copies_are_told() -> None:
    """What was answered 200 must outlive a disk."""
    ((level, what, do),) = _found(copies=1)
    assert level == "warning"
    assert "`kafka.replication` is 3, but outcomes has 1" in what
    assert "kafka-reassign-partitions" in do


def test_a_copy_that_is_behind_is_told() -> None:
    """Partitions are counted, over all topics."""
    ((level, what, _),) = _found(lacking=2)
    assert (level, what) == ("warning", "2 partitions lack a copy that is up to date")


def test_another_setting_is_told() -> None:
    """By its name, with what it should be; one that the broker leaves out as well."""
    for key, shown in (("retention.ms", "604800000"), ("min.insync.replicas", None)):
        right = settings_of(OUTCOMES, KAFKA)
        wrong = {name: value for name, value in right.items() if name != key}
        wrong |= {key: shown} if shown else {}
        ((level, what, do),) = _found(settings=wrong)
        assert level == "warning"
        assert f"outcomes has {key} {shown}, not {right[key]}" in what
        assert "forestall topics apply" in do


def test_settings_that_we_may_not_see_are_told() -> None:
    """With the right that is lacking."""
    ((level, what, do),) = _found(settings=None)
    assert level == "warning"
    assert "the settings of outcomes" in what
    assert "DescribeConfigs" in do
