"""Marketplaces' limits on disputes and late dispatch. Dated data beside this module, read once."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, TypeAdapter

from services.runtime import yaml_text
from services.runtime.dated import Dated

SOURCE = Path(__file__).with_name("limits.yaml")

Measure = Literal["disputes", "late_dispatch"]
"""``disputes``: orders disputed, of those sent. ``late_dispatch``: orders sent after their last
time, of those that had it."""

MEASURES: tuple[Measure, ...] = get_args(Measure)


class Limit(Dated):
    """How many orders may go wrong before the marketplace acts.

    Attributes:
        percent: of the orders of the span; None: nobody knows.
        days: the span, up to now; None: the calendar month so far, in the shop's zone.
        spared: so many are let pass, whatever the share.
    """

    percent: Annotated[Decimal | None, Field(gt=0, le=100)] = None
    days: Annotated[int | None, Field(ge=1, le=366)] = None
    spared: Annotated[int, Field(ge=0)] = 0


def limits_of(marketplace: str, own: Mapping[Measure, Limit]) -> Mapping[Measure, Limit]:
    """The limits of a shop: its own before its marketplace's; what nobody knows is left out."""
    return {**_table().get(marketplace, {}), **own}


@cache
def _table() -> dict[str, dict[Measure, Limit]]:
    table = TypeAdapter(dict[str, dict[Measure, Limit]])
    return table.validate_python(yaml_text.read(SOURCE.read_text(encoding="utf-8")))
