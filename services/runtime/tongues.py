"""In which language a marketplace's people read a case. Dated data beside this module."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from schemas.base import Country
from services.runtime import yaml_text
from services.runtime.dated import Dated
from services.runtime.sections import Section

SOURCE = Path(__file__).with_name("tongues.yaml")


class Tongue(Dated):
    """The language of a marketplace's people.

    Attributes:
        language: BCP 47.
        by_country: otherwise, by where the order goes.
    """

    language: str
    by_country: Annotated[dict[Country, str], Field(default_factory=dict)]


class _Table(Section):
    """The whole file."""

    everywhere: Tongue
    marketplaces: dict[str, Tongue]


def language_for(marketplace: str, country: str) -> str:
    """The language in which a case of this marketplace is put, for an order to this country."""
    found = table().marketplaces.get(marketplace, table().everywhere)
    return found.by_country.get(country, found.language)


@cache
def table() -> _Table:
    """What the file says."""
    return _Table.model_validate(yaml_text.read(SOURCE.read_text(encoding="utf-8")))
