"""Values out of YAML nodes, with a complaint at the line and column of what is wrong."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

T = TypeVar("T")


@dataclass(slots=True)
class Nodes:
    """Reads nodes of one text.

    Attributes:
        name: of the file, for people.
        problems: (line, column) and the sentence.
    """

    name: str
    text: str
    problems: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    def complain(self, node: yaml.Node | None, message: str, index: int | None = None) -> None:
        """Note a problem at a node, or at a character within its text."""
        line, column = (node.start_mark.line, node.start_mark.column) if node else (0, 0)
        if index is not None:
            line = self.text.count("\n", 0, index)
            column = index - (self.text.rfind("\n", 0, index) + 1)
        place = (line + 1, column + 1)
        self.problems.append((place, f"{self.name}:{place[0]}:{place[1]}: {message}"))

    def fields(
        self, node: yaml.Node, known: Collection[str] | None, what: str
    ) -> dict[str, yaml.Node]:
        """The values of a mapping by their keys; ``known`` keys only, each once."""
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, f"{what} is a mapping of keys to values")
            return {}
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            word = self.scalar(key)
            if not isinstance(key, yaml.ScalarNode):
                continue
            if known is not None and word not in known:
                near = get_close_matches(word, known, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                self.complain(key, f"{what} has no `{word}`{hint}")
            elif word in fields:
                self.complain(key, f"`{word}` stands twice")
            else:
                fields[word] = value
        return fields

    def scalar(self, node: yaml.Node) -> str:
        """A single value as text; empty, with a complaint, for anything else."""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.complain(node, "must be a single value")
        return ""

    def choice(self, node: yaml.Node, words: Collection[str], key: str) -> str | None:
        """One of some words, or None with a complaint."""
        word = self.scalar(node)
        if word in words:
            return word
        near = get_close_matches(word, words, n=1)
        hint = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(words)}"
        self.complain(node, f"`{key}` cannot be {word!r}; {hint}")
        return None

    def word(self, node: yaml.Node, words: Callable[[str], T], key: str) -> T | None:
        """A member of an enumeration, or None with a complaint."""
        values: Any = words
        word = self.choice(node, [str(value) for value in values], key)
        return None if word is None else words(word)

    def index(self, node: yaml.Node, value: str, offset: int) -> int:
        """Where in the file a character of a scalar's value stands.

        YAML folds lines and strips indentation, so the two are walked side by side; white space
        and marks that are not in the value are stepped over.
        """
        index = node.start_mark.index
        end = node.end_mark.index
        for character in value[:offset]:
            if not character.isspace():
                while index < end and self.text[index] != character:
                    index += 1
                index += 1
        rest = value[offset : offset + 1]
        while rest.strip() and index < end and self.text[index] != rest:
            index += 1
        return min(index, end)
