"""Which rules hold for a case, and which not: each asked by itself, with what it read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.notifier.case import Case
from services.notifier.condition import RuleError
from services.notifier.fact import Value
from services.notifier.facts import facts_named
from services.notifier.playbook import Playbook
from services.notifier.rule import Rule
from services.notifier.subject import Subject, subjects


@dataclass(frozen=True, slots=True)
class Held:
    """One rule asked about one thing.

    Attributes:
        holds: whether its condition is true; None where it came out neither true nor false.
        facts: what it read.
        about: why it acts.
    """

    rule: str
    about: str
    occasion: str
    holds: bool | None
    facts: Mapping[str, Value]


def holding(case: Case, playbook: Playbook) -> list[Held]:
    """Every rule about everything that the case holds, in the playbook's order."""
    return [_ask(rule, on) for rule in playbook.rules for on in subjects(case, rule.once)]


def _ask(rule: Rule, on: Subject) -> Held:
    read = facts_named(on, sorted(rule.when.names))
    try:
        holds = rule.when.holds(read)
    except RuleError:
        holds = None
    return Held(rule.id, rule.about, on.occasion, holds, read)
