"""The plain parts of a condition: most rules are out of the question by one of them.

A condition that is a conjunction is false as soon as one of its parts is, whatever the others say:
so parts of the simplest form are looked at first, for all rules together (``ruleindex``), and CEL
is asked only where they all hold.
"""

import re
from dataclasses import dataclass

from services.notifier.fact import Value
from services.notifier.facts import FACTS

_NAME = r"([a-z_]+(?:\.[a-z_]+)+)"
_TEXT = r'"([^"\\]*)"'
_BARE = re.compile(rf"(!?)\s*{_NAME}")
_EQUAL = re.compile(rf"{_NAME}\s*(==|!=)\s*{_TEXT}")
_ONE_OF = re.compile(rf"{_NAME}\s+in\s+\[((?:\s*{_TEXT}\s*,?)*)\]")


@dataclass(frozen=True, slots=True)
class Guard:
    """One part: a fact, and the values with which it holds.

    Attributes:
        values: with which it holds; with ``other``, those with which it does not.
    """

    name: str
    values: frozenset[Value]
    other: bool = False

    def admits(self, value: Value) -> bool:
        """Whether it holds with this value of its fact."""
        return (value in self.values) is not self.other


def guards_of(text: str) -> tuple[tuple[Guard, ...], bool]:
    """The plain parts of a condition, and whether it has no others."""
    parts = _conjuncts(text)
    found = [_guard(part) for part in parts]
    guards = tuple(guard for guard in found if guard is not None)
    return guards, len(guards) == len(parts)


def _conjuncts(text: str) -> list[str]:
    """What stands between the outermost ``&&``; the whole where an ``||`` stands beside them."""
    parts, depth, begin, quoted = [], 0, 0, ""
    for place, sign in enumerate(text):
        if quoted:
            quoted = "" if sign == quoted and text[place - 1] != "\\" else quoted
        elif sign in "\"'":
            quoted = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith("&&", place):
            parts.append(text[begin:place])
            begin = place + 2
        elif depth == 0 and (text.startswith("||", place) or sign == "?"):
            return [text]
    return [*parts, text[begin:]]


def _guard(part: str) -> Guard | None:
    part = part.strip()
    if found := _BARE.fullmatch(part):
        fact = FACTS.get(found[2])
        if fact is None or fact.type != "BOOL":
            return None
        return Guard(found[2], frozenset({True}), other=found[1] == "!")
    if (found := _EQUAL.fullmatch(part)) and _is_text(found[1]):
        return Guard(found[1], frozenset({found[3]}), other=found[2] == "!=")
    if (found := _ONE_OF.fullmatch(part)) and _is_text(found[1]):
        return Guard(found[1], frozenset(re.findall(_TEXT, found[2])))
    return None


def _is_text(name: str) -> bool:
    return name in FACTS and FACTS[name].type == "STRING"
