"""XML that others send, read without what makes XML dangerous.

A document type is refused whole: with it go entities that grow and files that are fetched.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from services.runtime.errors import InvalidInput
from services.runtime.intake import storable

DEPTH = 32
"""Levels of nesting that are read; no carrier's documents have a third of it."""

ELEMENTS = 20_000
"""Elements that are read; a parcel of a hundred events has a few thousand."""


@dataclass(slots=True)
class Element:
    """An element by its name without prefix, the text directly within it, and what it holds."""

    name: str
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def child(self, name: str) -> "Element":
        """The first child of that name; an empty one where there is none."""
        return next((one for one in self.children if one.name == name), Element(name))

    def said(self, name: str) -> str:
        """The text of the first child of that name, without the space around it."""
        return self.child(name).text.strip()

    def every(self, name: str) -> "Iterator[Element]":
        """This element and all within it that have that name, in the document's order."""
        if self.name == name:
            yield self
        for one in self.children:
            yield from one.every(name)


def read_xml(body: bytes) -> Element:
    """The document's root, its texts fit for every store.

    Raises:
        InvalidInput: ``unreadable``: no XML, with a document type, nested too deeply or too long.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise InvalidInput("unreadable", "it is not XML") from None
    return reader.root.children[0]


class _Reader:
    """Builds the tree as the parser goes."""

    def __init__(self) -> None:
        self.root = Element("")
        self._count = 0
        self._open: list[tuple[Element, list[str]]] = [(self.root, [])]
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say

    def _refuse(self, *_: object) -> None:
        raise InvalidInput("unreadable", "XML with a document type is refused")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        self._count += 1
        if len(self._open) > DEPTH or self._count > ELEMENTS:
            raise InvalidInput("unreadable", f"more than {DEPTH} levels or {ELEMENTS} elements")
        element = Element(storable(name.rpartition(":")[2]))
        self._open[-1][0].children.append(element)
        self._open.append((element, []))

    def _end(self, name: str) -> None:
        del name
        element, said = self._open.pop()
        element.text = storable("".join(said))

    def _say(self, text: str) -> None:
        self._open[-1][1].append(text)
