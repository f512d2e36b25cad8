"""From YAML nodes to rules. Every complaint carries the line and column of what it is about."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import TypeVar, get_args

import yaml

from schemas.action import ActionKind
from services.notifier.anchors import Anchor, AnchorError, parse_anchor, parse_span
from services.notifier.condition import Condition, ConditionError, compile_condition
from services.notifier.countries import DIFFERING, NAMES, meant
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.nodes import Nodes
from services.notifier.offers import Complaint
from services.notifier.rule import Late, Rule
from services.notifier.scope import Scope
from services.notifier.texts import Names, available
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
_TIMES = frozenset(str(times) for times in range(1, _MOST_TIMES + 1))
_BY_PEOPLE = {
    ActionKind.ANSWER: "a dispute is answered by a person: `forestall dispute answer`",
    ActionKind.CARRIER_SEARCH: "a carrier is asked for a search by people: make it a `task`",
}
"""Kinds that no rule does by itself."""

MOST_EXTENDED = 365
"""Days that a rule can mean to add to an order's protection; `extension` of a shop says how many
its marketplace takes.
"""


@dataclass(slots=True)
class Reader(Nodes):
    """Reads rules and gathers what is wrong with them.

    Attributes:
        templates: the texts there are.
    """

    templates: Names = field(default_factory=available)
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
            if isinstance(key, yaml.ScalarNode) and key.value not in NAMES:
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
        return [str(key.value) for key, _ in node.value if str(key.value) in set(ActionKind)]

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
        self._bounded(fields, (kind, args), scope, times)
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
        if kind in _BY_PEOPLE:
            self.complain(node, _BY_PEOPLE[kind])
        args = {word: self.scalar(value) for word, value in fields.items() if word != kind}
        if "draft" in args:
            self._text(fields["draft"], spoken=True)
        if kind is ActionKind.OFFER and args.get("complaint") not in set(Complaint):
            self.complain(node, f"`offer` needs `complaint`: {', '.join(Complaint)}")
        if kind is not ActionKind.CONVERSATION:
            return kind, self._text(fields[kind], spoken=kind in SPEAKING), args
        if self.scalar(fields[kind]) != "open":
            self.complain(fields[kind], "a conversation can only be `open`ed")
        return kind, "", args

    def _text(self, node: yaml.Node, *, spoken: bool) -> str:
        """The name of a text, which is one for buyers or one for staff."""
        name = self.scalar(node)
        mine, others = self.templates.spoken, self.templates.staff
        if not spoken:
            mine, others = others, mine
        if name in others - mine:
            whose = ("staff", "buyers") if spoken else ("buyers", "staff")
            self.complain(node, f"{name} is a text for {whose[0]}, and this is for {whose[1]}")
        elif name not in mine:
            near = get_close_matches(name, mine, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            self.complain(node, f"there is no text {name}{hint}")
        return name

    def _bounded(
        self,
        fields: dict[str, yaml.Node],
        deed: tuple[ActionKind, dict[str, str]],
        scope: Scope,
        times: int,
    ) -> None:
        """Whether what a rule asks of a platform is within what may ever be asked."""
        kind, args = deed
        if kind is ActionKind.REMEDY and scope is not Scope.OFFER:
            self.complain(fields["do"], "a remedy follows from an offer: it needs `once: offer`")
        days = args.get("days", "")
        if kind is not ActionKind.EXTEND:
            return
        if not (days.isascii() and days.isdigit() and int(days[:9])):
            self.complain(fields["do"], "`extend` needs `days`, a whole number")
        elif int(days[:9]) * times > MOST_EXTENDED:
            self.complain(fields["do"], f"`extend` adds at most {MOST_EXTENDED} days in all")

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
            if word in _TIMES:
                times = int(word)
            else:
                self.complain(fields["times"], f"`times` is a number from 1 to {_MOST_TIMES}")
        if "every" in fields:
            try:
                every = parse_span(self.scalar(fields["every"]))
                if not every:
                    self.complain(fields["every"], "`every` is longer than nothing")
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
