"""KEDA: github.com/kedacore/keda, config/crd/bases; keda.sh (2.22) for the words of a trigger."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from tests.deploy.custom.base import Name, Resource, Strict


class Target(Strict):
    name: Name


class Fallback(Strict):
    failure_threshold: Annotated[int, Field(ge=1)]
    replicas: Annotated[int, Field(ge=1)]
    behavior: Literal[
        "static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower"
    ]


class Policy(Strict):
    type: Literal["Pods", "Percent"]
    value: Annotated[int, Field(ge=1)]
    period_seconds: Annotated[int, Field(ge=1, le=1800)]


class Rules(Strict):
    stabilization_window_seconds: Annotated[int, Field(ge=0, le=3600)]
    policies: Annotated[list[Policy], Field(min_length=1)]


class Behavior(Strict):
    scale_up: Rules
    scale_down: Rules


class Autoscaler(Strict):
    behavior: Behavior


class Advanced(Strict):
    horizontal_pod_autoscaler_config: Autoscaler


Flag = Literal["true", "false"]


class Kafka(Strict):
    """Metadata of a trigger: texts, all of them."""

    bootstrap_servers: Annotated[str, Field(pattern=r"^[\w.-]+:\d+(,[\w.-]+:\d+)*$")]
    consumer_group: str
    topic: str
    lag_threshold: Annotated[str, Field(pattern=r"^[1-9]\d*$")]
    offset_reset_policy: Literal["earliest", "latest"]
    allow_idle_consumers: Flag
    exclude_persistent_lag: Flag


class Trigger(Strict):
    type: Literal["kafka"]
    metadata: Kafka
    authentication_ref: Target | None = None


class Scaled(Strict):
    scale_target_ref: Target
    min_replica_count: Annotated[int, Field(ge=1)]
    max_replica_count: Annotated[int, Field(ge=1)]
    polling_interval: Annotated[int, Field(ge=1)]
    fallback: Fallback
    advanced: Advanced
    triggers: Annotated[list[Trigger], Field(min_length=1)]

    @model_validator(mode="after")
    def _room(self) -> "Scaled":
        if self.min_replica_count > self.max_replica_count:
            raise ValueError("it cannot have more than it may")
        return self


class ScaledObject(Resource):
    """A Deployment that follows its lag."""

    VERSION: ClassVar[str] = "keda.sh/v1alpha1"
    spec: Scaled


class Parameter(Strict):
    parameter: Literal["sasl", "username", "password", "tls", "ca"]
    name: Name
    key: str


class Authentication(Strict):
    secret_target_ref: list[Parameter] = Field(default_factory=list)
    config_map_target_ref: list[Parameter] = Field(default_factory=list)


class TriggerAuthentication(Resource):
    """What a trigger asks Kafka with."""

    VERSION: ClassVar[str] = "keda.sh/v1alpha1"
    spec: Authentication


KINDS: tuple[type[Resource], ...] = (ScaledObject, TriggerAuthentication)
