"""AliExpress' logistics query: its name, and what it is called with.

Source: facts on marketplaces, section 1.6 (documented / from SDK code).
"""

PROVIDER = "aliexpress"

METHOD = "aliexpress.logistics.redefining.querytrackingresult"

ORIGIN = "ESCROW"
"""The origin of every order of the marketplace."""
