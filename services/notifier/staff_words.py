"""The words of ours that the staff's texts fill in, in the staff's language. Pure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from services.notifier.texts import FALLBACK, STAFF
from services.runtime import yaml_text
from services.runtime.shops import StaffLanguage

WORDS = Path(__file__).with_name("staff_words.yaml")
REASONS = Path(__file__).with_name("staff_reasons.yaml")

_NAME = re.compile(r"{\w+}")
_SPAN = re.compile(r"(\d+) (working days|days|hours)")
_UNITS = {"working days": "个工作日", "days": "天", "hours": "小时"}
_OURS: Mapping[str, frozenset[str]] = {
    "complaint": frozenset({"type", "responsible"}),
    "dispute": frozenset({"kind", "silence", "appeal"}),
    "hold": frozenset({"direction"}),
    "message": frozenset({"topics"}),
    "remedy": frozenset({"kind"}),
    "parcel": frozenset({"doubts"}),
}
"""Values that are words of ours; what comes from outside is told as it came."""


def folder_of(language: StaffLanguage) -> str:
    """Where the staff's templates lie in a language."""
    return STAFF if language == FALLBACK else f"{STAFF}-{language}"


def told(values: Mapping[str, Any], language: StaffLanguage) -> dict[str, Any]:
    """A template's values, with our own words in the staff's language."""
    if language == FALLBACK:
        return dict(values)
    found = dict(values)
    for group, names in _OURS.items():
        found[group] = values[group] | {name: _said(values[group][name]) for name in names}
    return found


def in_words(word: str, language: StaffLanguage) -> str:
    """A word, a title or a reason of ours in the staff's language; an unknown one as it is."""
    return word if language == FALLBACK else str(_said(word))


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [_said(one) for one in value]
    if span := _SPAN.fullmatch(value):
        return f"{span[1]} {_UNITS[span[2]]}"
    if value in known():
        return known()[value]
    parts = value.split(", ")
    if set(parts) <= set(known()):
        return "、".join(known()[one] for one in parts)
    return _reason(value)


def _reason(value: str) -> str:
    """A reason in Chinese; what was filled into it is told in Chinese too, where it is ours."""
    for english, chinese in reasons():
        if found := english.fullmatch(value):
            return chinese.format(**{name: _said(one) for name, one in found.groupdict().items()})
    return value


@cache
def known() -> Mapping[str, str]:
    """Our words in English, and in Simplified Chinese."""
    told: dict[str, str] = yaml_text.read(WORDS.read_text(encoding="utf-8"))
    return told


@cache
def reasons() -> Sequence[tuple[re.Pattern[str], str]]:
    """Our reasons in English, and in Simplified Chinese; the plainest of those that fit is first.

    The more of a sentence is its own, the plainer it is.
    """
    told: dict[str, str] = yaml_text.read(REASONS.read_text(encoding="utf-8"))
    ordered = sorted(told, key=lambda one: len(_NAME.sub("", one)), reverse=True)
    return [(_pattern(one), told[one]) for one in ordered]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _NAME.split(sentence)
    names = _NAME.findall(sentence)
    found = re.escape(parts[0])
    for name, part in zip(names, parts[1:], strict=True):
        found += f"(?P<{name[1:-1]}>.+){re.escape(part)}"
    return re.compile(found)
