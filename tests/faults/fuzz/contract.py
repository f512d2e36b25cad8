"""Requests that schemathesis makes of the edge's own OpenAPI document."""

import asyncio
import threading

import schemathesis.openapi
from hypothesis import given

from services.ingest.openapi import document
from services.runtime.http.serving import listen, serve
from tests.faults.fuzz.ground import SECRET, STATUSES, Ground
from tests.faults.fuzz.requests import rules


def attack(ground: Ground, inputs: int, seed: int) -> int:
    """So many cases, over all operations; how many were tried."""
    listening = listen("127.0.0.1", 0)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    serving = asyncio.run_coroutine_threadsafe(serve(ground.edge, listening), loop)
    schema = schemathesis.openapi.from_dict(document(ground.doors))
    operations = [found.ok() for found in schema.get_all_operations()]
    tried = 0
    for operation in operations:

        @rules(max(1, inputs // len(operations)), seed)
        @given(operation.as_strategy())
        def one(case: "schemathesis.Case") -> None:
            nonlocal tried
            tried += 1
            answer = case.call(base_url=base)
            assert answer.status_code in STATUSES
            assert SECRET not in answer.text
            assert "Traceback" not in answer.text

        one()
    serving.cancel()
    return tried
