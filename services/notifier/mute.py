"""Rules that would never speak: no variant of their text passes a marketplace's gate."""

from collections.abc import Iterator, Mapping

from schemas.parcel import HoldKind
from services.connectors.manners import Manners
from services.notifier.kinds import SPEAKING
from services.notifier.messages import values
from services.notifier.playbook import Playbook
from services.notifier.sample import AROUND, action_of, case_in, said
from services.notifier.texts import Texts
from services.runtime.errors import ConfigurationError


def mutes(playbook: Playbook, texts: Texts, marketplaces: Mapping[str, Manners]) -> list[str]:
    """A sentence for each rule, language and marketplace where nothing could be said."""
    return list(_mutes(playbook, texts, marketplaces))


def unfillable(texts: Texts) -> list[str]:
    """A sentence for each text that asks for what does not exist, for buyers or for staff."""
    problems: list[str] = []
    case = case_in("BA", HoldKind.DOCUMENTS)
    for folder, name in texts.files:
        filled = values(action_of(name), case, AROUND, folder)
        for variant in texts.file(folder, name).variants:
            try:
                texts.fill(folder, name, filled, variant)
            except ConfigurationError as error:
                problems += error.problems
    return problems


def _mutes(playbook: Playbook, texts: Texts, marketplaces: Mapping[str, Manners]) -> Iterator[str]:
    names = {
        one.template: rule.id
        for rule in playbook.rules
        for one in rule.everywhere
        if rule.kind in SPEAKING
    }
    for name, rule in sorted(names.items()):
        for language in sorted(texts.languages):
            if texts.language_of(name, language) != language:
                continue
            kinds = HoldKind if texts.file(language, name).by_kind else (HoldKind.DOCUMENTS,)
            judged: dict[Manners, str] = {}
            for marketplace, manners in sorted(marketplaces.items()):
                if manners.templates is not None and manners.template_of(name) is None:
                    continue  # a task there, whatever the words
                words = manners.wording()
                if words not in judged:  # most marketplaces take the same
                    found = (said(name, language, words, texts, kind=kind) for kind in kinds)
                    judged[words] = next((one.against for one in found if one.against), "")
                if against := judged[words]:
                    where = f"templates/{language}/{name}.txt on {marketplace}"
                    yield f"rule {rule}: {where}: {against}"
