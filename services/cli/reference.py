"""The configuration reference: every setting of ``Settings``, in the words of the example file.

``python -m services.cli.reference`` writes docs/configuration.md; with ``--check`` it says whether
that is current. Both read forestall.example.yaml beside the program's own sources.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import getdoc
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import click
from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from services.runtime.settings import Settings

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "forestall.example.yaml"
PAGE = ROOT / "docs" / "configuration.md"

HEAD = """# Configuration

Every setting, made from the program itself (`make reference`). `forestall.example.yaml` is a whole
file of them, with their defaults; `forestall doctor` names every mistake at once.

- Secrets never stand in the file. Where one is wanted, point to it: `{env: NAME}` or
  `{file: PATH}`, the path relative to the file.
- The environment overrides single settings, at the top and one section down: `FORESTALL_DATA_DIR`
  is `data_dir`, `FORESTALL_KAFKA_BOOTSTRAP` is `kafka.bootstrap`.
- `NAME` stands for a name of your own; `[]` for each entry of a list.
"""

COLUMNS = "| setting | what | default | meaning |\n|---|---|---|---|"

_ATTRIBUTE = re.compile(r"^    (\w+): (.*)$")
_WORDS = {str: "text", int: "number", float: "number", bool: "true or false", Path: "path"}


@dataclass(frozen=True, slots=True)
class Row:
    """One setting.

    Attributes:
        path: as a person would say it: ``kafka.bootstrap``, ``shops[].staffed.from``.
        kind: what may be written there.
        default: as it is written in YAML; empty where something has to be.
        means: in a sentence or two.
    """

    path: str
    kind: str
    default: str
    means: str


def rows(model: type[BaseModel], words: Mapping[str, str], path: str = "") -> Iterator[Row]:
    """Every setting of a model and of the sections in it, in their order.

    Args:
        model: the settings, or a section of them.
        words: what the example file says, by path.
        path: of the section.
    """
    told = _attributes(model)
    for name, field in model.model_fields.items():
        at = f"{path}{field.alias or name}"
        means = words.get(at) or field.description or told.get(name, "")
        inner, mark = _section(field.annotation)
        if inner is None or field.annotation is not inner or at in words:
            given = "" if field.is_required() else field.get_default(call_default_factory=True)
            default = "" if field.is_required() else _written(given)
            yield Row(at, _kind(field), default, means)
        if inner is not None:
            yield from rows(inner, words, f"{at}{mark}.")


def _attributes(model: type[BaseModel]) -> dict[str, str]:
    """What the model's docstring says of each field."""
    found: dict[str, str] = {}
    name = ""
    for line in (getdoc(model) or "").splitlines():
        begins = _ATTRIBUTE.match(line)
        if begins:
            name = begins[1]
            found[name] = begins[2]
        elif name and line.startswith("        "):
            found[name] += f" {line.strip()}"
        elif line.strip():
            name = ""
    return {name: text.replace("``", "`") for name, text in found.items()}


def _section(kind: Any) -> tuple[type[BaseModel] | None, str]:
    """The section that a field holds, if it does, and what its path says of how many."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind, ""
    marks = {tuple: "[]", dict: ".NAME"}
    for arg in get_args(kind):
        inner, _ = _section(arg)
        if inner is not None:
            return inner, marks.get(get_origin(kind), "")
    return None, ""


def _kind(field: FieldInfo) -> str:
    said = _said(field.annotation)
    bounds = [_bound(one) for one in field.metadata]
    return ", ".join([said, *(bound for bound in bounds if bound)])


def _bound(given: object) -> str:
    match given:
        case Ge():
            return f"at least {given.ge}"
        case Gt():
            return f"more than {given.gt}"
        case Le():
            return f"at most {given.le}"
        case Lt():
            return f"less than {given.lt}"
        case _:
            return ""


def _said(kind: Any) -> str:  # noqa: PLR0911 - a line for each kind
    """A type in plain words."""
    if kind in _WORDS:
        return _WORDS[kind]
    if kind is SecretStr:
        return "secret"
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " or ".join(f"`{arg}`" if arg else '`""`' for arg in args)
    if origin is tuple:
        return f"list of {_said(args[0])}"
    if origin is dict:
        return "by name"
    if origin is Union or type(None) in args:
        return " or ".join(_said(arg) for arg in args if arg is not type(None))
    if hasattr(kind, "__metadata__"):
        return _said(kind.__origin__)
    return "section" if _section(kind)[0] is not None else "text"


def _written(value: Any) -> str:  # noqa: PLR0911 - the same
    """A default as YAML has it; of a section, that it has its own."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case SecretStr():
            return '""'
        case BaseModel():
            return "see below"
        case tuple() | list():
            return f"[{', '.join(map(_written, value))}]"
        case dict():
            return "{}" if not value else "see the example"
        case "":
            return '""'
        case _:
            return "null" if value is PydanticUndefined else str(value)


def example_words(text: str) -> dict[str, str]:
    """What the example file says beside and beneath each key, by the key's path."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    at = ""
    for line in text.splitlines():
        key = re.match(r"^(\s*)(- )?([\w-]+):(.*)$", line)
        if key and not line.lstrip().startswith("#"):
            at = _enter(above, len(key[1]) + len(key[2] or ""), key[3], entry=bool(key[2]))
            _, mark, comment = key[4].partition("  # ") if "  # " in key[4] else ("", "", "")
            if not mark and key[4].lstrip().startswith("# "):
                comment = key[4].lstrip()[2:]
            if comment:
                found[at] = comment.strip()
        elif at in found and re.match(r"^\s{12,}#", line):
            found[at] += f" {line.lstrip(' #')}"
        else:
            at = at if not line.strip().startswith("#") else ""
    return found


def _enter(above: list[tuple[int, str]], depth: int, name: str, *, entry: bool) -> str:
    """The path of a key at a depth; ``above`` is what it stands under, and then itself too."""
    while above and above[-1][0] >= depth:
        above.pop()
    parent = above[-1][1] if above else ""
    if parent.endswith("[]") or not entry:
        path = f"{parent}.{name}" if parent else name
    else:
        above[-1] = (above[-1][0], f"{parent}[]")
        path = f"{parent}[].{name}"
    if parent in {"apps", "carriers"}:
        path = f"{parent}.NAME"
    above.append((depth, path))
    return path


def page() -> str:
    """The reference as Markdown."""
    words = example_words(EXAMPLE.read_text(encoding="utf-8"))
    parts, last = [HEAD], ""
    for row in rows(Settings, words):
        group = re.split(r"[.\[]", row.path)[0] if re.search(r"[.\[]", row.path) else ""
        section = isinstance(Settings.model_fields.get(row.path), FieldInfo) and not group
        holds = section and _section(Settings.model_fields[row.path].annotation)[0] is not None
        group = group or (row.path if holds else "general")
        if group != last:
            parts.append(f"\n## {group}\n\n{COLUMNS}")
            last = group
        default = f"`{row.default}`" if row.default else ""
        cells = [f"`{row.path}`", row.kind, default, _in_a_cell(row.means)]
        parts.append(f"| {' | '.join(cells)} |")
    return "\n".join(parts) + "\n"


def _in_a_cell(words: str) -> str:
    """Words as a table's cell shows them; of an entry written out whole, what stands before it."""
    told = words.split(" - name:", maxsplit=1)[0].rstrip(" .,;")
    return told.replace("None", "null").replace("<", "&lt;").replace("|", "&#124;")


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where it is not current.")
def main(*, check: bool) -> None:
    """Write docs/configuration.md."""
    text = page()
    if not check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        raise click.ClickException("docs/configuration.md is not current: `make reference`")


if __name__ == "__main__":
    main()
