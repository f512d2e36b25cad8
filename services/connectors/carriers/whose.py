"""Which carrier's own service can be asked for a parcel: by the carrier's name, or by the country.

The names are those that marketplaces and aggregators use for the carriers (the project's facts on
tracking, sections 1.7 and 4). Pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from schemas.base import Country, OrderKey
from services.connectors.carriers.numbers import POSTS

_NAMES: tuple[tuple[str, str | None], ...] = (
    ("ctt", None),
    ("portugal", None),
    ("macau", None),
    ("cabo verde", None),
    ("ukr pochta", None),
    ("tunisia", None),
    ("tunisienne", None),
    ("burkina", None),
    ("monaco", None),
    ("senegal", None),
    ("benin", None),
    ("togo", None),
    ("canada post", "canada_post"),
    ("postes canada", "canada_post"),
    ("australia post", "australia_post"),
    ("auspost", "australia_post"),
    ("royal mail", "royal_mail"),
    ("parcelforce", "royal_mail"),
    ("russian post", "russian_post"),
    ("pochta", "russian_post"),
    ("почта россии", "russian_post"),
    ("colissimo", "laposte"),
    ("chronopost", "laposte"),
    ("la poste", "laposte"),
    ("laposte", "laposte"),
    ("cainiao", "cainiao"),
    ("aliexpress", "cainiao"),
    ("correios", "correios"),
    ("brazil post", "correios"),
    ("deutsche post", "dhl"),
    ("dhl", "dhl"),
    ("usps", "usps"),
    ("united states postal service", "usps"),
    ("fedex", "fedex"),
    ("federal express", "fedex"),
    ("ups", "ups"),
    ("united parcel service", "ups"),
)
"""Words in a carrier's name and who answers for it; first those of others' posts of like names."""

_POSTS: dict[Country, str] = {
    "AU": "australia_post",
    "BR": "correios",
    "CA": "canada_post",
    "DE": "dhl",
    "FR": "laposte",
    "GB": "royal_mail",
    "RU": "russian_post",
    "US": "usps",
}
"""The designated operator of the Universal Postal Union: it takes over what other posts send."""

HOME: dict[str, Country] = {post: country for country, post in _POSTS.items() if post != "dhl"}
"""Posts that scan in their own country, and so speak of its customs alone."""

_OTHERS = {"ups": "UPS", "fedex": "FedEx"}

_POSTAL = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")


def named(carrier: str) -> str | None:
    """Who answers for a carrier of that name; None where nobody we know of does."""
    words = " ".join(re.findall(r"\w+", carrier.lower().replace("_", " ")))
    return next((provider for name, provider in _NAMES if f" {name} " in f" {words} "), None)


def name_of(provider: str) -> str:
    """The name of the one carrier that a carrier's own service speaks for; empty for others."""
    if provider in HOME:
        return POSTS[HOME[provider]]
    return _OTHERS.get(provider, "")


def post_named(carrier: str) -> str:
    """The designated post that a carrier's name means, as ``numbers.POSTS`` has it; else empty."""
    bare = carrier.strip().casefold()
    own = next((name for name in POSTS.values() if name.casefold() == bare), "")
    provider = named(carrier)
    return own or (name_of(provider) if provider in HOME else "")


def marketplace_of(order_keys: Sequence[OrderKey]) -> str | None:
    """The marketplace that answers for its own orders' parcels."""
    found = {key.split("/", 1)[0] for key in order_keys}
    return "aliexpress" if "aliexpress" in found else None


def post_of(number: str, country: Country | None) -> str | None:
    """The destination's post, for a number of the postal form (UPU S10), else None."""
    if country is None or not _POSTAL.fullmatch(number):
        return None
    return _POSTS.get(country)


def first(names: Iterable[str | None], known: frozenset[str]) -> str | None:
    """The first of these providers that can be asked."""
    return next(_among(names, known), None)


def _among(names: Iterable[str | None], known: frozenset[str]) -> Iterator[str]:
    return (name for name in names if name is not None and name in known)
