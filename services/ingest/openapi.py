"""What the edge takes and answers, as an OpenAPI document: for gateways before it and for tests."""

from collections.abc import Mapping
from typing import Any

from services.ingest.edge import ANSWERS, LIMIT, POINTER_LIMIT
from services.ingest.verify import Door


def document(doors: Mapping[str, Door]) -> dict[str, Any]:
    """OpenAPI 3.1 of every door.

    Bodies are described as bytes: what is in them is the platform's, and read later.
    """
    return {
        "openapi": "3.1.0",
        "info": {"title": "Forestall: webhooks", "version": "1"},
        "paths": {door.shown or path: _path(door) for path, door in sorted(doors.items())},
    }


def _path(door: Door) -> dict[str, Any]:
    most = LIMIT if door.a_second is None else POINTER_LIMIT
    found: dict[str, Any] = {"post": _operation(door, "Take a push")}
    found["post"]["requestBody"] = {
        "required": True,
        "content": {"application/json": {"schema": {}}, "application/octet-stream": {}},
        "description": f"signed as the platform does it; at most {most:,} bytes",
    }
    if door.asks == "GET":
        found["get"] = _operation(door, "Say that the address is ours")
        found["get"]["parameters"] = [
            {"name": "challenge_code", "in": "query", "schema": {"type": "string"}}
        ]
    return found


def _operation(door: Door, summary: str) -> dict[str, Any]:
    return {
        "summary": f"{summary} ({door.source})",
        "parameters": [
            {"name": name, "in": "header", "schema": {"type": "string"}} for name in door.heard
        ],
        "responses": {str(status): {"description": text} for status, text in ANSWERS.items()},
    }
