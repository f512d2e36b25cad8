"""A marketplace of our own, with one order: it travels the whole chain and concerns no buyer.

The notifier pushes it to the edge as a marketplace would, signed; ingest keeps and publishes it as
any order; the notifier notes that it arrived and makes no case of it.
"""

NAME = "canary"
"""The marketplace, its app and its shop; no settings can name it."""

SHOP = f"{NAME}/{NAME}"
ORDER = f"{SHOP}/1"
"""The order's key."""

PATH = f"/webhooks/{NAME}/{NAME}"
"""Where the edge takes its pushes."""
