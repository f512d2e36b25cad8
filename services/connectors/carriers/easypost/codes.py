"""EasyPost's HTTP statuses, as data.

Source: facts, section 5, and the errors of the SDK that it names: it tells them apart by the status
alone. A number that no carrier was found for is told by 422 as any other bad value is.
"""

from typing import Literal

PROVIDER = "easypost"

REFUSALS: dict[int, Literal["carrier", "quota"]] = {402: "quota", 422: "carrier"}
"""Statuses that are a refusal of the one number asked for."""
