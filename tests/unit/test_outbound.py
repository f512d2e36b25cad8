"""What leaves this program leaves by one client, which checks where it goes."""

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp.abc import ResolveResult

from services.runtime.http.addresses import PrivateAddress, PublicResolver

SERVICES = Path(__file__).parents[2] / "services"

_NETWORK = frozenset(
    {
        *("aiohttp", "aiosmtplib", "http.client", "httpx", "httpx_aiohttp", "requests"),
        *("smtplib", "socket", "urllib.request", "urllib3", "websockets"),
    }
)

_WITH_A_REASON = {
    "runtime/http": "the client itself",
    "runtime/embedded": "servers of our own, on loopback",
    "runtime/remote_clock.py": "the sandbox's clock",
    "ingest/server.py": "the edge's own socket, which only listens",
    "connectors/email/mailbox.py": "SMTP, to the host of the settings",
    "connectors/oncall/apprise": "the operator's own receivers, by a library of its own",
    "sandbox": "the outside itself",
    "cli": "our own processes and servers, and the sandbox",
}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Attribute) and node.attr == "open_connection":
            yield "socket"


def test_no_connector_has_a_client_of_its_own() -> None:
    """Only ``runtime/http`` and what has its reason here opens connections."""
    found = set()
    for path in SERVICES.rglob("*.py"):
        name = str(path.relative_to(SERVICES))
        networks = any(
            one == known or one.startswith(f"{known}.")
            for one in _imports(path)
            for known in _NETWORK
        )
        if networks and not any(name.startswith(allowed) for allowed in _WITH_A_REASON):
            found.add(name)
    assert found == set()


def _resolved(*addresses: str) -> list[ResolveResult]:
    return [
        ResolveResult(
            hostname="shop.example", host=one, port=443, family=socket.AF_INET, proto=6, flags=0
        )
        for one in addresses
    ]


async def test_a_name_is_judged_each_time_it_is_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Public at first and inner at the connection: what the connection gets is what counts.

    Of several addresses the inner ones are left out.
    """
    answers = [_resolved("93.184.216.34"), _resolved("10.0.0.5", "93.184.216.34"), _resolved("::1")]

    async def resolve(*_: object) -> list[ResolveResult]:
        return answers.pop(0)

    resolver = PublicResolver()
    monkeypatch.setattr(resolver._resolver, "resolve", resolve)
    for _ in range(2):
        found = await resolver.resolve("shop.example", 443)
        assert [one["host"] for one in found] == ["93.184.216.34"]
    with pytest.raises(PrivateAddress):
        await resolver.resolve("shop.example", 443)
