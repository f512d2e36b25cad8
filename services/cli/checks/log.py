"""Kafka: whether it answers, holds every topic, and how far its readers are behind."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from schemas.topics import BY_NAME, TOPICS
from services.cli.checks.finding import Finding, ok, problem, warning
from services.desk.behind import behind as counted
from services.runtime.kafka.access import certified_until
from services.runtime.kafka.described import Described, described
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import partitions, settings_of

BEHIND = 1000
"""Records that a group may have before it; a reader that works is done with them in seconds."""


ENDS_SOON = timedelta(days=14)
"""Before a certificate's end somebody has to be told so long: Strimzi renews 30 days ahead."""


async def certificate(profile: KafkaProfile, now: datetime) -> Iterable[Finding]:
    """How long Kafka takes our certificate, where we show one."""
    until = certified_until(profile.access)
    if until is None:
        return []
    told = f"{until:%Y-%m-%d %H:%M} UTC"
    do = "renew it, and restart every service: each reads `kafka.certificate` at its start"
    if until <= now:
        return [problem(f"our certificate for Kafka has ended on {told}", do)]
    if until - now < ENDS_SOON:
        return [warning(f"our certificate for Kafka ends on {told}", do)]
    return [ok(f"our certificate for Kafka holds until {told}")]


async def topics(profile: KafkaProfile) -> Iterable[Finding]:
    """Whether every topic is there, with as many partitions as the settings say."""
    known = await partitions(profile)
    missing = [topic.name for topic in TOPICS if not known[topic.name]]
    if missing:
        what = f"Kafka lacks the topics {', '.join(missing)}"
        return [problem(what, "run `forestall topics apply`")]
    other = [f"{name} has {count}" for name, count in known.items() if count != profile.partitions]
    if other:
        what = f"`kafka.partitions` is {profile.partitions}, but {', '.join(other)}"
        do = "set `kafka.partitions` to what the topics have, or add partitions while all is read"
        return [warning(what, do)]
    return [ok(f"Kafka answers and holds {len(known)} topics of {profile.partitions} partitions")]


async def kept(profile: KafkaProfile) -> Iterable[Finding]:
    """Whether records stand on as many disks, and for as long, as is relied upon.

    Our own broker holds everything in memory, and is not asked.
    """
    if profile.embedded:
        return []
    return judged(await described(profile), profile)


def judged(found: Mapping[str, Described], profile: KafkaProfile) -> list[Finding]:
    """What is to be said of topics."""
    wrong = [*_copies(found, profile), *_settings(found, profile)]
    copies = "1 copy" if profile.replication == 1 else f"{profile.replication} copies"
    return wrong or [ok(f"{copies} of every topic are up to date, and kept for as long as needed")]


def _copies(found: Mapping[str, Described], profile: KafkaProfile) -> Iterator[Finding]:
    few = [
        f"{name} has {one.copies}"
        for name, one in found.items()
        if one.copies < profile.replication
    ]
    if few:
        do = "give them more replicas (`kafka-reassign-partitions`), or lower `kafka.replication`"
        yield warning(f"`kafka.replication` is {profile.replication}, but {', '.join(few)}", do)
    lacking = sum(one.lacking for one in found.values())
    if lacking:
        do = "see which broker is away or slow; until it is back one more loss may stop all sending"
        yield warning(f"{lacking} partitions lack a copy that is up to date", do)


def _settings(found: Mapping[str, Described], profile: KafkaProfile) -> Iterator[Finding]:
    hidden = [name for name, one in found.items() if one.settings is None]
    if hidden:
        do = "let our user DescribeConfigs on them, or look yourself: `kafka-configs --describe`"
        yield warning(f"Kafka does not tell us the settings of {', '.join(hidden)}", do)
    other = [
        f"{name} has {key} {one.settings.get(key)}, not {value}"
        for name, one in found.items()
        if one.settings is not None
        for key, value in settings_of(BY_NAME[name], profile).items()
        if one.settings.get(key) != value
    ]
    if other:
        do = "run `forestall topics apply`, or set them where your topics are made (`KafkaTopic`)"
        yield warning(f"topics are kept otherwise than is relied upon: {'; '.join(other)}", do)


async def behind(profile: KafkaProfile) -> Iterable[Finding]:
    """How many records wait for their reader."""
    by_group = await counted(profile)
    late = {group: count for group, count in by_group.items() if count > BEHIND}
    if not late:
        return [ok(f"{sum(by_group.values())} records wait for their readers")]
    do = "see that its service runs, and whether its log says `unavailable`; else start another"
    return [warning(f"{count} records wait for {group}", do) for group, count in late.items()]
