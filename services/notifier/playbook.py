"""The playbook: rules as data. Reading it finds every mistake at once, with line and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from services.notifier.overlay import is_overlay, laid_over
from services.notifier.reading import Reader
from services.notifier.rule import Rule
from services.notifier.ruleindex import RuleIndex, index_of
from services.notifier.scope import Scope
from services.notifier.texts import Names, available
from services.runtime.errors import ConfigurationError
from services.runtime.ids import text_hash
from services.runtime.yaml_text import compose

DEFAULT = Path(__file__).with_name("playbook.yaml")


@dataclass(frozen=True, slots=True)
class Playbook:
    """Rules in force together.

    Attributes:
        version: hash of the text they were read from.
        rules: in the order of the file.
        by_scope: the same, by what they act once for, and by the facts that rule them out.
        by_country: both, for each country where a rule is otherwise: as if the rules said so.
    """

    version: str
    rules: tuple[Rule, ...]
    by_scope: Mapping[Scope, RuleIndex]
    by_country: Mapping[str, tuple[tuple[Rule, ...], Mapping[Scope, RuleIndex]]]

    def rules_in(self, country: str) -> tuple[Rule, ...]:
        """The rules as they are for orders to a country; empty: not known."""
        there = self.by_country.get(country)
        return there[0] if there else self.rules

    def scopes_in(self, country: str) -> Mapping[Scope, RuleIndex]:
        """The same, by scope and by the facts that rule them out."""
        there = self.by_country.get(country)
        return there[1] if there else self.by_scope

    def ids_of(self, rule_id: str) -> tuple[str, ...]:
        """The ids that a rule has and had, under whichever of them it is asked for."""
        every = ((rule.id, *rule.was) for rule in self.rules)
        return next((ids for ids in every if rule_id in ids), (rule_id,))


@dataclass(frozen=True, slots=True)
class Written:
    """A playbook as text.

    Attributes:
        name: of the file, for people.
        base: the whole text that it extends; empty where it stands for itself.
    """

    name: str
    text: str
    base: str = ""

    @property
    def version(self) -> str:
        """What a case that was planned with it carries."""
        return text_hash(self.base + self.text)


def written(source: Path | str) -> Written:
    """A playbook's text, with that of the default one where it extends it.

    Raises:
        ConfigurationError: it cannot be read, or is not YAML.
    """
    name, text = _read(source)
    root = _compose(name, text)
    extends = root is not None and is_overlay(root)
    return Written(name, text, _read(DEFAULT)[1] if extends else "")


def load(source: Path | str = DEFAULT, templates: Names | None = None) -> Playbook:
    """Read a playbook.

    Args:
        source: a file, or the text itself: all rules, or what it changes in the default ones.
        templates: the texts there are; by default those beside this module.

    Raises:
        ConfigurationError: with every problem, each with its line and column.
    """
    return compiled(written(source), templates)


def compiled(told: Written, templates: Names | None = None) -> Playbook:
    """The rules that a text says.

    Raises:
        ConfigurationError: with every problem, each with its line and column.
    """
    return _compiled(told, available() if templates is None else templates)


@lru_cache(maxsize=8)
def _compiled(told: Written, templates: Names) -> Playbook:
    """Kept, because checks, previews and every service of a process ask for the same one."""
    name, text = told.name, told.text
    reader = Reader(name, text, templates=templates)
    root = _compose(name, text)
    if root is not None and is_overlay(root):
        base = _compose(DEFAULT.name, told.base)
        assert base is not None  # noqa: S101 - it was ours when it was written
        root = laid_over(root, base, reader)
    rules = reader.rules(root)
    if reader.problems:
        raise ConfigurationError([problem for _, problem in sorted(set(reader.problems))])
    return of_rules(told.version, rules)


def of_rules(version: str, rules: Sequence[Rule]) -> Playbook:
    """The playbook of these rules."""
    by_country = {}
    for country in {country for rule in rules for country in rule.countries}:
        there = tuple(rule.countries.get(country, rule) for rule in rules)
        by_country[country] = (there, _by_scope(there))
    return Playbook(version, tuple(rules), _by_scope(rules), by_country)


def _by_scope(rules: Sequence[Rule]) -> Mapping[Scope, RuleIndex]:
    return {scope: index_of([rule for rule in rules if rule.once is scope]) for scope in Scope}


@lru_cache(maxsize=8)
def _compose(name: str, text: str) -> yaml.Node | None:
    try:
        return compose(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise ConfigurationError([f"{place}: not YAML: {error.problem}"]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        raise ConfigurationError([f"{name}:{line}:{column}: not YAML: {error.reason}"]) from error
    except RecursionError as error:
        raise ConfigurationError([f"{name}: not a playbook: nested too deeply"]) from error


def _read(source: Path | str) -> tuple[str, str]:
    if isinstance(source, str):
        return "playbook", source
    try:
        return source.name, source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError([f"{source}: cannot be read: {error}"]) from error
