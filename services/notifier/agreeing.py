"""What is about no task, and happens only once a second person does the same.

The first call is entered and changes nothing; the second, by another person with the role that
``desk.four_eyes`` names, lets it happen. What a second person confirms on a task is ``seconding``.
"""

from dataclasses import dataclass
from datetime import datetime

from services.notifier.eyes import Eyes, same_person
from services.notifier.stores.shops import WAITS, Done, Waiting
from services.notifier.stores.unit import Unit
from services.runtime.desk import Watched
from services.runtime.errors import InvalidInput


class SecondNeeded(InvalidInput):
    """It is entered that somebody asks for it; it happens once another person does the same."""

    def __init__(self) -> None:
        super().__init__(
            "second_needed", "entered: it is done once another person does the same within a day"
        )


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does.

    Attributes:
        about: what it is done to.
        what: exactly what is done to it; the second does the very same.
        shop: whose rules count; empty: it is every shop's.
    """

    act: Watched
    about: str
    what: str
    by: str
    reason: str = ""
    shop: str = ""


async def agreed(unit: Unit, deed: Deed, eyes: Eyes, now: datetime) -> str | None:
    """Who does it: one person, or both where it takes two. None: it waits for the second.

    Then the unit is to be committed as it is, and ``SecondNeeded`` told. What is done is settled by
    whoever does it (``settle``), in the same unit or once it has come to its end.

    Raises:
        InvalidInput: their role lets them be no second.
    """
    role = eyes.on(deed.act, deed.shop)
    if role is None:
        return deed.by
    asked = Waiting(deed.act, deed.about, deed.what, deed.by, deed.reason, now)
    first, new = await unit.shops.ask(asked)
    if first.what != deed.what or first.at + WAITS < now:
        first, new = await unit.shops.ask(asked, again=True)
    if new:
        told = deed.reason or deed.act
        await unit.shops.note(Done(now, deed.by, "asked", deed.about, told))
    if same_person(first.by, deed.by):
        return None
    if not eyes.enough(role):
        raise InvalidInput("second_role", f"to confirm this wants the role {role}")
    return f"{first.by}, {deed.by}"


async def waits_for(unit: Unit, deed: Deed, now: datetime) -> Waiting | None:
    """What waits for a second person to do the very same; None: nothing does."""
    found = await unit.shops.waits(now)
    same = (deed.act, deed.about, deed.what)
    return next((one for one in found if (one.act, one.about, one.what) == same), None)
