"""Amazon's marketplaces by their ids, and the country of each. Pure; documented, 2026-11-27."""

_COUNTRIES = {
    "A1AM78C64UM0Y8": "MX",
    "A2EUQ1WTGCTBG2": "CA",
    "A2Q3Y263D00KWC": "BR",
    "ATVPDKIKX0DER": "US",
    "A13V1IB3VIYZZH": "FR",
    "A17E79C6D8DWNP": "SA",
    "A1805IZSGTT6HS": "NL",
    "A1C3SOZRARQ6R3": "PL",
    "A1F83G8C2ARO7P": "GB",
    "A1PA6795UKMFR9": "DE",
    "A1RKKUPIHCS9HS": "ES",
    "A21TJRUUN4KGV": "IN",
    "A28R8C7NBKEWEA": "IE",
    "A2NODRKZP88ZB9": "SE",
    "A2VIGQ35RCS4UG": "AE",
    "A33AVAJ2PDY3EV": "TR",
    "AE08WJ6YKNBMC": "ZA",
    "AMEN7PMS3EDWL": "BE",
    "APJ6JRA9NG5V4": "IT",
    "ARBP9OOSHTCHU": "EG",
    "A19VAU5U5O7RUS": "SG",
    "A1VC38T7YXB528": "JP",
    "A39IBJ37TRP1C6": "AU",
}


def site_country(site: str) -> str | None:
    """ISO 3166-1 alpha-2 of a marketplace id; None where it is not known."""
    return _COUNTRIES.get(site)
