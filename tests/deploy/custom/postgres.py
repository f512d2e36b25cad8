"""CloudNativePG: github.com/cloudnative-pg/cloudnative-pg, config/crd/bases."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tests.deploy.custom.base import Example, Resource, Strict


class Init(Strict):
    database: str
    owner: str
    data_checksums: bool


class Bootstrap(Strict):
    initdb: Init


class Storage(Strict):
    size: Annotated[str, Field(pattern=r"^\d+(Gi|Ti)$")]


class Synchronous(Strict):
    method: Literal["any", "first"]
    number: Annotated[int, Field(ge=1)]


class Postgres(Strict):
    parameters: dict[str, str]
    synchronous: Synchronous


class Spec(Strict):
    instances: Annotated[int, Field(ge=1)]
    bootstrap: Bootstrap
    storage: Storage
    wal_storage: Storage
    postgresql: Postgres
    resources: dict[str, dict[str, str]]


class Cluster(Resource):
    """A database with its replicas."""

    VERSION: ClassVar[str] = "postgresql.cnpg.io/v1"
    metadata: Example
    spec: Spec


KINDS: tuple[type[Resource], ...] = (Cluster,)
