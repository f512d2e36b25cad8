"""A setting with the day on which it was last checked, and where it comes from."""

from datetime import date
from typing import Annotated

from pydantic import Field

from services.runtime.sections import Section


class Dated(Section):
    """A figure that no marketplace documents.

    Attributes:
        since: the day on which it was last checked.
        source: where it comes from, and how far to trust it.
    """

    since: Annotated[date, Field(description="the day you last checked it, such as 2026-11-21")]
    source: str = "set by this installation"
