"""Whom a buyer asks at the customs of their country: dated data, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.runtime import yaml_text

SOURCE = Path(__file__).with_name("customs.yaml")


@dataclass(frozen=True, slots=True)
class Authority:
    """A country's customs; both empty where we know none.

    Attributes:
        name: as people there know it.
        link: its public address.
    """

    name: str = ""
    link: str = ""


NONE = Authority()


def authority(country: str) -> Authority:
    """The customs authority of a country (ISO 3166-1 alpha-2)."""
    return _all().get(country, NONE)


@cache
def _all() -> Mapping[str, Authority]:
    found = yaml_text.read(SOURCE.read_text(encoding="utf-8"))
    # YAML 1.1 reads the country NO as a boolean: keys are written so that none is one.
    return {country: Authority(**one) for country, one in found.items()}
