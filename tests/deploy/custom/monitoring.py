"""Prometheus operator: github.com/prometheus-operator/prometheus-operator, its example CRDs."""

from typing import Annotated, ClassVar

from pydantic import Field

from tests.deploy.custom.base import Resource, Selector, Strict

V1 = "monitoring.coreos.com/v1"
Duration = Annotated[str, Field(pattern=r"^([0-9]+(y|w|d|h|m|s|ms))+$")]


class Endpoint(Strict):
    port: str
    path: Annotated[str, Field(pattern="^/")]
    interval: Duration


class Monitored(Strict):
    selector: Selector
    pod_target_labels: list[str]
    endpoints: Annotated[list[Endpoint], Field(min_length=1)]


class ServiceMonitor(Resource):
    """What is scraped."""

    VERSION: ClassVar[str] = V1
    spec: Monitored


class Rule(Strict):
    alert: str | None = None
    record: str | None = None
    expr: str
    for_: Annotated[Duration | None, Field(alias="for")] = None
    keep_firing_for: Annotated[Duration | None, Field(alias="keep_firing_for")] = None
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)


class Group(Strict):
    name: str
    interval: Duration | None = None
    rules: Annotated[list[Rule], Field(min_length=1)]


class Rules(Strict):
    groups: Annotated[list[Group], Field(min_length=1)]


class PrometheusRule(Resource):
    """What is told of it."""

    VERSION: ClassVar[str] = V1
    spec: Rules


KINDS: tuple[type[Resource], ...] = (ServiceMonitor, PrometheusRule)
