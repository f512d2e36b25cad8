"""Canada Post: its name, and what its messages ask for.

Source: the answers that open clients of the API keep as examples. A message that is not listed is
asked again later.
"""

from typing import Literal

PROVIDER = "canada_post"

_MEANINGS: dict[str, Literal["no_information", "account"]] = {
    "004": "no_information",  # no history of this number
    "E002": "account",  # user or password are not accepted
}


def meaning(code: str) -> Literal["no_information", "account", "later"]:
    """What a message's code asks for; ``account``: a person must act on the credentials."""
    return _MEANINGS.get(code, "later")
