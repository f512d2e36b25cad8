"""Which language a buyer is written in, and names and dates in it. Pure; data from the CLDR."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_skeleton
from babel.languages import get_official_languages

from schemas.order import Order
from services.notifier.texts import FALLBACK
from services.runtime.zones import day_of, earliest_day

RIGHT_TO_LEFT = frozenset({"ar", "he"})

_SAME = {"iw": "he", "in": "id", "tl": "fil", "zh": "zh-Hant", "pt": "pt-BR"}
"""Tags that mean a language which has another name here."""

_AMERICAS = frozenset(
    "AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV UY VE US".split()  # noqa: SIM905 - a line
)
"""Where Spanish is written as in Mexico rather than as in Spain."""

_NEAR = frozenset({"id", "ms"})
"""Languages that a short message does not tell apart: then the country does."""
_MALAYAN = {"ID": "id", "MY": "ms", "BN": "ms", "SG": "ms"}

_SIMPLIFIED = frozenset({"zh-hans", "zh-cn", "zh-sg"})
_CHINESE = "zh-Hant"


def language_of(
    order: Order | None, known: Collection[str], default: str, heard: str | None = None
) -> str:
    """The buyer's language as the platform's site tells it, else their own words', the country's.

    Args:
        order: the order, if it was read.
        known: the languages that have texts.
        default: the shop's.
        heard: the language of the buyer's own words, where it was told with confidence.

    A language without texts is answered in English, not in that of the country: who tells us
    their language is not helped by a second foreign one.
    """
    if order is None:
        return FALLBACK
    country = order.destination.country
    told = order.buyer.language or (_MALAYAN.get(country, heard) if heard in _NEAR else heard)
    if told:
        return match(told, country, known) or FALLBACK
    for language in get_official_languages(country, de_facto=True):
        if found := match(language, country, known):
            return found
    return match(default, country, known) or FALLBACK


def match(tag: str, country: str, known: Collection[str]) -> str | None:
    """The language with texts that a BCP 47 tag means to somebody in a country, or None."""
    tag = tag.replace("_", "-")
    names = {one.lower(): one for one in known}
    base = tag.split("-")[0].lower()
    if tag.lower() in _SIMPLIFIED:
        return names.get(tag.lower())
    if base == "es" and country in _AMERICAS and tag.lower() != "es-es":
        tag = "es-MX"
    wanted = (tag, base, _SAME.get(base, base))
    return next((names[one.lower()] for one in wanted if one.lower() in names), None)


@lru_cache(maxsize=2048)
def country_name(country: str, language: str) -> str:
    """A country's name in a language; its code where the CLDR has none."""
    return str(locale_of(language).territories.get(country, country))


def language_name(tag: str, language: str) -> str:
    """A language's name in another."""
    return str(locale_of(tag).get_display_name(locale_of(language)) or tag)


def day(at: datetime | None, language: str, order: Order | None) -> str:
    """A date as the buyer's calendar shows it, without the year; empty for none."""
    if at is None:
        return ""
    if order is None:
        shown = at.date()
    elif order.buyer.zone:
        shown = at.astimezone(ZoneInfo(order.buyer.zone)).date()
    else:
        shown = day_of(at, order.destination.country)
    return _in_words(shown, language)


def last_day(at: datetime | None, language: str, order: Order | None) -> str:
    """The date of an end, so that nobody in the country takes it for later than it is."""
    if at is None:
        return ""
    shown = earliest_day(at, order.destination.country) if order else at.date()
    return _in_words(shown, language)


@lru_cache(maxsize=4096)
def _in_words(shown: date, language: str) -> str:
    return str(format_skeleton("MMMMd", shown, locale=locale_of(language)))


def moment(at: datetime | None, zone: str) -> str:
    """Date, time and zone for staff; empty for none."""
    return "" if at is None else _moment(at, zone)


@lru_cache(maxsize=4096)
def _moment(at: datetime, zone: str) -> str:
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_datetime(local, 'd MMM yyyy HH:mm', locale=FALLBACK)} ({zone})"


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """How a language writes dates and amounts; English where the CLDR does not know it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
