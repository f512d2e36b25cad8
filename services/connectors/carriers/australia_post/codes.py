"""Australia Post: its name, and what its errors ask for.

The facts have no code; the one that is listed is seen in a public client's example answers. An
"invalid tracking ID" is asked again all the same: nothing says that it is not also said of a number
whose parcel has not been scanned yet.
"""

from typing import Literal

PROVIDER = "australia_post"

_ERRORS: dict[str, Literal["no_information"]] = {"ESB-10001": "no_information"}


def meaning(code: str) -> Literal["no_information", "later"]:
    """What an error of one number asks for; what is not listed is asked again later."""
    return _ERRORS.get(code, "later")
