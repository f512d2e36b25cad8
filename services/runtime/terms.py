"""Terms: how long what lasts at which marketplace. Dated data beside this module, read once.

A term is used only where the marketplace does not state the instant itself; a shop may set its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from schemas.base import Country
from services.runtime import yaml_text
from services.runtime.dated import Dated
from services.runtime.sections import Section

SOURCE = Path(__file__).with_name("terms.yaml")

_SPAN = re.compile(r"(\d{1,3})(h|d|wd)")
_HOURS, _DAYS = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """How long: real hours and days, or a number of working days."""

    plain: timedelta = timedelta()
    working_days: int = 0

    @property
    def least(self) -> timedelta:
        """The least real time that it can be."""
        return self.plain + self.working_days * _DAYS


@lru_cache(maxsize=256)
def span_of(text: str) -> Span:
    """Read ``24h``, ``5d`` or ``3wd``.

    Raises:
        ValueError: it is none of these.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no span such as 24h, 5d or 3wd")
    count = int(found[1])
    if found[2] == "wd":
        return Span(working_days=count)
    return Span(count * (_HOURS if found[2] == "h" else _DAYS))


def _is_span(text: str) -> str:
    try:
        span_of(text)
    except ValueError as error:
        raise PydanticCustomError("span", "write a span such as 24h, 5d or 3wd") from error
    return text


SpanText = Annotated[str, AfterValidator(_is_span)]


class Term(Dated):
    """How long something lasts.

    Attributes:
        after: how long; None: only the marketplace's own figure is known.
        by_country: otherwise, by the destination's ISO 3166-1 code.
        silence: what it costs to let it pass.
        from_promise: it is counted from the promised date.
        under: promises shorter than this open disputes at once.
        waits: a parcel under way can be disputed only once its promise has passed.
    """

    after: SpanText | None = None
    by_country: Annotated[dict[Country, SpanText], Field(default_factory=dict)]
    silence: str = ""
    from_promise: bool = False
    under: SpanText | None = None
    waits: bool = False

    def span(self, country: str = "") -> Span | None:
        """How long it is for a destination; None where only the marketplace knows."""
        text = self.by_country.get(country, self.after)
        return None if text is None else span_of(text)


class Calendar(Section):
    """Whose working days are meant, from Monday to Friday.

    Attributes:
        zone: IANA.
        holidays: whose public holidays are none, ISO 3166.
    """

    zone: str = "UTC"
    holidays: str = ""


class _Sheet(Section):
    """One section of the file."""

    terms: dict[str, Term]
    calendar: Calendar = Calendar()


class _Table(Section):
    """The whole file."""

    everywhere: _Sheet
    marketplaces: dict[str, _Sheet]
    providers: dict[str, _Sheet]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one shop, by name.

    Attributes:
        calendar: of its marketplace.
        providers: terms by the name of the provider of tracking.
        elsewhere: of disputes that stand in another shop than their order, by that shop's key.
    """

    terms: Mapping[str, Term]
    calendar: Calendar
    providers: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    elsewhere: Mapping[str, "Terms"] = field(default_factory=dict)


def terms_of(marketplace: str, own: Mapping[str, Term] | None = None) -> Terms:
    """The terms of a shop: its own before its marketplace's before those of everywhere.

    What one that the shop sets leaves out (what silence costs) is as the table says.
    """
    table = _table()
    sheet = table.marketplaces.get(marketplace)
    base = table.everywhere.terms | (sheet.terms if sheet else {})
    set_here = {name: _over(base.get(name), term) for name, term in (own or {}).items()}
    return Terms(
        base | set_here,
        sheet.calendar if sheet else Calendar(),
        {name: one.terms for name, one in table.providers.items()},
    )


def names() -> frozenset[str]:
    """Every term that a shop can set."""
    table = _table()
    sheets = [table.everywhere, *table.marketplaces.values()]
    return frozenset(name for sheet in sheets for name in sheet.terms)


def _over(base: Term | None, term: Term) -> Term:
    if base is None:
        return term
    return base.model_copy(update={name: getattr(term, name) for name in term.model_fields_set})


@cache
def _table() -> _Table:
    return TypeAdapter(_Table).validate_python(yaml_text.read(SOURCE.read_text(encoding="utf-8")))
