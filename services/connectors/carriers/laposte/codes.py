"""La Poste Suivi v2: its name, and what the return code of a number asks for.

Source: facts, section 4.5, has 200 alone; 400 and 404 are what clients of the API that are in use
tell apart, and their HTTP namesakes. Any other one is asked again later.
"""

from typing import Literal

PROVIDER = "laposte"
FOUND = "200"

_MEANINGS: dict[str, Literal["no_information", "invalid"]] = {
    "400": "invalid",
    "404": "no_information",
}


def meaning(code: str) -> Literal["no_information", "invalid", "later"]:
    """What a return code in place of a shipment asks for."""
    return _MEANINGS.get(code, "later")
