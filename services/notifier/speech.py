"""What is said to a buyer: in which language, in which variant, and whether at all. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from services.connectors.forms import Filled, Form, written
from services.notifier import staff_words, talk
from services.notifier import texts as templates
from services.notifier.admit import Ask, AsTask, Go, Verdict
from services.notifier.case import Case
from services.notifier.gate import refusal
from services.notifier.kinds import SPEAKING
from services.notifier.languages import language_of
from services.notifier.messages import Values, held, values
from services.notifier.percase import once_in_a_row
from services.notifier.plan import PlannedAction
from services.notifier.policy import Surroundings
from services.notifier.stale import dates_in, stale
from services.notifier.texts import Texts

_STATED = frozenset({"parcel", "hold"})
"""Groups of values that are only as true as they are new."""

_DRAFT = {"en": "A draft", "zh-Hans": "草稿"}
_DRAFTED = re.compile(rf"\n(?:{'|'.join(_DRAFT.values())}) \(([A-Za-z-]+)\):\n")


@dataclass(frozen=True, slots=True)
class Speech:
    """A text in a buyer's language.

    Attributes:
        language: BCP 47.
        against: why the machine may not say it; a person may still look at it and decide.
        dates: those of the place or status that it states, as the text would write them; None where
            it states none.
    """

    text: str
    language: str
    against: str = ""
    dates: frozenset[str] | None = None


@once_in_a_row
def speech(action: PlannedAction, case: Case, around: Surroundings, texts: Texts) -> Speech:
    """The richest variant that passes the marketplace's gate, in the buyer's language.

    Where the marketplace takes only texts of its own, the one that stands for ours.
    Where none passes, the last and shortest with what stands against it. A language is not changed
    within a conversation. What nobody who speaks it has reviewed is not the machine's to say,
    unless the shop says otherwise.
    """
    wanted = talk.language(case) or language_of(
        case.order, texts.languages, around.shop.language, talk.heard_in(case)
    )
    language = texts.language_of(action.template, wanted)
    file = texts.file(language, action.template)
    filled = values(action, case, around, language)
    form = around.manners.template_of(action.template)
    if form is not None:
        return _of_form(form, filled, language, around, numbers_of(case))
    against, said = "", ""
    for variant in file.variants:
        said = texts.fill(language, action.template, filled, variant)
        against = refusal(said, around.manners, numbers_of(case))
        if not against:
            break
    dates = dates_in(filled) if file.states else None
    if against:
        return Speech(said, language, f"the marketplace would not have it: {against}", dates)
    if not file.reviewed and around.shop.unreviewed == "task":
        return Speech(said, language, f"nobody has reviewed the text in {language}", dates)
    return Speech(said, language, dates=dates)


def _of_form(
    form: Form, filled: Values, language: str, around: Surroundings, ours: set[str]
) -> Speech:
    """A text of the marketplace's own, its blanks filled with what ours would have said.

    Its words are the marketplace's: nobody here has to review them.
    """
    told = {blank: _found(fact, filled) for blank, fact in form.blanks}
    said = written(Filled(form.name, language, told))
    empty = next((fact for blank, fact in form.blanks if not told[blank]), None)
    if empty is not None:
        why = f"the marketplace's text {form.name!r} tells {empty}, which is not known"
        return Speech(said, language, why)
    states = any(fact.split(".")[0] in _STATED for _, fact in form.blanks)
    dates = dates_in(filled) if states else None
    if against := refusal(said, around.manners, ours):
        return Speech(said, language, f"the marketplace would not have it: {against}", dates)
    return Speech(said, language, dates=dates)


def _found(fact: str, filled: Values) -> str:
    """A value by its dotted name; empty where there is none."""
    group, _, name = fact.partition(".")
    return str(filled.get(group, {}).get(name, ""))


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be used.

    Attributes:
        subject: a title for a task or an alert, in the staff's language; a chat shows none.
        language: BCP 47.
    """

    subject: str
    body: str
    language: str


def render(
    action: PlannedAction, case: Case, around: Surroundings, texts: Texts | None = None
) -> Text:
    """The text of an action: to the buyer in their language, to staff in theirs.

    ``texts`` are other templates than those that come with the program.

    Raises:
        ConfigurationError: a template asks for something that does not exist.
    """
    texts = texts or templates.default()
    language = around.shop.staff_language
    if action.kind in SPEAKING:
        said = speech(action, case, around, texts)
        return Text(staff_words.in_words(action.reason, language), said.text, said.language)
    told = staff_words.told(values(action, case, around, language), language)
    filled = texts.fill(staff_words.folder_of(language), action.template, told)
    subject, _, body = filled.partition("\n")
    draft = action.args.get("draft")
    if draft:
        said = speech(replace(action, template=draft), case, around, texts)
        body += f"\n{_DRAFT[language]} ({said.language}):\n{said.text}"
    return Text(subject, body.strip(), language)


def drafted(body: str) -> tuple[str, str, str]:
    """The text of a staff's task apart from the draft to the buyer that ends it.

    Returns:
        What staff read, and the draft's language and words; both empty where there is none.
    """
    found = _DRAFTED.search(body)
    if found is None:
        return body, "", ""
    return body[: found.start()], found[1], body[found.end() :]


def read_in(
    language: str,
    said: str,
    action: PlannedAction,
    *,
    case: Case,
    around: Surroundings,
    texts: Texts,
) -> str:
    """What a text to a buyer says, in a language of its reader's; empty where nobody can say.

    Args:
        language: wanted; where there is no text in it, English.
        said: the text in the buyer's language, as ``speech`` made it.
        action: what said it.
        case: as it stands.
        around: of its shop.
        texts: the templates.
    """
    if not action.template or action.template not in texts.spoken:
        return ""
    theirs = speech(action, case, around, texts).language
    ours = texts.language_of(action.template, language)
    file, other = texts.file(theirs, action.template), texts.file(ours, action.template)
    for variant in file.variants:
        filled = texts.fill(theirs, action.template, values(action, case, around, theirs), variant)
        if filled == said and variant in other.variants and ours != theirs:
            meant = values(action, case, around, ours)
            return texts.fill(ours, action.template, meant, variant)
    return ""


def numbers_of(case: Case) -> set[str]:
    """The numbers that a text about an order may name: of it and of its parcels."""
    return {case.order_key.rsplit("/", 1)[1], *(one.number for one in case.parcels.values())}


def spoken(
    verdict: Verdict,
    action: PlannedAction,
    case: Case,
    around: Surroundings,
    texts: Texts,
    *,
    now: datetime,
) -> Verdict:
    """The verdict on an action once its words are known: what may not be said becomes a task."""
    if action.kind not in SPEAKING or not isinstance(verdict, (Go, Ask)):
        return verdict
    said = speech(action, case, around, texts)
    against = said.against or _stale(said, action, case, now)
    return AsTask(against) if against else verdict


def approved(
    verdict: Verdict,
    action: PlannedAction,
    case: Case,
    around: Surroundings,
    texts: Texts,
    *,
    text: Text,
    now: datetime,
) -> Verdict:
    """The verdict on words that were fixed before: what they tell may have grown old meanwhile."""
    if action.kind not in SPEAKING or not isinstance(verdict, Go):
        return verdict
    language = texts.language_of(action.template, text.language)
    states = texts.file(language, action.template).states
    dates = dates_in(values(action, case, around, language)) if states else None
    against = _stale(Speech(text.body, language, dates=dates), action, case, now)
    return AsTask(against) if against else verdict


def _stale(said: Speech, action: PlannedAction, case: Case, now: datetime) -> str:
    """Why words about a place or status may not be said now; empty where they may."""
    parcel = case.parcels.get(action.args.get("parcel", ""))
    if said.dates is None or parcel is None:
        return ""
    return stale(said.text, said.dates, parcel, held(parcel, action.args.get("hold", "")), now)
