"""All texts on one page, for reading: no script, no asset from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from schemas.parcel import HoldKind
from services.cli.playbook.given import Given
from services.connectors.manners import Manners
from services.notifier.messages import values
from services.notifier.playbook import Playbook
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.sample import NOW, action_of, can_anything, case_in, said
from services.notifier.texts import Texts
from services.runtime.staffed import Staffed

PAGE = Path(__file__).with_name("preview.html")
_ENDLESS = Manners(longest=10_000, links=True, contacts=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """One variant of one text.

    Attributes:
        at: the marketplaces whose buyers would read this one.
    """

    language: str
    variant: str
    text: str
    reviewed: str
    at: tuple[str, ...]


def page(given: Given, marketplaces: Mapping[str, Manners]) -> str:
    """The page, as HTML."""
    texts = given.texts
    found = {name: list(_shown(texts, name, marketplaces)) for name in sorted(texts.spoken)}
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(PAGE.read_text(encoding="utf-8"))
    return template.render(
        texts=found,
        marketplaces=sorted(marketplaces),
        told=given.told,
        said_by=_said_by(given.playbook),
    )


def _said_by(playbook: Playbook) -> Mapping[str, list[str]]:
    """The rules that say each text, in the playbook's order."""
    found: dict[str, list[str]] = {}
    for rule in playbook.rules:
        for name in {one.template for one in rule.everywhere}:
            found.setdefault(name, []).append(rule.id)
    return found


def _shown(texts: Texts, name: str, marketplaces: Mapping[str, Manners]) -> Iterator[Shown]:
    shop = ShopPolicy(key="shop/sample", live_since=NOW, staffed=Staffed("UTC"))
    around = Surroundings(shop=shop, can=can_anything, manners=_ENDLESS)
    for language in sorted(texts.languages):
        if texts.language_of(name, language) != language:
            continue
        file = texts.file(language, name)
        reads = {
            marketplace: said(
                name,
                language,
                manners,
                texts,
                kind=HoldKind.DOCUMENTS,
                country="FR",
            )
            for marketplace, manners in sorted(marketplaces.items())
        }
        filled = values(action_of(name), case_in("FR", HoldKind.DOCUMENTS), around, language)
        for variant in file.variants:
            text = texts.fill(language, name, filled, variant)
            at = tuple(m for m, one in reads.items() if one.text == text and not one.against)
            reviewed = f"{file.reviewed_by}, {file.reviewed_at}" if file.reviewed else ""
            yield Shown(language, variant, text, reviewed, at)
        for marketplace, manners in sorted(marketplaces.items()):
            if manners.template_of(name) is not None:
                text = reads[marketplace].text
                yield Shown(language, "the marketplace's own", text, "", (marketplace,))
