"""eBay's marketplaces: country and language of each. Pure.

Source: the ids of ``MarketplaceIdEnum`` (documented, 2026-11-27); the language is the site's own.
"""

from services.connectors.marketplaces.values import country

_LANGUAGES = {
    "EBAY_AT": "de-AT",
    "EBAY_AU": "en-AU",
    "EBAY_CA": "en-CA",
    "EBAY_CH": "de-CH",
    "EBAY_DE": "de",
    "EBAY_ES": "es",
    "EBAY_FR": "fr",
    "EBAY_GB": "en-GB",
    "EBAY_IE": "en-IE",
    "EBAY_IT": "it",
    "EBAY_NL": "nl",
    "EBAY_PL": "pl",
    "EBAY_SG": "en-SG",
    "EBAY_US": "en-US",
    "EBAY_MOTORS_US": "en-US",
}


def language_of(site: str) -> str | None:
    """BCP 47; None of sites with several languages, or one that is not known."""
    return _LANGUAGES.get(site)


def site_country(site: str) -> str | None:
    """ISO 3166-1 alpha-2 of ``EBAY_GB``; None where it is no such id."""
    prefix, _, code = site.rpartition("_")
    return country(code) if prefix.startswith("EBAY") and len(code) == len("GB") else None
