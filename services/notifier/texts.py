"""The templates: plain text files that a seller can read and change, one folder a language.

``templates/<language>/<name>.txt`` is what buyers read; ``templates/staff/<name>.txt`` what the
shop's people read, its first line being the title. Untrusted text only ever comes in as a value:
the sandbox compiles nothing but these files.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.runtime.errors import ConfigurationError

DIRECTORY = Path(__file__).with_name("templates")
STAFF = "staff"
FALLBACK = "en"


class Texts:
    """Every template, compiled.

    Args:
        own: a seller's folders of languages; a text in them takes the place of the one that comes
            with the program, every other stays.

    Raises:
        ConfigurationError: a file cannot be read or compiled, or ``own`` holds none; every one is
            named.
    """

    def __init__(self, own: Path | None = None) -> None:
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        self._templates: dict[tuple[str, str], Template] = {}
        files = {_name(path): path for path in DIRECTORY.glob("*/*.txt")}
        others = {_name(path): path for path in own.glob("*/*.txt")} if own else {}
        problems = []
        if own and not others:
            problems.append(f"{own}: holds no templates (<language>/<name>.txt)")
        for name, path in sorted((files | others).items()):
            try:
                source = path.read_text(encoding="utf-8")
                self._templates[name] = environment.from_string(source)
            except TemplateSyntaxError as error:
                problems.append(f"{path.name} ({path.parent.name}):{error.lineno}: {error.message}")
            except (OSError, UnicodeDecodeError) as error:
                problems.append(f"{path}: cannot be read: {error}")
        if problems:
            raise ConfigurationError(problems)

    @property
    def names(self) -> frozenset[str]:
        """The texts there are, for buyers or for staff."""
        return frozenset(name for folder, name in self._templates if folder in (FALLBACK, STAFF))

    @property
    def languages(self) -> frozenset[str]:
        """The languages buyers can be written in."""
        return frozenset(folder for folder, _ in self._templates) - {STAFF}

    def language_of(self, name: str, wanted: str) -> str:
        """The language in which a text exists: the wanted one, else English."""
        return wanted if (wanted, name) in self._templates else FALLBACK

    def fill(self, folder: str, name: str, values: Mapping[str, Any]) -> str:
        """The text with its values, without white space at its ends or doubled within a line.

        Raises:
            ConfigurationError: there is no such text, or it asks for a value that does not exist.
        """
        try:
            filled = self._templates[folder, name].render(values)
        except KeyError as error:
            raise ConfigurationError([f"there is no text {name} in templates/{folder}"]) from error
        except TemplateError as error:
            raise ConfigurationError([f"templates/{folder}/{name}.txt: {error.message}"]) from error
        lines = (" ".join(line.split()) for line in filled.strip().splitlines())
        return "\n".join(lines)


def _name(path: Path) -> tuple[str, str]:
    """The folder and the text's own name."""
    return path.parent.name, path.stem


@cache
def default() -> Texts:
    """The templates beside this module, read once."""
    return Texts()


def available() -> frozenset[str]:
    """Names of the texts beside this module."""
    return default().names
