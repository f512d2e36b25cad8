"""The network policies: closed, but for what the program needs."""

import re
from typing import Any

import pytest
import yaml

from tests.deploy import chart
from tests.deploy.chart import CHART, Manifest, Release, Workload

HOSTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (CHART / "files/hosts.yaml").read_text(encoding="utf-8")
)
CLOSED = [case for case in chart.CASES if chart.of_case(case).says("networkPolicy.enabled")]
HTTPS, DNS = 443, 53


@pytest.fixture(name="closed", params=CLOSED)
def _closed(request: pytest.FixtureRequest) -> Release:
    return chart.of_case(request.param)


def test_all_cases_but_the_smallest_are_closed() -> None:
    """It is on where nobody says otherwise."""
    assert set(chart.CASES) - set(CLOSED) == {"dev"}


def test_everything_is_shut_first(closed: Release) -> None:
    """One policy concerns every pod, both ways, and opens nothing."""
    deny = closed.named("NetworkPolicy", "forestall-deny")["spec"]
    assert deny["policyTypes"] == ["Ingress", "Egress"]
    assert not {"ingress", "egress"} & deny.keys()
    assert all(_concerns(deny["podSelector"], workload) for workload in closed.workloads)


def test_each_workload_reaches_what_it_needs(closed: Release) -> None:
    """Kafka, PostgreSQL, names, https: those that use it, and nobody else."""
    (told,) = {int(one.rpartition(":")[2]) for one in _brokers(closed)}
    (kafka,) = closed.says("networkPolicy.kafkaPorts") or [told]
    postgres = closed.says("networkPolicy.postgresPort")
    by_name = closed.says("networkPolicy.cilium.enabled")
    for workload in closed.workloads:
        out = {port for rule in _rules(closed, workload, "egress") for port in _ports(rule)}
        inside = workload.part in {"migrate", "contract", "topics", "desk"}
        assert (kafka in out) is (workload.part not in {"migrate", "contract"}), workload.part
        assert (postgres in out) is (workload.part not in {"edge", "topics"}), workload.part
        assert (HTTPS in out) is (not inside and not by_name), workload.part
        assert (DNS in out) is not by_name, workload.part


def test_https_goes_nowhere_inside(closed: Release) -> None:
    """443 is for the world: private addresses and the machine's own credentials are left out."""
    for workload in closed.workloads:
        for rule in _rules(closed, workload, "egress"):
            if HTTPS not in _ports(rule):
                continue
            for peer in rule["to"]:
                left_out = peer["ipBlock"]["except"]
                assert {"169.254.0.0/16", "10.0.0.0/8"} <= {*left_out} or "fc00::/7" in left_out


def test_nothing_is_open_to_everywhere(closed: Release) -> None:
    """Each way out says where to, and each way in but the webhooks' where from."""
    for policy in closed.of_kind("NetworkPolicy"):
        for rule in policy["spec"].get("egress", []):
            assert rule["to"], policy["metadata"]["name"]
            assert rule["ports"], policy["metadata"]["name"]
        for rule in policy["spec"].get("ingress", []):
            assert rule["ports"]
            assert policy["metadata"]["name"] == "forestall-webhooks" or rule["from"]


def test_the_desk_is_the_proxys_alone() -> None:
    """Whoever else reached it could tell it any name."""
    release = chart.of_case("prod")
    policy = release.named("NetworkPolicy", "forestall-desk")["spec"]
    assert [rule["from"] for rule in policy["ingress"]] == [release.says("networkPolicy.deskFrom")]
    service = release.named("Service", "forestall-desk")["spec"]
    reached = [one for one in release.services if service["selector"].items() <= one.labels.items()]
    assert [one.part for one in reached] == ["desk"]
    assert service.get("type", "ClusterIP") == "ClusterIP"


def test_the_desk_reaches_where_people_sign_in() -> None:
    """The issuer's host at its own port, and with Cilium no name beside those of the provider."""
    policy = chart.of_case("everything").named("NetworkPolicy", "forestall-provider")["spec"]
    (rule,) = policy["egress"]
    assert rule["ports"] == [{"protocol": "TCP", "port": 8443}]
    assert policy["podSelector"]["matchExpressions"][0]["values"] == ["desk"]
    given = chart.changed(chart.values("everything"), "networkPolicy.cilium.enabled", True)
    given = chart.changed(given, "networkPolicy.cilium.provider", ["tokens.example"])
    by_name = chart.release(given).named("CiliumNetworkPolicy", "forestall-provider")["spec"]
    assert by_name["endpointSelector"]["matchLabels"]["app.kubernetes.io/component"] == "desk"
    (rule,) = by_name["egress"]
    assert [one["matchName"] for one in rule["toFQDNs"]] == ["login.example", "tokens.example"]
    assert rule["toPorts"] == [{"ports": [{"port": "8443", "protocol": "TCP"}]}]


def test_pushes_come_to_the_edge_alone(closed: Release) -> None:
    """Scrapes and probes come to all that run, webhooks to the edge."""
    for workload in closed.services:
        into = {port for rule in _rules(closed, workload, "ingress") for port in _ports(rule)}
        own = {"edge": {8080}, "desk": {8090}}
        assert into == {8081} | own.get(workload.part, set())


def test_an_alertmanager_inside_is_reached(closed: Release) -> None:
    """Its port is read from its address; the edge and the desk page nobody, and do not reach it."""
    told = (closed.values["config"].get("oncall") or {}).get("alertmanager")
    if any(one.endswith(":9093") for one in _brokers(closed)):
        pytest.skip("Kafka listens at the same port")
    for workload in closed.services:
        out = {port for rule in _rules(closed, workload, "egress") for port in _ports(rule)}
        wanted = told is not None and workload.part not in {"edge", "desk"}
        assert (9093 in out) is wanted, workload.part


def test_the_collector_of_traces_is_reached_by_all_that_run(closed: Release) -> None:
    """Each trace begins at the edge; the Jobs tell none, and without a collector nobody may go."""
    told = closed.values["config"].get("telemetry")
    for workload in closed.workloads:
        out = {port for rule in _rules(closed, workload, "egress") for port in _ports(rule)}
        runs = workload.part not in {"migrate", "contract", "topics"}
        assert (4318 in out) is (told is not None and runs), workload.part


def test_by_name_only_what_is_called() -> None:
    """With Cilium: the settings' hosts, those of the connectors in use, and the values' own."""
    release = chart.of_case("prod")
    rule = release.named("CiliumNetworkPolicy", "forestall-outside")["spec"]["egress"][0]
    assert {one["matchName"] for one in rule["toFQDNs"]} == {
        "api.lazada.com.my",
        "sellingpartnerapi-eu.amazon.com",
        "auth.lazada.com",
        "api.amazon.com",
        "api.17track.net",
        "events.pagerduty.com",
        "hooks.slack.com",
    }
    assert rule["toPorts"] == [{"ports": [{"port": "443", "protocol": "TCP"}]}]


def test_every_host_of_a_connector_is_known() -> None:
    """A connector that calls another name would find it shut: write it into files/hosts.yaml."""
    known = {host for kind in HOSTS.values() for hosts in kind.values() for host in hosts}
    called = set()
    services = chart.ROOT / "services"
    for path in (*services.glob("connectors/**/*.py"), services / "runtime/receivers.py"):
        text = path.read_text(encoding="utf-8")
        for host in re.findall(r"\"https://([a-z0-9.-]+\.[a-z]+)[/\"]", text):
            if host not in SHOWN:
                called.add(host)
    assert called == known


SHOWN = {
    *(f"auth.mercadolibre.{end}" for end in ("cl", "com.ar", "com.co", "com.mx", "com.uy")),
    "auth.mercadolivre.com.br",
    "auth.ebay.com",
}
"""Pages that a person opens in a browser."""


def _brokers(release: Release) -> list[str]:
    told: str = release.says("config.kafka.bootstrap")
    return told.split(",")


def _rules(release: Release, workload: Workload, way: str) -> list[dict[str, Any]]:
    return [
        rule
        for policy in release.of_kind("NetworkPolicy")
        if _concerns(policy["spec"]["podSelector"], workload)
        for rule in policy["spec"].get(way, [])
    ]


def _ports(rule: dict[str, Any]) -> set[int]:
    return {one["port"] for one in rule["ports"]}


def _concerns(selector: Manifest, workload: Workload) -> bool:
    """As Kubernetes matches a selector."""
    if not selector.get("matchLabels", {}).items() <= workload.labels.items():
        return False
    for one in selector.get("matchExpressions", []):
        inside = workload.labels.get(one["key"]) in one["values"]
        if inside is not (one["operator"] == "In"):
            return False
    return True
