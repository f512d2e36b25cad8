"""Which rules hold for a case, and which not: each asked by itself, with what it read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.notifier.case import Case
from services.notifier.condition import RuleError
from services.notifier.difference import own
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
        variant: what the rule says otherwise for orders to this country; empty where nothing.
    """

    rule: str
    about: str
    occasion: str
    holds: bool | None
    facts: Mapping[str, Value]
    variant: str = ""


def holding(case: Case, playbook: Playbook) -> list[Held]:
    """Every rule about everything that the case holds, in the playbook's order."""
    country = case.country
    return [
        _ask(rule.countries.get(country, rule), on, variant_in(rule, country))
        for rule in playbook.rules
        for on in subjects(case, rule.once)
    ]


def variant_in(rule: Rule, country: str) -> str:
    """Which variant of a rule holds in a country and what it says otherwise; empty for none."""
    there = rule.countries.get(country)
    return f"as for {country}: {own(rule, there)}" if there else ""


def _ask(rule: Rule, on: Subject, variant: str) -> Held:
    read = facts_named(on, rule.when.names)
    try:
        holds = rule.when.holds(read)
    except RuleError:
        holds = None
    return Held(rule.id, rule.about, on.occasion, holds, read, variant)
