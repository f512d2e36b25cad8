"""Rules that carry on what was said under other ids, whichever playbook is in force. Pure.

What was said keeps the id of the rule that said it, and for ever: a deed is never written anew. So
its identity survives in what is known of the rules instead. Each taking into force notes, beside
since when a rule is in force, the ids that it then said it had before (``was``), and never forgets
one (``InForce.was``). A playbook is read together with these notes:

* a rule also carries on what was said under an id that *was* it in another playbook. So a playbook
  that renamed it and is taken back leaves nothing to be said again;
* a rule also carries on what it once said it was, though its ``was`` has been dropped since;
* but an id that stands in the playbook itself belongs to the rule that names it, and to no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from services.notifier.inforce import InForce
from services.notifier.playbook import Playbook, of_rules
from services.notifier.rule import Rule

Graph = Mapping[str, frozenset[str]]


def carried(playbook: Playbook, known: Iterable[Mapping[str, InForce]]) -> Playbook:
    """The playbook with every id in ``was`` under which its rules have ever spoken.

    Args:
        playbook: as it is written.
        known: of each shop, what is known of its rules.
    """
    before, after = _graphs(known)
    named = {name: rule.id for rule in playbook.rules for name in (rule.id, *rule.was)}
    rules = tuple(_carrying(rule, named, (before, after)) for rule in playbook.rules)
    return of_rules(playbook.version, rules) if rules != playbook.rules else playbook


def _graphs(known: Iterable[Mapping[str, InForce]]) -> tuple[Graph, Graph]:
    """From each id to those that it was, and to those that were it."""
    before: dict[str, frozenset[str]] = defaultdict(frozenset)
    after: dict[str, frozenset[str]] = defaultdict(frozenset)
    for shop in known:
        for rule, one in shop.items():
            before[rule] |= frozenset(one.was)
            for old in one.was:
                after[old] |= {rule}
    return before, after


def _carrying(rule: Rule, named: Mapping[str, str], graphs: tuple[Graph, Graph]) -> Rule:
    own = (rule.id, *rule.was)
    others = {name for name, whose in named.items() if whose != rule.id}
    found = set().union(*(_reached(own, graph, others) for graph in graphs)) - set(own)
    if not found:
        return rule
    was = (*rule.was, *sorted(found))
    there = {country: replace(one, was=was) for country, one in rule.countries.items()}
    return replace(rule, was=was, countries=there)


def _reached(starts: Iterable[str], graph: Graph, others: set[str]) -> set[str]:
    """All that ids lead to, but for what belongs to other rules and what lies behind it."""
    found, open_ = set[str](), list(starts)
    while open_:
        fresh = graph.get(open_.pop(), frozenset()) - found - others
        found |= fresh
        open_ += fresh
    return found
