"""The OpenAPI document of REST, made from its table of calls."""

import re
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.base import Model
from services.desk.api import CALLS
from services.desk.call import Call
from services.desk.entrance import API
from services.desk.models import TroubleOut

_PLACE = re.compile(r"{(\w+)(?::(\w+))?}")
_REFERENCE = "#/components/schemas/{model}"
_TROUBLE = {
    "400": "it holds what nothing can be called",
    "401": "nobody has signed in, or the access token is not to be believed",
    "403": "their role does not allow it, or nobody may come in",
    "404": "there is no such task, order or shop of theirs",
    "409": "it is too late (somebody was faster), or not what the call takes",
    "415": "it was not sent as application/json",
    "503": "the database does not answer",
}


async def document_page(_: Request) -> Response:
    """The document."""
    return JSONResponse(document())


@cache
def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every call."""
    models: set[type[Model]] = {TroubleOut}
    for call in CALLS:
        models |= {call.gives} | ({call.takes} if call.takes else set())
    ordered = sorted(models, key=lambda model: model.__name__)
    refs, schemas = models_json_schema(
        [(model, "validation") for model in ordered], ref_template=_REFERENCE
    )
    del refs
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        path = API.rstrip("/") + _PLACE.sub(r"{\1}", call.path)
        paths.setdefault(path, {})[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Forestall's desk", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(call: Call) -> dict[str, Any]:
    places = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if kind == "int" else "string"},
        }
        for name, kind in _PLACE.findall(call.path)
    ]
    asked = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in call.query]
    found: dict[str, Any] = {
        "summary": call.about,
        "description": f"Wants the role {call.role}.",
        "parameters": places + asked,
        "responses": {"200": _given(call)}
        | {status: _answer(why, TroubleOut) for status, why in _TROUBLE.items()},
    }
    if call.takes is not None:
        found["requestBody"] = {"required": True, "content": _content(call.takes)}
    return found


def _given(call: Call) -> dict[str, Any]:
    found = _answer("done", call.gives)
    binary = {"schema": {"type": "string", "format": "binary"}}
    found["content"] |= dict.fromkeys(call.also, binary)
    return found


def _answer(why: str, model: type[Model]) -> dict[str, Any]:
    return {"description": why, "content": _content(model)}


def _content(model: type[Model]) -> dict[str, Any]:
    reference = {"$ref": _REFERENCE.format(model=model.__name__)}
    return {"application/json": {"schema": reference}}
