"""A rule's condition: CEL over the table of facts, compiled once, checked when it is loaded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from cel_expr_python import cel

from services.notifier.fact import Value
from services.notifier.facts import FACTS
from services.notifier.guards import Guard, guards_of
from services.notifier.scope import GROUPS, Scope

_ENV = cel.NewEnv(variables={name: getattr(cel.Type, fact.type) for name, fact in FACTS.items()})
_COMPLAINT = re.compile(r"ERROR: <input>:(\d+):(\d+): ([^\n]*)")
_UNDECLARED = re.compile(r"undeclared reference to '([^']+)'")
_STRING = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")

KNOWN = 1024
"""Combinations of facts of which a condition keeps how it came out."""


class RuleError(Exception):
    """A condition came out neither true nor false."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a condition, and where in its text (line and column from 1)."""

    line: int
    column: int
    message: str


class ConditionError(ValueError):
    """A condition cannot be compiled.

    Attributes:
        faults: all that is wrong with it.
    """

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition.

    Attributes:
        names: the facts it reads, sorted.
        guards: its plain parts, see ``guards``.
        plain: it has no others.
    """

    text: str
    names: tuple[str, ...]
    guards: tuple[Guard, ...]
    plain: bool
    _expression: cel.Expression = field(repr=False, compare=False)
    _known: dict[tuple[Value, ...], bool] = field(default_factory=dict, repr=False, compare=False)

    def holds(self, facts: Mapping[str, Value]) -> bool:
        """Whether it is true.

        Raises:
            RuleError: it is neither true nor false.
        """
        return all(guard.admits(facts[guard.name]) for guard in self.guards) and self.rest(facts)

    def rest(self, facts: Mapping[str, Value]) -> bool:
        """Whether it is true, where its plain parts are known to hold.

        Raises:
            RuleError: it is neither true nor false. An unknown counts as true in Python, so only
                the two values themselves are accepted.
        """
        if self.plain:
            return True
        values = tuple([facts[name] for name in self.names])
        known = self._known.get(values)
        if known is None:
            known = self._asked(values)
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known[values] = known
        return known

    def _asked(self, values: Sequence[Value]) -> bool:
        read = dict(zip(self.names, values, strict=True))
        value = self._expression.eval(_ENV.Activation(read)).value()
        if value is True or value is False:
            return bool(value)
        raise RuleError(str(value))


def compile_condition(text: str, scope: Scope) -> Condition:
    """Compile a condition for rules of a scope.

    Raises:
        ConditionError: it is not CEL, names a fact that does not exist or is not known in this
            scope, or is not a truth value.
    """
    try:
        expression = _ENV.compile(text)
    except RuntimeError as error:
        raise ConditionError(_faults(str(error))) from error
    if expression.return_type() != cel.Type.BOOL:
        kind = str(expression.return_type())
        raise ConditionError([Fault(1, 1, f"must be true or false, and is {kind}")])
    faults, names = [], set()
    bare = _STRING.sub(lambda found: " " * len(found[0]), text)
    for found in _NAME.finditer(bare):
        name = _longest(found[0])
        names.add(name)
        if name.split(".")[0] not in GROUPS[scope]:
            line = bare.count("\n", 0, found.start())
            column = found.start() - (bare.rfind("\n", 0, found.start()) + 1)
            complaint = f"{name} is not known to a rule with `once: {scope}`"
            faults.append(Fault(line + 1, column + 1, complaint))
    if faults:
        raise ConditionError(faults)
    guards, whole = guards_of(text)
    return Condition(text, tuple(sorted(names)), guards, whole, expression)


def _longest(dotted: str) -> str:
    """The fact within ``parcel.stage.startsWith``: the part before a method."""
    while dotted not in FACTS and "." in dotted:
        dotted = dotted.rsplit(".", 1)[0]
    return dotted


def _faults(complaint: str) -> list[Fault]:
    faults = [
        Fault(int(line), int(column) - _before(message), _plain(message))
        for line, column, message in _COMPLAINT.findall(complaint)
    ]
    return faults or [Fault(1, 1, complaint.split("\n", 1)[0])]


def _before(message: str) -> int:
    """How far before the place that CEL names (the last dot, the bracket) a name begins."""
    undeclared = _UNDECLARED.search(message)
    if not undeclared:
        return 0
    name = undeclared[1]
    return len(name.rpartition(".")[0] or name)


def _plain(message: str) -> str:
    undeclared = _UNDECLARED.search(message)
    if not undeclared:
        return message.removeprefix("Syntax error: ").removesuffix(" [INVALID_ARGUMENT]")
    name = undeclared[1]
    near = get_close_matches(name, FACTS, n=1)
    return f"there is no fact {name}{f'; did you mean {near[0]}?' if near else ''}"
