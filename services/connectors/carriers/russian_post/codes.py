"""Russian Post: its name, and what a fault of its service means.

Source: the service's own description of single access (facts, section 4.6, names the service) and
the clients of it that are in use: a fault's detail holds one of three reasons.
"""

import re

PROVIDER = "russian_post"

ACCOUNT = "AuthorizationFaultReason"
"""Login or password are not accepted: a person must act."""

OF_NUMBER = "OperationHistoryFaultReason"
"""The history of this number cannot be given; in what cases no source lists."""

_FORMS = re.compile(r"\d{14}|[A-Z]{2}\d{9}[A-Z]{2}", re.ASCII)
"""The two forms of a number that the description allows: the country's own, and S10."""


def well_formed(number: str) -> bool:
    """Whether a number has a form that the service can know."""
    return _FORMS.fullmatch(number.strip().upper()) is not None
