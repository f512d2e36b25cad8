"""What the chart makes at Kafka: Strimzi's topics and users, and KEDA's triggers."""

from datetime import timedelta
from pathlib import Path

import helm_python
import pytest

from schemas.topics import BY_NAME, DEAD, TOPICS
from services.ingest.normaliser import Normaliser
from services.notifier.consumer import CasesHandler
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.settings import load
from services.tracker.consumers import TrackerHandler
from tests.deploy import chart
from tests.deploy.chart import TABLE, Manifest, Release

GROUPS = {
    one.group: {topic.name for topic in one.topics}
    for one in (Normaliser, TrackerHandler, CasesHandler)
}


def test_the_table_is_the_schemas() -> None:
    """The same topics, kept as long, of the same groups; nobody may do what no topic is for."""
    assert TABLE["topics"] == {t.name: t.retention / timedelta(days=1) for t in TOPICS}
    assert TABLE["largest"] == MAX_RECORD_BYTES
    assert {name: set(of["topics"]) for name, of in TABLE["groups"].items()} == GROUPS
    for user in TABLE["users"].values():
        named = {*user.get("read", []), *user.get("write", []), *user.get("describe", [])}
        assert named <= BY_NAME.keys()
        assert {*user.get("watch", []), *filter(None, [user.get("group")])} <= GROUPS.keys()


def test_every_reader_may_read_what_it_reads() -> None:
    """Each group's workload reads the group's topics under the group's name."""
    for group, of in TABLE["groups"].items():
        user = TABLE["users"][of["part"]]
        assert user["group"] == group
        assert set(of["topics"]) <= set(user["read"])
    assert TABLE["users"]["edge"] == {"write": ["inbox"]}, "what faces the internet reads nothing"


def test_the_desk_reads_what_a_dead_letter_may_be_about() -> None:
    """Of every topic that somebody reads, and how far all of them are; it changes nothing there."""
    told = {name for topics in GROUPS.values() for name in topics}
    desk = {key: set(names) for key, names in TABLE["users"]["desk"].items()}
    assert desk == {"watch": set(GROUPS), "read": told | {DEAD.name}}


def test_without_a_desk_there_is_no_user_for_it() -> None:
    """A password that nobody uses opens something all the same."""
    given = chart.values("prod")
    assert "forestall-desk" in _users(chart.release(given))
    without = {key: value for key, value in given["config"].items() if key != "desk"}
    assert "forestall-desk" not in _users(chart.release({**given, "config": without}))


def test_the_desk_is_let_into_a_kafka_of_ones_own(tmp_path: Path) -> None:
    """By what all the others show: its settings name it, and the secrets are mounted."""
    given = chart.changed(chart.values("everything"), "config.kafka.tls", value=True)
    given["config"]["kafka"] |= {
        "ca": {"file": "secrets/ca"},
        "username": "us",
        "password": {"file": "secrets/kafka"},
    }
    release = chart.release(given)
    mounted = release.lay_out(tmp_path)
    assert {"forestall-outside/ca", "forestall-outside/kafka"} <= mounted["desk"]
    desk, cases = (load(tmp_path / part / "forestall.yaml", {}) for part in ("desk", "cases"))
    assert desk.kafka == cases.kafka
    assert desk.kafka.username == "us"


def test_a_workload_may_be_somebody_else_at_a_kafka_of_ones_own(tmp_path: Path) -> None:
    """Its own name and secret lie where the settings look for them; nobody else's do."""
    given = chart.changed(chart.values("prod"), "strimzi", {})
    given["config"]["kafka"] |= {
        "tls": True,
        "username": "us",
        "password": {"file": "secrets/kafka"},
        "certificate": {"file": "secrets/crt"},
        "key": {"file": "secrets/key"},
    }
    given["kafkaUsers"] = {
        "desk": {"username": "looks", "password": {"file": "secrets/kafka-desk"}},
        "edge": {"certificate": {"file": "secrets/crt-e"}, "key": {"file": "secrets/key-e"}},
        "scaler": {"username": "asks", "password": {"file": "secrets/kafka-scaler"}},
    }
    release = chart.release(given)
    release.lay_out(tmp_path)
    seen = {}
    for one in [*release.services, release.job("topics")]:
        told = load(tmp_path / one.part / "forestall.yaml", one.environ).kafka
        secrets = (told.password, told.certificate, told.key)
        seen[one.part] = (
            told.username,
            *(shown.get_secret_value().partition("/")[2] for shown in secrets if shown),
        )
    rest = ("us", "kafka", "crt", "key")
    assert seen.pop("desk") == ("looks", "kafka-desk", "crt", "key")
    assert seen.pop("edge") == ("us", "kafka", "crt-e", "key-e")
    assert set(seen.values()) == {rest}
    spec = release.named("TriggerAuthentication", "forestall-scaler")["spec"]
    assert {one["parameter"]: one["key"] for one in spec["secretTargetRef"]} == {
        "password": "kafka-scaler",
        "cert": "crt",
        "key": "key",
    }
    assert release.config["scaler.username"] == "asks"
    brought = release.named("ExternalSecret", "forestall")["spec"]["data"]
    keys = [one["secretKey"] for one in brought]
    assert len(keys) == len(set(keys))
    assert {"kafka", "kafka-desk", "kafka-scaler", "crt-e", "key-e"} <= set(keys)


def test_strimzi_makes_the_topics_of_the_table() -> None:
    """Under the installation's names, as many partitions, kept as long, on two disks at least."""
    release = chart.of_case("prod")
    made = {one["spec"]["topicName"]: one["spec"] for one in release.of_kind("KafkaTopic")}
    assert made.keys() == BY_NAME.keys()
    for name, spec in made.items():
        assert spec["partitions"] == release.says("config.kafka.partitions")
        assert spec["replicas"] == 3
        assert spec["config"] == {
            "retention.ms": int(BY_NAME[name].retention.total_seconds() * 1000),
            "cleanup.policy": "delete",
            "max.message.bytes": MAX_RECORD_BYTES,
            "min.insync.replicas": 2,
        }
    assert all(
        one["metadata"]["annotations"]["helm.sh/resource-policy"] == "keep"
        for one in release.of_kind("KafkaTopic")
    )


def test_a_prefix_stands_before_everything() -> None:
    """Installations that share a cluster share no topic, group or right."""
    given = chart.changed(chart.values("prod"), "config.kafka.prefix", "shop-")
    release = chart.release(given)
    topics = [one["spec"]["topicName"] for one in release.of_kind("KafkaTopic")]
    rights = [
        rule["resource"]["name"]
        for one in _users(release).values()
        for rule in _acls(one)
        if rule["resource"]["type"] != "cluster"
    ]
    metadata = [t["metadata"] for one in release.of_kind("ScaledObject") for t in _triggers(one)]
    read = [text for one in metadata for text in (one["topic"], one["consumerGroup"])]
    for name in (*topics, *rights, *read):
        assert name.startswith("shop-"), name


def test_each_workload_has_a_user_of_its_own() -> None:
    """It knows its own password and no other's, and may do what the table says."""
    release = chart.of_case("prod")
    users = _users(release)
    for workload in release.services:
        name = workload.environ["FORESTALL_KAFKA_USERNAME"]
        assert name == f"forestall-{workload.part}"
        told = _may(users.pop(name))
        may = TABLE["users"][workload.part]
        assert told["topic", "Write"] == set(may.get("write", []))
        assert told["topic", "Read"] == set(may.get("read", []))
        seen = told["topic", "DescribeConfigs"]
        assert seen == (told["topic", "Read"] if may.get("settings") else set())
        assert (
            told["group", "Read"] == {may["group"]} if "group" in may else not told["group", "Read"]
        )
    assert users.keys() == {"forestall-scaler"}
    scaler = _may(users["forestall-scaler"])
    assert not (scaler["topic", "Read"] | scaler["topic", "Write"] | scaler["group", "Read"])


def test_users_may_be_known_by_their_certificates(tmp_path: Path) -> None:
    """By Strimzi's own, each mounted where its workload alone reads it; KEDA shows the scaler's."""
    given = chart.changed(chart.values("prod"), "strimzi.authentication", "tls")
    release = chart.release(given)
    for user in _users(release).values():
        assert user["spec"]["authentication"] == {"type": "tls"}
    mounted = release.lay_out(tmp_path)
    for workload in release.services:
        assert "FORESTALL_KAFKA_USERNAME" not in workload.environ
        own = {f"forestall-{workload.part}/user.crt", f"forestall-{workload.part}/user.key"}
        assert own <= mounted[workload.part]
        told = load(tmp_path / workload.part / "forestall.yaml", {}).kafka
        assert told.certificate
        assert told.key
        assert not told.password
    spec = release.named("TriggerAuthentication", "forestall-scaler")["spec"]
    assert [one["parameter"] for one in spec["configMapTargetRef"]] == ["tls"]
    from_secret = {one["parameter"]: (one["name"], one["key"]) for one in spec["secretTargetRef"]}
    scaler = "forestall-scaler"
    assert from_secret["cert"] == (scaler, "user.crt")
    assert from_secret["key"] == (scaler, "user.key")
    assert from_secret["ca"][1] == "ca.crt"


def test_consumers_follow_their_lag() -> None:
    """Each group's topics are watched; the Deployment's own count does not gainsay it."""
    release = chart.of_case("prod")
    partitions = release.says("config.kafka.partitions")
    for group, of in TABLE["groups"].items():
        name = f"forestall-{of['part']}"
        spec = release.named("ScaledObject", name)["spec"]
        assert spec["scaleTargetRef"] == {"name": name}
        assert "replicas" not in release.named("Deployment", name)["spec"]
        assert 2 <= spec["minReplicaCount"] <= spec["maxReplicaCount"] <= partitions
        assert {t["metadata"]["topic"] for t in _triggers({"spec": spec})} == GROUPS[group]
        assert {t["metadata"]["consumerGroup"] for t in _triggers({"spec": spec})} == {group}
        down = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]
        assert down["stabilizationWindowSeconds"] >= 1800, "a rebalance costs more than a pod"
        assert down["policies"] == [{"type": "Pods", "value": 1, "periodSeconds": 300}]
    rest = {"edge", "reconciler", "dispatcher", "desk"}
    assert {w.part for w in release.services if "replicas" in w.manifest["spec"]} == rest


@pytest.mark.parametrize(
    ("mechanism", "told"),
    [
        ("SCRAM-SHA-512", "scram_sha512"),
        ("SCRAM-SHA-256", "scram_sha256"),
        ("PLAIN", "plaintext"),
    ],
)
def test_the_scaler_asks_as_the_program_does(mechanism: str, told: str, tmp_path: Path) -> None:
    """KEDA's own words for the same access, its secrets from the same Secret."""
    given = chart.changed(chart.values("default"), "scaling.enabled", value=True)
    given["config"]["kafka"] |= {
        "tls": True,
        "ca": {"file": "secrets/ca"},
        "username": "us",
        "password": {"file": "secrets/kafka"},
        "mechanism": mechanism,
    }
    release = chart.release(given)
    spec = release.named("TriggerAuthentication", "forestall-scaler")["spec"]
    from_config = {
        one["parameter"]: release.config[one["key"]] for one in spec["configMapTargetRef"]
    }
    assert from_config == {"tls": "enable", "sasl": told, "username": "us"}
    from_secret = {one["parameter"]: (one["name"], one["key"]) for one in spec["secretTargetRef"]}
    assert from_secret == {"password": ("forestall", "kafka"), "ca": ("forestall", "ca")}
    mounted = release.lay_out(tmp_path)
    assert mounted["topics"] == {"forestall/kafka", "forestall/ca"}
    assert load(tmp_path / "topics/forestall.yaml", {}).kafka.username == "us"


def test_more_consumers_than_partitions_are_refused() -> None:
    """They would idle."""
    given = chart.changed(chart.values("prod"), "scaling.most", {"cases": 25})
    with pytest.raises(helm_python.HelmError, match="25 consumers cannot share 24 partitions"):
        chart.texts(given)


def _users(release: Release) -> dict[str, Manifest]:
    return {one["metadata"]["name"]: one for one in release.of_kind("KafkaUser")}


def _acls(user: Manifest) -> list[Manifest]:
    found: list[Manifest] = user["spec"]["authorization"]["acls"]
    return found


def _triggers(scaled: Manifest) -> list[Manifest]:
    found: list[Manifest] = scaled["spec"]["triggers"]
    return found


def _may(user: Manifest) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {
        (kind, what): set()
        for kind in ("topic", "group")
        for what in ("Read", "Write", "Describe", "DescribeConfigs")
    }
    for rule in _acls(user):
        for what in rule["operations"]:
            if rule["resource"]["type"] != "cluster":
                found[rule["resource"]["type"], what].add(rule["resource"]["name"])
    return found
