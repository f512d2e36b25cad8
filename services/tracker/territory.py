"""Which countries are one territory to a parcel, and through which the trade goes."""

from schemas.base import Country

EU: frozenset[Country] = frozenset(
    (
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    )
)
"""One customs territory: import clearance is done where the parcel enters it."""

HUBS: frozenset[Country] = EU | frozenset(
    ("AE", "CN", "GB", "HK", "JP", "KR", "KZ", "MO", "MY", "QA", "SG", "TH", "TR", "TW", "US")
)
"""Where the cross-border trade sets out from and changes planes (prior, 2026).

China stands here too: consolidators there send under the numbers of other countries' posts.
"""


def same_territory(one: Country | None, other: Country | None) -> bool:
    """Whether two known countries are one customs territory."""
    return one is not None and (one == other or (one in EU and other in EU))
