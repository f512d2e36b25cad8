"""Which language a buyer is written in, and names and dates in it. Pure; data from the CLDR."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.languages import get_official_languages

from schemas.order import Order
from services.notifier.quiet import Waking
from services.notifier.texts import FALLBACK
from services.runtime.zones import zones


def language_of(order: Order | None, known: Collection[str], default: str) -> str:
    """The buyer's language as the platform tells it, else the country's, else the shop's.

    A language without texts is answered in English, not in that of the country: who tells us
    their language is not helped by a second foreign one.
    """
    if order is None:
        return FALLBACK
    if order.buyer.language:
        own = _base(order.buyer.language)
        return own if own in known else FALLBACK
    for language in get_official_languages(order.destination.country, de_facto=True):
        if language in known:
            return language
    return _base(default) if _base(default) in known else FALLBACK


@lru_cache(maxsize=2048)
def country_name(country: str, language: str) -> str:
    """A country's name in a language; its code where the CLDR has none."""
    return str(_locale(language).territories.get(country, country))


def day(at: datetime | None, language: str, order: Order | None) -> str:
    """A date as the buyer's calendar shows it, without the year; empty for none."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(_zone(order)))
    pattern = "d MMMM" if language == FALLBACK else "d 'de' MMMM"
    return format_date(local.date(), format=pattern, locale=_locale(language))


def moment(at: datetime | None, zone: str) -> str:
    """Date, time and zone for staff; empty for none."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_datetime(local, 'd MMM yyyy HH:mm', locale=FALLBACK)} ({zone})"


def _zone(order: Order | None) -> str:
    if order is None:
        return "UTC"
    waking = Waking(order.destination.country, order.buyer.zone)
    return waking.zone or next(iter(zones(waking.country)), "UTC")


def _base(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
