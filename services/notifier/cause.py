"""Why an alert stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.runtime.receivers import Level


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an alert stands: one action of one order (or, with no order, the machine itself).

    Attributes:
        occasion: what it is about within the order: a page ends the notices about the same.
        labels: the alert's identity; the same for all causes of a dedup key.
    """

    action_key: str
    order_key: str
    occasion: str
    dedup_key: str
    level: Level
    labels: Mapping[str, str]
    summary: str
    why_now: str
    what_to_do: str
    link: str
    since: datetime
