"""External Secrets, API v1: github.com/external-secrets/external-secrets, config/crds/bases."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tests.deploy.custom.base import Name, Resource, Strict


class Store(Strict):
    name: Name
    kind: Literal["SecretStore", "ClusterSecretStore"]


class Target(Strict):
    name: Name
    creation_policy: Literal["Owner", "Orphan", "Merge", "None"]
    deletion_policy: Literal["Delete", "Merge", "Retain"]


class Remote(Strict):
    key: str
    property: str | None = None


class Datum(Strict):
    secret_key: Annotated[str, Field(pattern=r"^[-._a-zA-Z0-9]{1,253}$")]
    remote_ref: Remote


class Spec(Strict):
    refresh_interval: str
    secret_store_ref: Store
    target: Target
    data: Annotated[list[Datum], Field(min_length=1)]


class ExternalSecret(Resource):
    """A Secret that is kept elsewhere."""

    VERSION: ClassVar[str] = "external-secrets.io/v1"
    spec: Spec


KINDS: tuple[type[Resource], ...] = (ExternalSecret,)
