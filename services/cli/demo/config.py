"""The settings that the demo's services run on, written as the ``forestall.yaml`` they are."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from services.sandbox.accounts import Accounts, ShopAccount

_ZONES = {"aliexpress": "Asia/Shanghai", "lazada": "Asia/Singapore", "bazaar": "Asia/Shanghai"}

APPROVING = frozenset({"aliexpress"})
"""Marketplaces at whose shops a person approves what leaves."""

HEAD = """\
# Written by `forestall demo`: six shops of the sandbox, with its made-up keys.
# Commands on the demo's data read it: export FORESTALL_CONFIG=<this file>
"""


def write(
    path: Path,
    accounts: Accounts,
    addresses: Mapping[str, str],
    edge_port: int,
    approving: Collection[str] = APPROVING,
) -> None:
    """Write the settings, and the made-up secrets into files beside them.

    Args:
        path: of the file; its directory is the data directory.
        accounts: what the sandbox accepts.
        addresses: system to the sandbox's base address for it.
        edge_port: where it delivers pushes.
        approving: the marketplaces at whose shops a person approves what leaves.
    """
    secrets = _Secrets(path.parent / "secrets")
    settings: dict[str, Any] = {
        "data_dir": str(path.parent),
        "allow_private_addresses": True,  # the sandbox listens on loopback
        "edge": {"host": "127.0.0.1", "port": edge_port},
        "kafka": {"partitions": 2},  # one process of each service: more only cost
        "database": {"fsync": False},  # a demo's data may be lost
        "http": {"backoff_first_ms": 2, "backoff_most_ms": 20, "retry_after_most_ms": 50},
        "apps": {
            app.id: {
                "marketplace": app.marketplace,
                "key": app.key,
                "secrets": [secrets.keep(f"app-{app.id}", app.secret)],
                "api": addresses[app.marketplace],
            }
            for app in accounts.apps
        },
        "shops": [_shop(shop, secrets, approving) for shop in accounts.shops],
        "carriers": {
            "17track": {
                "key": secrets.keep("17track", accounts.tracking_key),
                "api": addresses["17track"],
                "per_second": 200,
            },
            "laposte": {
                "key": secrets.keep("laposte", accounts.laposte_key),
                "api": addresses["laposte"],
                "per_second": 90,
            },
        },
        "oncall": {
            "alertmanager": {"url": addresses["alertmanager"]},
            "pagerduty": {
                "url": addresses["pagerduty"],
                "routing_key": secrets.keep("pagerduty", accounts.routing_key),
            },
        },
    }
    path.write_text(HEAD + yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


class _Secrets:
    """Files of one secret each: settings only refer to them."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory

    def keep(self, name: str, secret: str) -> dict[str, str]:
        """Write one; returns the reference."""
        path = self._directory / name
        path.write_text(secret, encoding="utf-8")
        path.chmod(0o600)
        return {"file": str(path)}


def _shop(shop: ShopAccount, secrets: _Secrets, approving: Collection[str]) -> dict[str, Any]:
    rated = {"value": True, "since": date(2026, 3, 2), "source": "the sandbox"}
    own = {"reads_ratings": rated} if shop.marketplace == "aliexpress" else {}
    return {
        **own,
        "key": shop.key,
        "app": shop.app,
        "seller_id": shop.seller_id,
        "token": secrets.keep(f"token-{shop.key.replace('/', '-')}", shop.token),
        "site": shop.site,
        "zone": _ZONES[shop.marketplace],
        "link": f"https://seller.{shop.marketplace}.example/orders/{{order_id}}",
        "unreviewed_texts": "send",
        "mode": "approve" if shop.marketplace in approving else "automatic",
        "poll_minutes": 60,
    }
