"""Secrets from a store, and what Prometheus and Grafana are given."""

import json
import re
from typing import Any

import yaml
from prometheus_client import REGISTRY

from services.runtime import metrics  # noqa: F401 - declares them
from tests.deploy import chart
from tests.deploy.chart import Release

MONITORING = chart.ROOT / "deploy/monitoring"


def test_a_store_brings_what_the_pods_mount() -> None:
    """Every key that the settings point to, and none that nobody reads."""
    release = chart.of_case("prod")
    secret = release.named("ExternalSecret", release.says("secrets.name"))["spec"]
    assert secret["target"]["name"] == "forestall"
    brought = {one["secretKey"] for one in secret["data"]}
    assert {one["remoteRef"]["property"] for one in secret["data"]} == brought
    mounted = {
        item["key"]
        for workload in release.services
        for volume in workload.pod["volumes"]
        for source in volume.get("projected", {}).get("sources", [])
        if source.get("secret", {}).get("name") == "forestall"
        for item in source["secret"]["items"]
    }
    assert brought == mounted


def test_a_store_may_bring_the_database_too() -> None:
    """Under the name and key that the pods read it by; without `from` somebody else does."""
    given = chart.changed(
        chart.values("prod"), "externalSecrets.database", {"from": "db", "property": "uri"}
    )
    secret = chart.release(given).named("ExternalSecret", "postgres-app")["spec"]
    assert secret["data"] == [{"secretKey": "uri", "remoteRef": {"key": "db", "property": "uri"}}]
    assert len(list(chart.of_case("prod").of_kind("ExternalSecret"))) == 1


def test_the_chart_writes_no_secret(release: Release) -> None:
    """It names those that there are."""
    assert list(release.of_kind("Secret")) == []


def test_every_pod_is_scraped() -> None:
    """By one Service that finds all that run, ready or not, at the port of their health."""
    release = chart.of_case("prod")
    (monitor,) = release.of_kind("ServiceMonitor")
    service = release.named("Service", "forestall-metrics")
    assert (
        monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    )
    assert [one["port"] for one in monitor["spec"]["endpoints"]] == [
        one["name"] for one in service["spec"]["ports"]
    ]
    assert service["spec"]["publishNotReadyAddresses"] is True
    for workload in release.services:
        assert service["spec"]["selector"].items() <= workload.labels.items()
        assert "health" in {one["name"] for one in workload.container["ports"]}
    edge = release.named("Service", "forestall-edge")["metadata"]["labels"]
    assert not monitor["spec"]["selector"]["matchLabels"].items() <= edge.items()


def test_the_operator_is_given_the_rules_of_compose() -> None:
    """One file, in two places."""
    rules = yaml.safe_load((MONITORING / "rules.yaml").read_text(encoding="utf-8"))
    (resource,) = chart.of_case("prod").of_kind("PrometheusRule")
    assert resource["spec"] == rules


def test_dashboards_ask_for_metrics_that_there_are() -> None:
    """Each panel's, in the catalogue; what Grafana loads is the file itself."""
    known = {metric.name for metric in REGISTRY.collect()}
    release = chart.of_case("prod")
    paths = sorted((MONITORING / "dashboards").glob("*.json"))
    assert paths
    asked: set[str] = set()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        board: dict[str, Any] = json.loads(text)
        config = release.named("ConfigMap", f"forestall-dashboard-{path.stem}")
        assert config["metadata"]["labels"]["grafana_dashboard"] == "1"
        assert json.loads(config["data"][path.name]) == board
        for panel in board["panels"]:
            told = [target["expr"] for target in panel["targets"]]
            assert all("$namespace" in expr for expr in told), panel["title"]
            asked |= {name for expr in told for name in re.findall(r"forestall_\w+", expr)}
    plain = {re.sub(r"_(total|bucket|count|sum)$", "", name) for name in asked}
    assert plain
    assert plain <= known
