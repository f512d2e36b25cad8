"""The calls of REST about the playbook."""

from collections.abc import Mapping

from schemas.base import Model
from services.desk import rules, trials
from services.desk.call import Call
from services.desk.playbook import against_of, number_in
from services.desk.playbook_models import (
    Draft,
    PlaybookOut,
    Take,
    TakenOut,
    TextOut,
    TextsOut,
    TrialOut,
    VersionOut,
)
from services.desk.visit import Visit


async def _playbook(visit: Visit, _: Mapping[str, str]) -> Model:
    return PlaybookOut.of(await rules.in_force(visit))


async def _version(visit: Visit, _: Mapping[str, str]) -> Model:
    number = visit.request.path_params["number"]
    asked = visit.request.query_params.get("against", "")
    against = number_in(asked, against_of(number, (await rules.in_force(visit)).number))
    written = (await rules.playbook_of(visit, number))[1]
    found = await rules.otherwise(visit, against, number)
    return VersionOut(
        number=number,
        against=against,
        text=written.text if written else "",
        rules={rule: tuple(words) for rule, words in found},
    )


async def _texts(visit: Visit, _: Mapping[str, str]) -> Model:
    await rules.in_force(visit)
    return TextsOut(texts={name: tuple(one) for name, one in rules.texts_seen(visit).items()})


async def _text(visit: Visit, _: Mapping[str, str]) -> Model:
    await rules.in_force(visit)
    asked = visit.request.query_params.get("language", "")
    return TextOut.of(await rules.text_seen(visit, visit.request.path_params["name"], asked))


async def _try(visit: Visit, given: Mapping[str, str]) -> Model:
    return TrialOut.of(await trials.trial_of(visit, await trials.begun(visit, given)))


async def _trial(visit: Visit, _: Mapping[str, str]) -> Model:
    return TrialOut.of(await trials.trial_of(visit, visit.request.path_params["number"]))


async def _take(visit: Visit, given: Mapping[str, str]) -> Model:
    return TakenOut.of(await trials.taken(visit, visit.request.path_params["number"], given))


_TRIAL = "/playbook/trials/{number:int}"
PLAYBOOK: tuple[Call, ...] = (
    Call("/playbook", "The rules in force.", "viewer", None, PlaybookOut, _playbook),
    Call(
        "/playbook/versions/{number:int}",
        "A playbook that was taken, and what it says otherwise than the one in force.",
        "viewer",
        None,
        VersionOut,
        _version,
        query=("against",),
    ),
    Call("/playbook/texts", "Every text for buyers.", "viewer", None, TextsOut, _texts),
    Call(
        "/playbook/texts/{name}",
        "A text for buyers as each marketplace's would read it.",
        "viewer",
        None,
        TextOut,
        _text,
        query=("language",),
    ),
    Call(
        "/playbook/trials",
        "Try a playbook: takes nothing into force.",
        "admin",
        Draft,
        TrialOut,
        _try,
        longest=trials.LONGEST,
    ),
    Call(_TRIAL, "How far a trial is, or what it came to.", "admin", None, TrialOut, _trial),
    Call(f"{_TRIAL}/take", "Take it into force.", "admin", Take, TakenOut, _take),
)
