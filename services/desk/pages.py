"""Fills the pages' templates, each in the language of whoever looks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from services.desk.visit import TOKEN, Visit
from services.desk.who import Person
from services.desk.words import Words
from services.notifier.languages import locale_of
from services.notifier.stores.tasks import Task
from services.notifier.told import instant
from services.runtime.shops import StaffLanguage

TEMPLATES = Path(__file__).with_name("templates")
STATIC = Path(__file__).with_name("static")

_MINUTES_BELOW = 90
_HOURS_BELOW = 72


def shown(visit: Visit, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, with what every page needs beside its own values."""
    words = visit.words
    frame = {
        "w": words.word,
        "act_word": words.act,
        "told": words.told,
        "value": words.value,
        "complaint": words.complaint,
        "person": visit.person,
        "shops": visit.room.shops(visit.person),
        "now": visit.now,
        "instant": instant,
        "left": _left(words, visit.now),
        "ago": _ago(words, visit.now),
        "worth": _worth(words),
        "web": web,
        "token_field": TOKEN,
        "token": visit.token,
        "path": visit.request.url.path,
        "language": words.language,
        "signs_out": visit.room.settings.desk.oidc is not None,
    }
    return HTMLResponse(_environment().get_template(name).render(frame | values), status)


def web(address: str) -> str:
    """An address that a link may lead to; empty where it is none of the web."""
    return address if address.startswith(("https://", "http://")) else ""


def span(words: Words, length: timedelta) -> str:
    """How long, in the unit that tells it best."""
    minutes = int(length / timedelta(minutes=1))
    if minutes < _MINUTES_BELOW:
        return words.word("{n} min", n=minutes)
    hours = minutes // 60
    if hours < _HOURS_BELOW:
        return words.word("{n} h", n=hours)
    return words.word("{n} d", n=hours // 24)


def _left(words: Words, now: datetime) -> Callable[[datetime | None], str]:
    def left(at: datetime | None) -> str:
        if at is None:
            return words.word("no deadline")
        if at >= now:
            return words.word("in {span}", span=span(words, at - now))
        return words.word("{span} over", span=span(words, now - at))

    return left


def _ago(words: Words, now: datetime) -> Callable[[datetime], str]:
    def ago(at: datetime) -> str:
        if at > now:
            return words.word("in {span}", span=span(words, at - now))
        return words.word("{span} ago", span=span(words, now - at))

    return ago


def _worth(words: Words) -> Callable[[Task], str]:
    def worth(task: Task) -> str:
        if not task.currency:
            return ""
        return f"{format_decimal(task.at_risk, locale=locale_of(words.language))} {task.currency}"

    return worth


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def alone(
    name: str, language: StaffLanguage, status: int, person: Person | None = None, **values: Any
) -> HTMLResponse:
    """A page that shows nothing but its own words."""
    words = Words(person.language if person else language)
    return HTMLResponse(written(name, words, **values), status)


def written(name: str, words: Words, **values: Any) -> str:
    """The text of a page that is nobody's visit."""
    frame = {"w": words.word, "language": words.language, "web": web}
    return _environment().get_template(name).render(frame | values)
