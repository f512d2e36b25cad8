"""All texts on one page, for reading: no script, no asset from outside."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from services.cli.playbook.given import Given
from services.connectors.manners import Manners
from services.notifier.preview import said_by, shown

PAGE = Path(__file__).with_name("preview.html")


def page(given: Given, marketplaces: Mapping[str, Manners]) -> str:
    """The page, as HTML."""
    texts = given.texts
    found = {name: list(shown(texts, name, marketplaces)) for name in sorted(texts.spoken)}
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(PAGE.read_text(encoding="utf-8"))
    return template.render(
        texts=found,
        marketplaces=sorted(marketplaces),
        told=given.told,
        said_by=said_by(given.playbook),
    )
