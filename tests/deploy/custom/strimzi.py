"""Strimzi, API v1: github.com/strimzi/strimzi-kafka-operator, packaging/install."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from tests.deploy.custom.base import Example, Resource, Strict

V1 = "kafka.strimzi.io/v1"
TopicName = Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]{1,249}$")]


class TopicSpec(Strict):
    topic_name: TopicName
    partitions: Annotated[int, Field(ge=1)]
    replicas: Annotated[int, Field(ge=1, le=32767)]
    config: dict[str, str | int]


class KafkaTopic(Resource):
    """A topic."""

    VERSION: ClassVar[str] = V1
    spec: TopicSpec


class Authentication(Strict):
    type: Literal["tls", "tls-external", "scram-sha-512"]


class On(Strict):
    type: Literal["topic", "group", "cluster", "transactionalId"]
    name: TopicName | None = None
    pattern_type: Literal["literal", "prefix"] = "literal"


class Rule(Strict):
    operations: Annotated[
        list[Literal["Read", "Write", "Describe", "DescribeConfigs", "IdempotentWrite"]],
        Field(min_length=1),
    ]
    """Those of a user of ours; the others (Create, Delete, Alter ...) are nobody's here."""
    resource: On


class Authorization(Strict):
    type: Literal["simple"]
    acls: Annotated[list[Rule], Field(min_length=1)]


class UserSpec(Strict):
    authentication: Authentication
    authorization: Authorization


class KafkaUser(Resource):
    """A user and what it may do."""

    VERSION: ClassVar[str] = V1
    spec: UserSpec


class Volume(Strict):
    id: int
    type: Literal["ephemeral", "persistent-claim"]
    size: str
    kraft_metadata: Literal["shared"] | None = None
    delete_claim: bool


class Storage(Strict):
    type: Literal["ephemeral", "persistent-claim", "jbod"]
    volumes: list[Volume]


class PoolSpec(Strict):
    replicas: int
    roles: list[Literal["controller", "broker"]]
    storage: Storage
    resources: dict[str, dict[str, str]]


class KafkaNodePool(Resource):
    """Brokers of one kind."""

    VERSION: ClassVar[str] = V1
    metadata: Example
    spec: PoolSpec


class Listener(Strict):
    name: Annotated[str, Field(pattern=r"^[a-z0-9]{1,11}$")]
    port: Annotated[int, Field(ge=9092)]
    type: Literal["internal", "route", "loadbalancer", "nodeport", "ingress", "cluster-ip"]
    tls: bool
    authentication: Authentication


class BrokerAuthorization(Strict):
    type: Literal["simple", "custom"]


class Brokers(Strict):
    listeners: list[Listener]
    authorization: BrokerAuthorization
    config: dict[str, Any]


class Operators(Strict):
    topic_operator: dict[str, Any]
    user_operator: dict[str, Any]


class KafkaSpec(Strict):
    kafka: Brokers
    entity_operator: Operators


class Kafka(Resource):
    """A cluster."""

    VERSION: ClassVar[str] = V1
    metadata: Example
    spec: KafkaSpec


KINDS: tuple[type[Resource], ...] = (KafkaTopic, KafkaUser, KafkaNodePool, Kafka)
