"""The playbook's pages: rules, texts, what was in force when and why, and what differs."""

import re

from starlette.responses import Response

from services.desk import rules
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier.languages import language_name
from services.notifier.of_settings import in_settings
from services.notifier.scope import Scope
from services.runtime.errors import InvalidInput

_NUMBER = re.compile(r"[0-9]{1,6}")


async def rules_page(visit: Visit) -> Response:
    """The rules in force, by what they are about."""
    found = await rules.in_force(visit)
    subjects = {scope: [one for one in found.rules if one.subject is scope] for scope in Scope}
    return shown(
        visit,
        "playbook.html",
        found=found,
        subjects={scope: each for scope, each in subjects.items() if each},
        settings_say=in_settings(visit.room.settings),
        whole=may_take(visit),
    )


async def version_page(visit: Visit) -> Response:
    """The text of a playbook that was taken, and what it says otherwise than the one in force."""
    number = visit.request.path_params["number"]
    found = await rules.in_force(visit)
    asked = visit.request.query_params.get("against", "")
    against = number_in(asked, against_of(number, found.number))
    _, written = await rules.playbook_of(visit, number)
    return shown(
        visit,
        "version.html",
        number=number,
        against=against,
        in_force=found.number,
        whole=may_take(visit),
        written=written,
        taken=next((one for one in found.versions if one.number == number), None),
        numbers=[one.number for one in found.versions] + [0],
        difference=await rules.otherwise(visit, against, number),
        settings_say=in_settings(visit.room.settings),
    )


def against_of(number: int, in_force: int) -> int:
    """With which playbook one is compared unasked: that in force, which itself with its former."""
    return in_force if number != in_force else max(number - 1, 0)


def may_take(visit: Visit) -> bool:
    """Whether somebody may take a playbook into force: it is so for every shop."""
    return visit.person.at_least("admin") and visit.person.shops is None


def number_in(text: str, default: int) -> int:
    """The number of a playbook, as an address has it.

    Raises:
        InvalidInput: it is none.
    """
    if not text:
        return default
    if not _NUMBER.fullmatch(text):
        raise InvalidInput("unknown_playbook", "there is no such playbook")
    return int(text)


async def texts_page(visit: Visit) -> Response:
    """Every text for buyers, and the rules that say it."""
    await rules.in_force(visit)
    return shown(visit, "texts.html", texts=rules.texts_seen(visit))


async def text_page(visit: Visit) -> Response:
    """One text in one language, as each marketplace's buyers would read it."""
    asked = visit.request.query_params.get("language", "")
    await rules.in_force(visit)
    found = await rules.text_seen(visit, visit.request.path_params["name"], asked)
    names = {one: language_name(one, visit.person.language) for one in found.languages}
    return shown(visit, "text.html", found=found, names=names)
