"""Requests to the application itself: any method, path, head and body; nothing is signed."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from services.ingest.edge import Edge
from tests.faults.fuzz.ground import SECRET, STATUSES, Ground
from tests.faults.fuzz.hostile import changed, headers, paths, queries

T = TypeVar("T")
_LOOP = asyncio.new_event_loop()


def run(asked: Coroutine[Any, Any, T]) -> T:
    """On one loop for all of them."""
    return _LOOP.run_until_complete(asked)


def rules(inputs: int, seed: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples, from a seed, and none remembered."""

    def decorated(test: Callable[..., None]) -> Callable[..., None]:
        limits = settings(
            max_examples=inputs,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        return seeded(seed)(limits(test))

    return decorated


async def ask(
    edge: Edge, method: str, path: str, told: Mapping[str, str], *, body: bytes, query: bytes = b""
) -> tuple[int, bytes]:
    """One request straight into the application; status and body of the answer."""
    said: list[Any] = []
    parts = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]

    async def receive() -> dict[str, Any]:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Any) -> None:
        said.append(message)

    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": pairs}
    await edge({**scope, "query_string": query}, receive, send)
    return said[0]["status"], said[1]["body"]


def attack(ground: Ground, inputs: int, seed: int) -> int:
    """Any request; how many were tried."""
    tried = 0
    known = sorted(ground.doors)
    bodies = [one for path in known for one in ground.pushes[path]]

    @rules(inputs, seed)
    @given(
        st.sampled_from(["POST", "POST", "GET", "PUT", "HEAD", "X"]),
        paths | st.sampled_from(known) | st.text(max_size=40),
        headers,
        changed(bodies) | st.just(bytes(1024 * 1024 + 1)),
        queries,
    )
    def one(method: str, path: str, told: dict[str, str], body: bytes, query: bytes) -> None:
        nonlocal tried
        tried += 1
        status, answer = run(ask(ground.edge, method, path, told, body=body, query=query))
        assert status in STATUSES, status
        assert len(answer) < 1000
        assert SECRET.encode() not in answer
        assert b"Traceback" not in answer

    one()
    return tried
