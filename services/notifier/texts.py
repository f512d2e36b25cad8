"""The templates: plain text files that a seller can read and change, one folder a language.

``templates/<language>/<name>.txt`` is what buyers read; ``templates/staff/<name>.txt`` (in Chinese
``staff-zh-Hans``) is what the shop's people read, its first line being the title. A file for buyers
says who of that tongue has reviewed it and when, empty until a person has, and then its variants,
richest first wins:

    reviewed_by: Ana
    reviewed_at: 2026-11-26

    --- full
    what may name the carrier and customs, and bring their addresses
    --- plain
    the same without link, contact or outside name
    --- short
    at most 350 characters once it is filled

Untrusted text only ever comes in as a value: the sandbox compiles nothing but these files.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.runtime.errors import ConfigurationError

DIRECTORY = Path(__file__).with_name("templates")
STAFF = "staff"
FALLBACK = "en"

_HEADER = re.compile(r"(reviewed_by|reviewed_at):[ \t]*(.*)")
_ABOUT = re.compile(r"\{[{%][^}]*\b(?:parcel|hold)\.")
_BLANKS = re.compile(r"[ \t]+")
_NEAR_HEADER = re.compile(r"\s*\W?review\w*[ _-]?(?:by|at)\s*:", re.IGNORECASE)
_SECTION = re.compile(r"--- ([a-z]+)[ \t]*")


class Variant(StrEnum):
    """How much a text says, the richest first."""

    FULL = "full"
    PLAIN = "plain"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class File:
    """One text in one language.

    Attributes:
        variants: the richest first; a file without marks is its plain variant.
        reviewed_by: the person who has read it as a speaker of its language; empty until one has.
        reviewed_at: when.
        states: it tells something of a parcel, which is only as true as it is new.
        by_kind: it says something else for each kind of hold.
    """

    variants: Mapping[Variant, Template]
    reviewed_by: str = ""
    reviewed_at: date | None = None
    states: bool = False
    by_kind: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether a person has said that buyers may read it."""
        return bool(self.reviewed_by and self.reviewed_at)


@dataclass(frozen=True, slots=True)
class Names:
    """The texts there are.

    Attributes:
        spoken: for buyers.
        staff: for the shop's people.
    """

    spoken: frozenset[str]
    staff: frozenset[str]


@dataclass(slots=True)
class _Parts:
    """A file taken apart: its header, and each variant's lines from the line they begin at."""

    header: dict[str, str] = field(default_factory=dict)
    sections: dict[Variant, tuple[int, list[str]]] = field(default_factory=dict)


class _Variants(Mapping[Variant, Template]):
    """A file's variants, each compiled when it is first asked for.

    All texts that come with the program take a second of processor time to compile, which each of
    its processes and commands would begin with; few of them ever say more than a handful.
    """

    def __init__(self, environment: Environment, sources: Mapping[Variant, str]) -> None:
        self._environment = environment
        self._sources = {one: sources[one] for one in Variant if one in sources}
        self._compiled: dict[Variant, Template] = {}

    def __getitem__(self, variant: Variant) -> Template:
        if variant not in self._compiled:
            source = self._sources[variant]
            self._compiled[variant] = self._environment.from_string(source)
        return self._compiled[variant]

    def __iter__(self) -> Iterator[Variant]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class Texts:
    """Every template; a seller's own are compiled at once, the program's when they are needed.

    Args:
        own: a seller's folders of languages; a text in them takes the place of the one that comes
            with the program, every other stays.

    Raises:
        ConfigurationError: a file cannot be read or compiled, or ``own`` holds none; every one is
            named.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._files: dict[tuple[str, str], File] = {}
        files = {_name(path): path for path in DIRECTORY.glob("*/*.txt")}
        others = {_name(path): path for path in own.glob("*/*.txt")} if own else {}
        problems = []
        if own and not others:
            problems.append(f"{own}: holds no templates (<language>/<name>.txt)")
        for name, path in sorted((files | others).items()):
            try:
                self._files[name] = read = self._read(path)
                if name in others:
                    compile_all(read)
            except TemplateSyntaxError as error:
                problems.append(f"{path.name} ({path.parent.name}):{error.lineno}: {error.message}")
            except (OSError, UnicodeDecodeError) as error:
                problems.append(f"{path}: cannot be read: {error}")
        if problems:
            raise ConfigurationError(problems)

    def _read(self, path: Path) -> File:
        parts = _take_apart(path.read_text(encoding="utf-8-sig"))
        sources = {
            # Blank lines before it keep the line numbers of what does not compile.
            variant: "\n" * (begin - 1) + "\n".join(lines)
            for variant, (begin, lines) in parts.sections.items()
        }
        at = parts.header.get("reviewed_at", "")
        written = [line for _, lines in parts.sections.values() for line in lines]
        return File(
            variants=_Variants(self._environment, sources),
            reviewed_by=parts.header.get("reviewed_by", ""),
            reviewed_at=date.fromisoformat(at) if at else None,
            states=any(map(_ABOUT.search, written)),
            by_kind=any("hold.kind" in line for line in written),
        )

    @property
    def names(self) -> Names:
        """The texts there are, for buyers or for staff."""
        staff = frozenset(name for folder, name in self._files if folder == STAFF)
        return Names(self.spoken, staff)

    @property
    def spoken(self) -> frozenset[str]:
        """The texts there are for buyers."""
        return frozenset(name for folder, name in self._files if folder == FALLBACK)

    @property
    def files(self) -> list[tuple[str, str]]:
        """Every text: folder and name."""
        return sorted(self._files)

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages buyers can be written in."""
        return frozenset(one for one, _ in self._files if one.split("-")[0] != STAFF)

    def language_of(self, name: str, wanted: str) -> str:
        """The language in which a text exists: the wanted one, else English."""
        return wanted if (wanted, name) in self._files else FALLBACK

    def file(self, folder: str, name: str) -> File:
        """One text in one language.

        Raises:
            ConfigurationError: there is none.
        """
        try:
            return self._files[folder, name]
        except KeyError as error:
            raise ConfigurationError([f"there is no text {name} in templates/{folder}"]) from error

    def fill(
        self, folder: str, name: str, values: Mapping[str, Any], variant: Variant = Variant.PLAIN
    ) -> str:
        """The text with its values, without blanks at its ends or doubled within a line.

        Raises:
            ConfigurationError: there is no such text, or it asks for a value that does not exist.
        """
        try:
            filled = self.file(folder, name).variants[variant].render(values)
        except KeyError as error:
            raise ConfigurationError(
                [f"templates/{folder}/{name}.txt has no variant {variant}"]
            ) from error
        except TemplateError as error:
            raise ConfigurationError([f"templates/{folder}/{name}.txt: {error.message}"]) from error
        # Blanks alone: a no-break space before French punctuation is meant.
        lines = (_BLANKS.sub(" ", line).strip(" ") for line in filled.strip().splitlines())
        return "\n".join(lines)


def compile_all(file: File) -> None:
    """Compile every variant of a file.

    Raises:
        TemplateSyntaxError: one does not compile.
    """
    for variant in file.variants:
        file.variants[variant]


def _take_apart(text: str) -> _Parts:
    """The header and the sections of a file.

    Raises:
        TemplateSyntaxError: a mark or a header cannot be read.
    """
    parts = _Parts()
    lines = text.splitlines()
    body = _header(lines, parts.header)
    if not any(_SECTION.fullmatch(line) for line in lines[body:]):
        _refuse_near_marks(lines, body)
        parts.sections[Variant.PLAIN] = (body + 1, lines[body:])
        return parts
    current: list[str] | None = None
    _refuse_near_marks(lines, body)
    for number, line in enumerate(lines[body:], start=body + 1):
        if mark := _SECTION.fullmatch(line):
            variant = _variant(mark[1], number, parts)
            current = []
            parts.sections[variant] = (number + 1, current)
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise TemplateSyntaxError("words before the first `--- variant`", number)
    return parts


def _refuse_near_marks(lines: list[str], body: int) -> None:
    """Complain of what was meant as a mark or a header and is none: a buyer would read it."""
    for number, line in enumerate(lines[body:], start=body + 1):
        if line.startswith("--") and not _SECTION.fullmatch(line):
            raise TemplateSyntaxError(f"{line!r} is no mark such as `--- plain`", number)
        if _NEAR_HEADER.match(line):
            raise TemplateSyntaxError(
                "the header is `reviewed_by:` and `reviewed_at:`, on the first lines", number
            )


def _header(lines: list[str], header: dict[str, str]) -> int:
    """Read the header; how many lines it has."""
    for line in lines:
        found = _HEADER.fullmatch(line)
        if not found:
            break
        header[found[1]] = found[2].strip()
    at = header.get("reviewed_at", "")
    try:
        date.fromisoformat(at or "2000-01-01")
    except ValueError as error:
        raise TemplateSyntaxError(
            f"reviewed_at is a date such as 2026-11-26, not {at!r}", len(header)
        ) from error
    return len(header)


def _variant(word: str, line: int, parts: _Parts) -> Variant:
    if word not in set(Variant):
        raise TemplateSyntaxError(f"there is no variant {word}; {', '.join(Variant)} are", line)
    if word in parts.sections:
        raise TemplateSyntaxError(f"variant {word} stands there twice", line)
    return Variant(word)


def _name(path: Path) -> tuple[str, str]:
    """The folder and the text's own name."""
    return path.parent.name, path.stem


@cache
def default() -> Texts:
    """The templates beside this module, read once."""
    return Texts()


def available() -> Names:
    """The texts beside this module."""
    return default().names
