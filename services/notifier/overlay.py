"""A seller's own playbook over the one that comes with the program: what it names, and no more.

    extends: default
    change:
      running-late: { at: promise - 3d }      # these keys of that rule; the others stay
      lost-claim: { mode: "off" }
    rules:                                    # further rules
      - id: ...

So a rule that is improved upstream stays improved, but for what the seller has set otherwise.
"""

from copy import copy
from difflib import get_close_matches

import yaml

from services.notifier.nodes import Nodes

KEYS = ("extends", "change", "rules")


def is_overlay(root: yaml.Node | None) -> bool:
    """Whether a document extends the default playbook rather than standing for itself."""
    return isinstance(root, yaml.MappingNode)


def laid_over(root: yaml.Node, base: yaml.Node, nodes: Nodes) -> yaml.Node:
    """The rules of ``base`` with the changes and the further rules of ``root``.

    What is wrong in ``root`` is complained of to ``nodes``.
    """
    fields = nodes.fields(root, KEYS, "a playbook that extends the default one")
    if "extends" not in fields:
        nodes.complain(root, "a playbook is a list of rules, or begins with `extends: default`")
    elif nodes.scalar(fields["extends"]) != "default":
        nodes.complain(fields["extends"], "only `default` can be extended")
    rules = list(base.value)
    places = {_id(rule): place for place, rule in enumerate(rules)}
    if "change" in fields:
        for rule_id, change in nodes.fields(fields["change"], None, "`change`").items():
            if rule_id not in places:
                near = get_close_matches(rule_id, places, n=1)
                hint = f"; did you mean {near[0]}?" if near else ""
                nodes.complain(change, f"there is no rule {rule_id} to change{hint}")
            elif not isinstance(change, yaml.MappingNode):
                nodes.complain(change, "a change is a mapping of a rule's keys to values")
            elif any(key.value == "id" for key, _ in change.value):
                nodes.complain(change, "a rule keeps its id: its deeds carry it")
            else:
                place = places[rule_id]
                rules[place] = _changed(rules[place], change)
    further = fields.get("rules")
    if isinstance(further, yaml.SequenceNode):
        rules += further.value
    elif further is not None:
        nodes.complain(further, "`rules` is a list of rules")
    return yaml.SequenceNode(base.tag, rules, base.start_mark, base.end_mark)


def _id(rule: yaml.Node) -> str:
    return next(str(value.value) for key, value in rule.value if key.value == "id")


def _placed_at(change: yaml.Node, node: yaml.Node) -> yaml.Node:
    """A node of the default playbook, which what is wrong with a change is said of at its place."""
    placed = copy(node)
    placed.start_mark, placed.end_mark = change.start_mark, change.end_mark
    if isinstance(node, yaml.SequenceNode):
        placed.value = [_placed_at(change, one) for one in node.value]
    elif isinstance(node, yaml.MappingNode):
        placed.value = [
            (_placed_at(change, key), _placed_at(change, one)) for key, one in node.value
        ]
    return placed


def _changed(rule: yaml.Node, change: yaml.Node) -> yaml.Node:
    """The rule with the values of ``change`` in place of its own."""
    new = {str(key.value) for key, _ in change.value}
    kept = [(key, _placed_at(change, value)) for key, value in rule.value if key.value not in new]
    return yaml.MappingNode(rule.tag, kept + change.value, change.start_mark, change.end_mark)
