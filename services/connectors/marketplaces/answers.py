"""What every marketplace's answer has to be before its own envelope is looked at. Pure."""

from typing import Any

from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.intake import read_json


def object_of(system: str, body: bytes) -> dict[str, Any]:
    """The JSON object of an answer, its decimals exact.

    Raises:
        Unanswered: it is none: what the platform did is not known.
    """
    try:
        found = read_json(body)
    except InvalidInput as error:
        raise Unanswered(system, "unreadable", error.detail) from error
    if not isinstance(found, dict):
        raise Unanswered(system, "unreadable", "the answer is not an object")
    return found
