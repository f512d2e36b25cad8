"""Royal Mail: its name, and what its errors ask for.

The facts have no error codes; those listed stand in the example answers of public clients, with
the words given here. What is not listed is asked again later.
"""

from typing import Literal

PROVIDER = "royal_mail"

Meaning = Literal["no_information", "account", "later"]
"""What a code asks for: the meanings of ``Rejected``, and ``account``: a person must act."""

ERRORS: dict[str, Meaning] = {
    "E0016": "account",  # access denied: no permission to retrieve details
    "E1142": "no_information",  # a mail item with that barcode cannot be located
}


def meaning(code: str) -> Meaning:
    """What an error asks for."""
    return ERRORS.get(code, "later")
