"""USPS Tracking v3: its name, and what an error says about a number.

Source: USPS' description of the API, 3.2.4. A 400 is about the number only where it says so;
otherwise our call is wrong, and no number may be given up for it.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.carriers.values import items, text

PROVIDER = "usps"

_PARAMETER = "trackingnumber"


def detail(body: Any) -> str:
    """The words of an error, for people; empty where the body is no error of USPS'."""
    error = _error(body)
    told = [text(one.get("detail")) for one in _errors(error)]
    return next((said for said in (*told, text(error.get("message"))) if said), "")[:200]


def names_number(body: Any) -> bool:
    """Whether an error blames the tracking number."""
    sources = (one.get("source") for one in _errors(_error(body)))
    named = (text(one.get("parameter")) for one in sources if isinstance(one, dict))
    return any(name.casefold() == _PARAMETER for name in named)


def _error(body: Any) -> Mapping[str, Any]:
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) else {}


def _errors(error: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in items(error.get("errors")) if isinstance(one, dict)]
