"""Cilium: github.com/cilium/cilium, pkg/k8s/apis/cilium.io/client/crds/v2."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tests.deploy.custom.base import Expression, Resource, Strict


class Endpoints(Strict):
    match_labels: dict[str, str] = Field(default_factory=dict)
    """Their keys may name where a label is from: ``k8s:app``."""
    match_expressions: list[Expression] = Field(default_factory=list)


class Called(Strict):
    match_name: Annotated[str, Field(pattern=r"^([-a-zA-Z0-9_]+[.]?)+$")] | None = None
    match_pattern: Annotated[str, Field(pattern=r"^([-a-zA-Z0-9_*]+[.]?)+$")] | None = None


class Port(Strict):
    port: Annotated[str, Field(pattern=r"^[0-9]{1,5}$")]
    protocol: Literal["TCP", "UDP", "SCTP", "ANY"]


class Words(Strict):
    dns: list[Called]


class Ports(Strict):
    ports: list[Port]
    rules: Words | None = None


class Egress(Strict):
    to_endpoints: list[Endpoints] | None = None
    to_fqdns: Annotated[list[Called] | None, Field(alias="toFQDNs", min_length=1)] = None
    to_ports: list[Ports]


class Rule(Strict):
    endpoint_selector: Endpoints
    egress: Annotated[list[Egress], Field(min_length=1)]


class CiliumNetworkPolicy(Resource):
    """Where pods may call, by name."""

    VERSION: ClassVar[str] = "cilium.io/v2"
    spec: Rule


KINDS: tuple[type[Resource], ...] = (CiliumNetworkPolicy,)
