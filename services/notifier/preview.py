"""What buyers would read of each text: every language and variant, filled for one order. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from schemas.parcel import HoldKind
from services.connectors.manners import Manners
from services.notifier.gate import refusal
from services.notifier.messages import values
from services.notifier.playbook import Playbook
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.sample import NOW, action_of, can_anything, case_in, said
from services.notifier.speech import numbers_of
from services.notifier.texts import Texts
from services.runtime.staffed import Staffed

COUNTRY = "FR"
"""Where the parcel goes for which texts are filled; customs hold it for documents."""

_ENDLESS = Manners(longest=10_000, links=True, contacts=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """One variant of one text.

    Attributes:
        reviewed: by whom and when; empty until a person has.
        at: the marketplaces whose buyers would read this one.
        against: by marketplace, why it would not have this one.
    """

    language: str
    variant: str
    text: str
    reviewed: str
    at: tuple[str, ...]
    against: Mapping[str, str]


def said_by(playbook: Playbook) -> Mapping[str, list[str]]:
    """The rules that say each text, in the playbook's order."""
    found: dict[str, list[str]] = {}
    for rule in playbook.rules:
        for name in {one.template for one in rule.everywhere}:
            found.setdefault(name, []).append(rule.id)
    return found


def languages_of(texts: Texts, name: str) -> list[str]:
    """The languages in which a text exists."""
    every = sorted(texts.languages)
    return [language for language in every if texts.language_of(name, language) == language]


def shown(
    texts: Texts,
    name: str,
    marketplaces: Mapping[str, Manners],
    languages: Collection[str] | None = None,
) -> Iterator[Shown]:
    """The variants of a text as each marketplace's buyers would have them.

    Args:
        texts: the templates.
        name: of a text for buyers.
        marketplaces: what each lets be said.
        languages: of these alone; None: of every one.
    """
    shop = ShopPolicy(key="shop/sample", live_since=NOW, staffed=Staffed("UTC"))
    around = Surroundings(shop=shop, can=can_anything, manners=_ENDLESS)
    case = case_in(COUNTRY, HoldKind.DOCUMENTS)
    ours = numbers_of(case)
    words = {marketplace: one.wording() for marketplace, one in sorted(marketplaces.items())}
    for language in languages_of(texts, name):
        if languages is not None and language not in languages:
            continue
        file = texts.file(language, name)
        judged = {
            one: said(name, language, one, texts, kind=HoldKind.DOCUMENTS, country=COUNTRY)
            for one in dict.fromkeys(words.values())
        }
        reads = {marketplace: judged[one] for marketplace, one in words.items()}
        filled = values(action_of(name), case, around, language)
        for variant in file.variants:
            text = texts.fill(language, name, filled, variant)
            at = tuple(m for m, one in reads.items() if one.text == text and not one.against)
            refused = {one: refusal(text, one, ours) for one in judged if one.templates is None}
            against = {
                marketplace: why
                for marketplace, one in words.items()
                if (why := refused.get(one, ""))
            }
            reviewed = f"{file.reviewed_by}, {file.reviewed_at}" if file.reviewed else ""
            yield Shown(language, variant, text, reviewed, at, against)
        for marketplace, manners in sorted(marketplaces.items()):
            if manners.template_of(name) is not None:
                own = reads[marketplace]
                against = {marketplace: own.against} if own.against else {}
                at = () if own.against else (marketplace,)
                yield Shown(language, "the marketplace's own", own.text, "", at, against)
