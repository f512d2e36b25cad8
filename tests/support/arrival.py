"""An order's way through installed processes, from a platform's push to its case."""

import json
import socket

import asyncpg
import httpx

from services.connectors.marketplaces.iop.signing import sign_push
from services.runtime.http.connections import trusted
from services.sandbox.accounts import DEFAULT
from services.sandbox.sandbox import Sandbox
from tests.support.chain import LAZADA
from tests.support.eventually import eventually

NOTHING = json.dumps({"message_type": 99, "seller_id": "1", "data": {}}).encode()
"""A push that is valid and says nothing to us: no order has to exist for it."""


def reserved() -> socket.socket:
    """A port that is given to nobody for an outgoing connection; a server may listen on it."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held


async def becomes_a_case(sandbox: Sandbox, edge: str, url: str) -> str:
    """Have an order placed, and wait for its case; returns its key.

    A platform sends a push that was refused again: the test's does so as soon as it may.

    Args:
        sandbox: the platform, which pushes to the edge.
        edge: its address; it may not listen yet.
        url: of the database.
    """
    await eventually(lambda: _takes(edge), within=100, what="the edge takes a push")
    key = sandbox.place_order(LAZADA)

    async def known() -> bool:
        if sandbox.pusher.waiting():
            sandbox.step_to(sandbox.now() + sandbox.terms.push_every)
        return await _case(url, key)

    await eventually(known, within=200, what="a case of the order")
    pushes = [push.outcome for push in sandbox.ledger.entries("push") if push.ref == key]
    assert "delivered" in pushes, pushes
    return key


async def _takes(edge: str) -> bool:
    """Whether the edge keeps a push, one that says nothing to us; it listens before it can."""
    account = DEFAULT.app_of(LAZADA)
    signed = {"authorization": sign_push(account.key, account.secret, NOTHING)}
    async with httpx.AsyncClient(verify=trusted(), trust_env=False) as client:
        try:
            answer = await client.post(
                f"{edge}/webhooks/lazada/{account.id}", content=NOTHING, headers=signed
            )
        except httpx.TransportError:
            return False
    return answer.status_code == httpx.codes.OK


async def _case(url: str, key: str) -> bool:
    """Whether the notifier has a case of the order; before its start there is no such table."""
    conn = await asyncpg.connect(url)
    try:
        query = "SELECT count(*) FROM notifier.cases WHERE order_key = $1"
        return bool(await conn.fetchval(query, key))
    except asyncpg.UndefinedTableError:
        return False
    finally:
        await conn.close()
