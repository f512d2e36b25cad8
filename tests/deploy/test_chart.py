"""What the chart renders: valid, locked down, probed, and refused with a sentence where it must."""

import re
from pathlib import Path
from typing import Any

import helm_python
import kubernetes_validate
import pytest
import yaml

from services.ingest.edge import LIMIT
from services.runtime.health import HealthServer
from services.runtime.http.serving import GRACE
from services.runtime.service import DRAIN_LIMIT
from tests.deploy import chart
from tests.deploy.chart import CHART, Release, Workload
from tests.deploy.custom import check, is_custom

KUBERNETES = ("1.32", "1.37")
"""The oldest that the chart allows, and the newest that there are schemas of."""

DESK = {"username": "desk", "password": {"file": "secrets/kafka-desk"}}

CLOSING = 10
"""Seconds that a service grants its connections to close in (services/runtime/service.py)."""


def test_the_linter_has_nothing_to_say(release: Release) -> None:
    """Neither an error nor a warning, for the oldest Kubernetes that the chart allows."""
    report = helm_python.lint(
        CHART, dict(release.values), strict=True, kube_version=f"v{KUBERNETES[0]}.0"
    )
    assert [message for message in report["messages"] if message["severity"] > 1] == []
    assert f">={KUBERNETES[0]}." in (CHART / "Chart.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", KUBERNETES)
def test_every_manifest_is_valid(release: Release, version: str) -> None:
    """Strictly: an unknown or misplaced field is a mistake."""
    for manifest in release.manifests:
        if is_custom(manifest):
            continue
        assert kubernetes_validate.validate(manifest, version, strict=True) == version


def test_every_custom_resource_is_valid(release: Release) -> None:
    """By a model of its kind that takes no unknown field."""
    for manifest in filter(is_custom, release.manifests):
        check(manifest)


@pytest.mark.parametrize("name", ["kafka", "postgres"])
def test_every_example_is_valid(name: str) -> None:
    """What deploy/examples shows of the operators is what they take."""
    text = (chart.ROOT / f"deploy/examples/{name}.yaml").read_text(encoding="utf-8")
    for manifest in yaml.safe_load_all(text):
        check(manifest)


def test_names_stand_once(release: Release) -> None:
    """No manifest takes another's place."""
    names = [(one["kind"], one["metadata"]["name"]) for one in release.manifests]
    assert len(names) == len(set(names))


def test_every_pod_is_restricted(release: Release) -> None:
    """Pod Security Standard "restricted", a read-only root, and no way to Kubernetes."""
    assert release.services
    for workload in release.workloads:
        pod, container = workload.pod, workload.container
        assert pod["automountServiceAccountToken"] is False
        assert not {"hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"} & pod.keys()
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["runAsUser"] > 10000
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        security = container["securityContext"]
        assert security == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        kinds = {key for volume in pod.get("volumes", []) for key in volume if key != "name"}
        assert kinds <= {"projected", "emptyDir"}
        assert all("hostPort" not in port for port in container.get("ports", []))


def test_every_pod_is_bounded(release: Release) -> None:
    """Processor and memory are asked for and limited, and nothing is asked beyond its limit."""
    for workload in release.workloads:
        resources = workload.container["resources"]
        for name in ("requests", "limits"):
            assert resources[name].keys() == {"cpu", "memory"}, workload.part
        assert resources["requests"]["memory"] == resources["limits"]["memory"]


async def test_every_service_is_probed(release: Release) -> None:
    """At start, for life and for work; each path is one that the health server answers."""
    health = HealthServer({}, _ready)
    for workload in release.services:
        ports = {port["name"]: port["containerPort"] for port in workload.container["ports"]}
        paths = {}
        for name in ("startupProbe", "livenessProbe", "readinessProbe"):
            paths[name] = workload.container[name]["httpGet"]["path"]
            assert ports[workload.container[name]["httpGet"]["port"]] == _port(release, workload)
            status, _, _ = await health.answer(paths[name])
            assert status == 200, name
        assert paths["livenessProbe"] != paths["readinessProbe"]
    assert (await health.answer("/other"))[0] == 404


def test_every_service_survives_the_loss_of_a_node(release: Release) -> None:
    """A disruption budget of its own that never blocks, replicas apart, no gap in a rollout."""
    budgets = list(release.of_kind("PodDisruptionBudget"))
    for workload in release.services:
        (budget,) = (one for one in budgets if _selects(one["spec"]["selector"], workload))
        assert budget["spec"]["maxUnavailable"] == 1
        assert _least(release, workload) >= (1 if release is chart.of_case("dev") else 2)
        assert workload.manifest["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        assert _selects(workload.manifest["spec"]["selector"], workload)
        spread = workload.pod["topologySpreadConstraints"]
        assert all(_selects(one["labelSelector"], workload) for one in spread)
    assert len(budgets) == len(release.services)


def test_nothing_is_killed_while_it_finishes(release: Release) -> None:
    """The grace is longer than all that a service may take to end."""
    for workload in release.services:
        wait = workload.container.get("lifecycle", {}).get("preStop", {}).get("sleep", {})
        longest = wait.get("seconds", 0) + GRACE + DRAIN_LIMIT + CLOSING
        assert workload.pod["terminationGracePeriodSeconds"] > longest, workload.part


def test_webhooks_reach_the_edge_alone(release: Release) -> None:
    """The Service selects its pods and no others, at the port that they listen at."""
    service = release.named("Service", "forestall-edge")
    (port,) = service["spec"]["ports"]
    reached = [
        workload
        for workload in release.workloads
        if service["spec"]["selector"].items() <= workload.labels.items()
    ]
    assert [workload.part for workload in reached] == ["edge"]
    assert port["targetPort"] in {one["name"] for one in reached[0].container["ports"]}
    for ingress in release.of_kind("Ingress"):
        (path,) = ingress["spec"]["rules"][0]["http"]["paths"]
        assert path["path"] == "/webhooks"
        assert path["backend"]["service"]["name"] == service["metadata"]["name"]
    for route in release.of_kind("HTTPRoute"):
        (rule,) = route["spec"]["rules"]
        assert [one["path"]["value"] for one in rule["matches"]] == ["/webhooks"]
        assert rule["backendRefs"] == [{"name": service["metadata"]["name"], "port": port["port"]}]


def test_the_way_in_takes_what_the_edge_takes(release: Release) -> None:
    """No larger body, no smaller one, however the way in is told."""
    told = release.says("limits.body")
    assert told == "1Mi"
    assert LIMIT == 1024 * 1024
    for policy in release.of_kind("BackendTrafficPolicy"):
        assert policy["spec"]["requestBuffer"]["limit"] == told
    for ingress in release.of_kind("Ingress"):
        notes = ingress["metadata"].get("annotations", {})
        if release.says("ingress.controller") == "nginx":
            assert notes["nginx.ingress.kubernetes.io/proxy-body-size"] == "1m"
            assert notes["nginx.ingress.kubernetes.io/limit-rps"] == str(
                release.says("limits.perSecond")
            )


def test_no_image_can_move(release: Release) -> None:
    """Each is of a named version, or of a digest."""
    for workload in release.workloads:
        image = workload.container["image"]
        assert re.search(r"(:\d+\.\d+\.\d+|@sha256:[0-9a-f]{64})$", image), image


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("image.repository", "", "image.repository: set it"),
        ("config.kafka.bootstrap", "", "config.kafka.bootstrap: set it"),
        ("database.secret.name", "", "database.secret.name: name the Secret"),
        ("secrets.name", "", "secrets.name: name the Secret"),
        ("config.privacy", {}, "config.privacy.key: point it"),
        ("config.database.url", {"file": "secrets/x"}, "config.database.url: leave it out"),
        ("config.health_port", 9000, "config.health_port: leave it out"),
        ("config.edge", {"port": 80}, "config.edge: leave it out"),
        ("config.playbook", "rules.yaml", "config.playbook: leave it out"),
        ("config.carriers.17track.key", {"env": "KEY"}, "points to {env: KEY}; write {file:"),
        ("config.carriers.17track.key", {"file": "/run/x"}, "points to {file: /run/x}; write"),
        ("config.carriers.17track.key", {"file": "secrets/database-url"}, "another name"),
        ("config.carriers.17track.key", {"file": "secrets/strimzi-ca"}, "another name"),
        ("image.tag", "latest", "image.tag: name a version"),
        ("ingress.enabled", True, "ingress.host: set it"),
        ("ingress", {"enabled": True, "host": "h", "controller": "other"}, "controller"),
        ("gateway.enabled", True, "gateway.host, gateway.parents: set"),
        ("config.desk", {"people": []}, "config.desk.header: name the header"),
        ("config.desk", {"alone": "ann"}, "config.desk.alone: leave it out"),
        ("config.desk", {"header": "X-User"}, "networkPolicy.deskFrom: name the pods"),
        ("config.desk", {"oidc": {"issuer": "https://i"}}, "networkPolicy.deskFrom: name the pods"),
        ("strimzi.topics", True, "strimzi.cluster: name the Kafka"),
        ("strimzi", {"users": True, "cluster": "k"}, "strimzi.topics as well"),
        ("kafkaUsers", {"desk": DESK}, "kafkaUsers.desk.password: set config.kafka.password"),
        ("kafkaUsers", {"desk": {"username": "d"}}, "password"),
        ("kafkaUsers", {"desks": DESK}, "desks"),
        ("kafkaUsers", {"desk": {**DESK, "password": {"env": "X"}}}, "points to {env: X}"),
        ("externalSecrets.enabled", True, "externalSecrets.store.name: name the SecretStore"),
        ("scaling", {"enabled": True, "most": {"cases": 5}}, "cannot share 4 partitions"),
        ("scaling", {"enabled": True, "most": {"cases": 1}}, "2 is more than the 1"),
        ("limits.body", "1 megabyte", "body"),
        ("networkPolicy.peers", [], "peers"),
        ("workloads.dispatcher.replicas", "two", "replicas"),
        ("workloads.notifier.replicas", 2, "notifier"),
        ("image.digest", "latest", "digest"),
    ],
)
def test_what_no_default_can_mend_is_refused(path: str, value: Any, words: str) -> None:
    """The rendering ends, naming the value and what to do."""
    given = chart.changed(chart.values("default"), path, value)
    with pytest.raises(helm_python.HelmError, match=re.escape(words)):
        chart.texts(given)


def test_the_defaults_alone_are_refused() -> None:
    """Nothing is installed that could not run."""
    with pytest.raises(helm_python.HelmError, match="set it to"):
        chart.texts({})


def test_the_notes_tell_what_to_enter_at_the_marketplaces() -> None:
    """Each app's address, whole."""
    notes = chart.texts(chart.values("everything"))["forestall/templates/NOTES.txt"]
    assert "https://hooks.example/webhooks/lazada/laz-my" in notes
    assert "https://hooks.example/webhooks/aliexpress/ali" in notes


def test_other_settings_are_other_pods() -> None:
    """A changed configuration changes every pod's template: they read it at their start alone."""
    before, after = (
        yaml.safe_load_all(chart.texts(given)["forestall/templates/workloads.yaml"])
        for given in (
            chart.values("default"),
            chart.changed(chart.values("default"), "config.http", {"attempts": 2}),
        )
    )
    for one, other in zip(before, after, strict=True):
        if one and one["kind"] == "Deployment":
            assert one["spec"]["template"] != other["spec"]["template"]


def test_the_packaged_chart_renders_the_same(tmp_path: Path) -> None:
    """Also what the chart shares with compose.yaml lies in the package."""
    packed = Path(helm_python.package(CHART, destination=tmp_path))
    given = chart.values("prod")
    assert chart.texts(given, packed) == chart.texts(given)


def test_two_ways_to_users_are_refused() -> None:
    """Strimzi makes one for each workload, and nobody else's would be used."""
    given = chart.changed(chart.values("prod"), "kafkaUsers", {"desk": DESK})
    with pytest.raises(helm_python.HelmError, match="kafkaUsers: leave it out"):
        chart.texts(given)


def test_two_ways_in_are_refused() -> None:
    """An Ingress and a route are two ways to keep shut."""
    given = chart.changed(chart.values("prod"), "ingress", {"enabled": True, "host": "h"})
    with pytest.raises(helm_python.HelmError, match="enable one of them"):
        chart.texts(given)


async def _ready() -> str:
    return ""


def _port(release: Release, workload: Workload) -> int:
    name = "edge.yaml" if workload.part == "edge" else "forestall.yaml"
    port: int = yaml.safe_load(release.config[name])["health_port"]
    return port


def _least(release: Release, workload: Workload) -> int:
    """How many pods of it there are at any time."""
    told: int | None = workload.manifest["spec"].get("replicas")
    if told is None:
        told = release.named("ScaledObject", workload.manifest["metadata"]["name"])["spec"][
            "minReplicaCount"
        ]
    return told


def _selects(selector: dict[str, Any], workload: Workload) -> bool:
    return bool(selector["matchLabels"].items() <= workload.labels.items())
