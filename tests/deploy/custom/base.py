"""What all custom resources have in common."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$")]
"""RFC 1123, as names of objects are."""

Value = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$")
]
"""Of a label."""


class Strict(BaseModel):
    """Takes no other field, and no other type of one: YAML's own slips are mistakes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)


class Metadata(Strict):
    """An object's name and what it is found by."""

    name: Name
    labels: dict[str, Value]
    annotations: dict[str, str] = {}


class Example(Metadata):
    """In deploy/examples, where labels are somebody else's."""

    labels: dict[str, Value] = {}


class Resource(Strict):
    """An object.

    Attributes:
        VERSION: its group and version.
    """

    VERSION: ClassVar[str]

    api_version: str
    kind: str
    metadata: Metadata


class Selector(Strict):
    """Of labels."""

    match_labels: dict[str, Value] = {}
    match_expressions: list["Expression"] = []


class Expression(Strict):
    """One condition on a label."""

    key: str
    operator: Annotated[str, Field(pattern="^(In|NotIn|Exists|DoesNotExist)$")]
    values: list[Value] = []
