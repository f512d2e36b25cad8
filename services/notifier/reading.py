"""From YAML nodes to rules. Every complaint carries the line and column of what it is about."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import TypeVar, get_args

import yaml

from schemas.action import ActionKind
from services.notifier.anchors import Anchor, AnchorError, parse_anchor, parse_span
from services.notifier.condition import Condition, ConditionError, compile_condition
from services.notifier.countries import DIFFERING, NAMES, meant
from services.notifier.kinds import REACHING
from services.notifier.nodes import Nodes
from services.notifier.offers import Complaint
from services.notifier.rule import Late, Rule
from services.notifier.scope import Scope
from services.runtime.shops import RuleMode

T = TypeVar("T")

KEYS = (
    "id",
    "was",
    "about",
    "when",
    "at",
    "until",
    "deadline",
    "once",
    "times",
    "every",
    "do",
    "late",
    "mode",
    "past",
    "spaced",
    "countries",
)
NEEDED = ("id", "when", "once", "do")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MODES: tuple[RuleMode, ...] = get_args(RuleMode)
_MOST_TIMES = 9


@dataclass(slots=True)
class Reader(Nodes):
    """Reads rules and gathers what is wrong with them.

    Attributes:
        templates: names of the texts there are.
    """

    templates: Collection[str] = ()
    _taken: dict[str, int] = field(default_factory=dict)

    def rules(self, root: yaml.Node | None) -> list[Rule]:
        """The rules of a document: a list of mappings."""
        if not isinstance(root, yaml.SequenceNode):
            self.complain(root, "a playbook is a list of rules, each beginning with `- id:`")
            return []
        found = [self._rule(node) for node in root.value]
        return [rule for rule in found if rule is not None]

    def _rule(self, node: yaml.Node) -> Rule | None:
        before = len(self.problems)
        fields = self.fields(node, KEYS, "a rule")
        for missing in [key for key in NEEDED if key not in fields]:
            self.complain(node, f"a rule needs `{missing}`")
        if len(self.problems) > before and not {"once", "id", "do", "when"} <= fields.keys():
            return None
        scope = self.word(fields["once"], Scope, "once")
        names = self._names(fields)
        if scope is None or not names:
            return None
        rule = self._built(fields, names, scope)
        countries = self._countries(fields, names, scope)
        if rule is None or len(self.problems) > before:
            return None
        return replace(rule, countries=countries)

    def _countries(
        self, fields: dict[str, yaml.Node], names: list[str], scope: Scope
    ) -> dict[str, Rule]:
        """The rule as each country has it: its own keys there, the rule's for the rest."""
        if "countries" not in fields:
            return {}
        found = {}
        node = fields["countries"]
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value not in NAMES:
                near = meant(str(key.value))
                hint = f"; did you mean {near}?" if near else ""
                self.complain(key, f"there is no country {key.value} in ISO 3166-1{hint}")
        for country, own in self.fields(node, None, "`countries`").items():
            there = self.fields(own, DIFFERING, "a rule in a country")
            rule = self._built({**fields, **there}, names, scope)
            kinds = self._kinds(fields["do"])
            if rule is not None and kinds and rule.kind not in kinds:
                self.complain(there["do"], f"in a country too the rule does a {kinds[0]}")
            if rule is not None:
                found[country] = rule
        return found

    @staticmethod
    def _kinds(node: yaml.Node) -> list[str]:
        """The kinds of action that a ``do`` names."""
        if not isinstance(node, yaml.MappingNode):
            return []
        return [str(key.value) for key, _ in node.value if key.value in set(ActionKind)]

    def _built(self, fields: dict[str, yaml.Node], names: list[str], scope: Scope) -> Rule | None:
        """A rule of its fields, as they are everywhere or in one country."""
        before = len(self.problems)
        kind, template, args = self._do(fields["do"])
        if kind is None:
            return None
        late = self.word(fields["late"], Late, "late") if "late" in fields else Late.SEND
        if "late" in fields and "at" not in fields:
            self.complain(fields["late"], "`late` is about `at`, and this rule has none")
        at, until, deadline = (
            self._anchor(fields[key], scope) if key in fields else None
            for key in ("at", "until", "deadline")
        )
        when = self._condition(fields["when"], scope)
        times, every = self._repeats(fields)
        mode, past, spaced = self._flags(fields, kind)
        if len(self.problems) > before or when is None or late is None:
            return None
        return Rule(
            id=names[0],
            was=tuple(names[1:]),
            once=scope,
            kind=kind,
            about=self.scalar(fields["about"]) if "about" in fields else names[0],
            when=when,
            times=times,
            every=every,
            template=template,
            args=args,
            late=late,
            mode=mode,
            past_is_due=past,
            spaced=spaced,
            at=at,
            until=until,
            deadline=deadline,
        )

    def _names(self, fields: dict[str, yaml.Node]) -> list[str]:
        """The id and the former ids, each used once in the whole playbook."""
        was = fields.get("was")
        nodes = [fields["id"], *(was.value if isinstance(was, yaml.SequenceNode) else [])]
        if was is not None and not isinstance(was, yaml.SequenceNode):
            self.complain(was, "`was` is a list of former ids")
        names = []
        for node in nodes:
            name = self.scalar(node)
            if not _ID.fullmatch(name):
                self.complain(node, f"an id is words-in-lower-case-with-hyphens, not {name!r}")
            elif name in self._taken:
                self.complain(node, f"id {name} is taken by the rule in line {self._taken[name]}")
            else:
                self._taken[name] = node.start_mark.line + 1
            names.append(name)
        return names

    def _do(self, node: yaml.Node) -> tuple[ActionKind | None, str, dict[str, str]]:
        """``{ kind: text, argument: value ... }``: exactly one kind of action."""
        fields = self.fields(node, None, "`do`")
        kinds = [word for word in fields if word in set(ActionKind)]
        if len(kinds) != 1:
            self.complain(node, f"`do` names one kind of action: {', '.join(ActionKind)}")
            return None, "", {}
        kind = ActionKind(kinds[0])
        template = self.scalar(fields[kind])
        if kind is ActionKind.ANSWER:
            self.complain(node, "a dispute is answered by a person: `forestall dispute answer`")
        wordless = kind is ActionKind.CONVERSATION
        if wordless and template != "open":
            self.complain(fields[kind], "a conversation can only be `open`ed")
        if not wordless and template not in self.templates:
            near = get_close_matches(template, self.templates, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self.complain(fields[kind], f"there is no text {template}{hint}")
        args = {word: self.scalar(value) for word, value in fields.items() if word != kind}
        draft = args.get("draft", "")
        if draft and draft not in self.templates:
            self.complain(fields["draft"], f"there is no text {draft} for a draft")
        if kind is ActionKind.EXTEND and not args.get("days", "").isdigit():
            self.complain(node, "`extend` needs `days`, a whole number")
        if kind is ActionKind.OFFER and args.get("complaint") not in set(Complaint):
            self.complain(node, f"`offer` needs `complaint`: {', '.join(Complaint)}")
        return kind, "" if wordless else template, args

    def _condition(self, node: yaml.Node, scope: Scope) -> Condition | None:
        text = self.scalar(node)
        try:
            return compile_condition(text, scope)
        except ConditionError as error:
            for fault in error.faults:
                lines = text.split("\n")
                offset = sum(len(line) + 1 for line in lines[: fault.line - 1]) + fault.column - 1
                self.complain(node, fault.message, self.index(node, text, offset))
            return None

    def _anchor(self, node: yaml.Node, scope: Scope) -> Anchor | None:
        text = self.scalar(node)
        try:
            return parse_anchor(text, scope)
        except AnchorError as error:
            self.complain(node, str(error), self.index(node, text, error.offset))
            return None

    def _repeats(self, fields: dict[str, yaml.Node]) -> tuple[int, timedelta]:
        times, every = 1, timedelta(days=1)
        if "times" in fields:
            word = self.scalar(fields["times"])
            if word.isdigit() and 1 <= int(word) <= _MOST_TIMES:
                times = int(word)
            else:
                self.complain(fields["times"], f"`times` is a number from 1 to {_MOST_TIMES}")
        if "every" in fields:
            try:
                every = parse_span(self.scalar(fields["every"]))
            except AnchorError as error:
                self.complain(fields["every"], f"`every` {error}")
        return times, every

    def _flags(self, fields: dict[str, yaml.Node], kind: ActionKind) -> tuple[RuleMode, bool, bool]:
        mode: RuleMode = "automatic"
        if "mode" in fields:
            word = self.choice(fields["mode"], _MODES, "mode")
            mode = next((one for one in _MODES if one == word), "observe")
        past = "past" in fields and self.choice(fields["past"], ("missed", "due"), "past") == "due"
        if past and kind in REACHING and kind is not ActionKind.CONVERSATION:
            self.complain(fields["past"], "what reaches a buyer or a platform is never due late")
        spaced = "spaced" not in fields or (
            self.choice(fields["spaced"], ("true", "false"), "spaced") != "false"
        )
        return mode, past, spaced
