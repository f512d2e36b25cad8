"""Gateway API v1, and Envoy Gateway's own policy.

github.com/kubernetes-sigs/gateway-api, config/crd/standard; github.com/envoyproxy/gateway,
charts/gateway-crds-helm.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tests.deploy.custom.base import Name, Resource, Strict

Port = Annotated[int, Field(ge=1, le=65535)]


class Parent(Strict):
    name: Name
    namespace: Name | None = None
    section_name: Name | None = None
    port: Port | None = None


class Path(Strict):
    type: Literal["Exact", "PathPrefix", "RegularExpression"]
    value: Annotated[str, Field(pattern=r"^/")]


class Match(Strict):
    path: Path


class Backend(Strict):
    name: Name
    port: Port


class Rule(Strict):
    matches: list[Match]
    backend_refs: Annotated[list[Backend], Field(min_length=1)]


class Route(Strict):
    parent_refs: Annotated[list[Parent], Field(min_length=1)]
    hostnames: Annotated[list[Name], Field(min_length=1)]
    rules: list[Rule]


class HTTPRoute(Resource):
    """A way in."""

    VERSION: ClassVar[str] = "gateway.networking.k8s.io/v1"
    spec: Route


class Target(Strict):
    group: Literal["gateway.networking.k8s.io"]
    kind: Literal["HTTPRoute", "Gateway"]
    name: Name


class Buffer(Strict):
    limit: Annotated[str, Field(pattern=r"^[1-9]+[0-9]*([EPTGMK]i|[EPTGMk])?$")]


class Limit(Strict):
    requests: Annotated[int, Field(ge=1)]
    unit: Literal["Second", "Minute", "Hour", "Day", "Month", "Year"]


class LimitRule(Strict):
    limit: Limit


class Local(Strict):
    rules: list[LimitRule]


class RateLimit(Strict):
    type: Literal["Local"]
    local: Local


class Traffic(Strict):
    target_refs: Annotated[list[Target], Field(min_length=1)]
    request_buffer: Buffer
    rate_limit: RateLimit


class BackendTrafficPolicy(Resource):
    """What a way in lets through."""

    VERSION: ClassVar[str] = "gateway.envoyproxy.io/v1alpha1"
    spec: Traffic


KINDS: tuple[type[Resource], ...] = (HTTPRoute, BackendTrafficPolicy)
