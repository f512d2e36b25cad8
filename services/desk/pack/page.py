"""The pack as a page of its own: a file that needs nothing beside it."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from services.desk.pack.model import GROUPS, Pack
from services.desk.pack.text import checks
from services.desk.pack.words import PackWords
from services.notifier.told import instant, local


def shown(pack: Pack) -> str:
    """The page, in HTML."""
    return _template().render(
        pack=pack,
        say=PackWords(pack.language),
        groups=GROUPS,
        checks=list(checks(pack)),
        instant=instant,
        local=local,
    )


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("pack.html")
