"""Settings of the week's report: to whom it is mailed, and when."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.mailboxes import MailAddress, MailboxSettings
from services.runtime.sections import Id, Section
from services.runtime.shops import Day, ShopKey, StaffLanguage, Zone


class LetterSettings(Section):
    """One letter a week.

    Attributes:
        shops: that it is about; empty: every one.
    """

    name: Annotated[Id, Field(description="a name of yours; under another it is another letter")]
    to: Annotated[tuple[MailAddress, ...], Field(min_length=1, description="addresses of staff")]
    shops: tuple[ShopKey, ...] = ()
    language: StaffLanguage = "en"


class ReportSettings(Section):
    """The week that is over, mailed to staff.

    Attributes:
        zone: by whose clock it is mailed.
        day: of the week after, ``hour`` on it: from then on until that week is over.
    """

    mailbox: Annotated[MailboxSettings, Field(description="from which it is mailed")]
    letters: Annotated[tuple[LetterSettings, ...], Field(min_length=1)]
    zone: Annotated[Zone, Field(description="IANA time zone, such as Asia/Shanghai")]
    day: Day = "mon"
    hour: Annotated[int, Field(ge=0, le=23)] = 8

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        names = [one.name for one in self.letters]
        if len(set(names)) < len(names):
            raise PydanticCustomError("twice", "name each of `letters` otherwise")
        return self
