"""Rules by the facts that their conditions' plain parts read: which of many are left for a subject.

For each fact there is, by its value, the set of rules that it leaves, as the bits of a number: one
look at each fact and one ``and`` rule out most of them, however many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.notifier.fact import Value
from services.notifier.rule import Rule


@dataclass(frozen=True, slots=True)
class Sieve:
    """What one fact leaves.

    Attributes:
        concerns: the rules that read the fact: where none of them is left it is not looked at.
        by_value: the rules that a value leaves; ``otherwise`` those that any other value leaves.
    """

    name: str
    concerns: int
    by_value: Mapping[Value, int]
    otherwise: int


@dataclass(frozen=True, slots=True)
class RuleIndex:
    """The rules of one scope.

    Attributes:
        rules: in the playbook's order.
        sieves: those that rule out most come first.
    """

    rules: tuple[Rule, ...]
    sieves: tuple[Sieve, ...]

    def left(self, facts: Mapping[str, Value]) -> Iterator[Rule]:
        """The rules, in their order, all of whose conditions' plain parts hold."""
        left = (1 << len(self.rules)) - 1
        for sieve in self.sieves:
            if left & sieve.concerns:
                left &= sieve.by_value.get(facts[sieve.name], sieve.otherwise)
        while left:
            lowest = left & -left
            yield self.rules[lowest.bit_length() - 1]
            left ^= lowest


def index_of(rules: Sequence[Rule]) -> RuleIndex:
    """Index the rules of one scope."""
    named: dict[str, int] = {}
    for rule in rules:
        for guard in rule.when.guards:
            named[guard.name] = named.get(guard.name, 0) + 1
    often = sorted(named, key=lambda name: (-named[name], name))
    return RuleIndex(tuple(rules), tuple(_sieve(name, rules) for name in often))


def _sieve(name: str, rules: Sequence[Rule]) -> Sieve:
    guards = [[one for one in rule.when.guards if one.name == name] for rule in rules]
    told = {value for own in guards for guard in own for value in guard.values}
    by_value = {
        value: _bits(all(guard.admits(value) for guard in own) for own in guards) for value in told
    }
    concerns = _bits(bool(own) for own in guards)
    otherwise = _bits(all(guard.other for guard in own) for own in guards)
    return Sieve(name, concerns, by_value, otherwise)


def _bits(flags: Iterator[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)
