"""The rules in force, by what each is about: when, what and how far at each shop. And the texts."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.connectors import registry
from services.desk.visit import Visit
from services.notifier.difference import difference, said
from services.notifier.kinds import REACHING
from services.notifier.of_settings import rules_of
from services.notifier.plan import mode_of
from services.notifier.playbook import Playbook, Written
from services.notifier.policy import ShopPolicy
from services.notifier.preview import Shown, languages_of, said_by, shown
from services.notifier.rule import Rule
from services.notifier.scope import Scope
from services.notifier.stored import stored
from services.notifier.stores.playbooks import Taken
from services.runtime.errors import ConfigurationError, InvalidInput

_TOLD_APART = frozenset({"do", "once", "mode", "about"})
"""Of a rule's keys, those that a page tells in places of their own."""


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule as people look at it.

    Attributes:
        about: why it acts.
        subject: what it acts once for.
        does: kind of action, ``template`` its text and ``spoken``: one for buyers.
        says: its other keys, as they would be written.
        modes: how far it goes by itself, with the shops where it does.
    """

    id: str
    about: str
    subject: Scope
    does: str
    template: str
    spoken: bool
    says: Mapping[str, str]
    modes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class InForce:
    """What is in force.

    Attributes:
        number: 0: what the settings name.
        unread: why this program cannot read it; there are no rules then.
        rules: in the order of the file.
        versions: each taking into force, the last first.
    """

    number: int
    version: str
    unread: str
    rules: Sequence[RuleSeen]
    versions: Sequence[Taken]


async def in_force(visit: Visit) -> InForce:
    """The rules in force, with their modes in somebody's shops."""
    room, unread = visit.room, ""
    try:
        await room.world.learn(room.stores)
    except ConfigurationError as error:
        unread = "; ".join(error.problems)
    async with room.stores.transaction() as unit:
        number = await unit.playbooks.number()
        every = await unit.playbooks.every()
        around = await room.world.surroundings(unit)
    policies = [around(key).shop for key in room.shops(visit.person) if room.world.knows(key)]
    playbook = room.world.playbook
    rules = (
        []
        if unread
        else [_seen(rule, policies, room.world.texts.spoken) for rule in playbook.rules]
    )
    return InForce(number, "" if unread else playbook.version, unread, rules, every[::-1])


def _seen(rule: Rule, policies: Sequence[ShopPolicy], spoken: frozenset[str]) -> RuleSeen:
    modes: dict[str, list[str]] = {}
    for policy in policies:
        # Tasks, notices and pages work whatever the shop's mode.
        mode = mode_of(rule, policy)
        told = mode if mode == "off" or rule.kind in REACHING else "automatic"
        modes.setdefault(told, []).append(policy.key)
    return RuleSeen(
        id=rule.id,
        about=rule.about,
        subject=rule.once,
        does=rule.kind,
        template=rule.template,
        spoken=rule.template in spoken,
        says={key: text for key, text in said(rule).items() if key not in _TOLD_APART},
        modes=modes,
    )


async def playbook_of(visit: Visit, number: int) -> tuple[Playbook, Written | None]:
    """The playbook that was taken under a number, and its text; 0: what the settings name.

    Raises:
        InvalidInput: there is none of that number, or this program cannot read it.
    """
    room = visit.room
    async with room.stores.transaction() as unit:
        known = {0, *(one.number for one in await unit.playbooks.every())}
        told = await unit.playbooks.written(number)
    if number not in known:
        raise InvalidInput("unknown_playbook", f"there is no playbook {number}")
    texts = room.world.texts
    try:
        if told is None:
            return await asyncio.to_thread(rules_of, room.settings, texts), None
        return await asyncio.to_thread(stored, number, told, texts.names), told
    except ConfigurationError as error:
        raise InvalidInput("unreadable_playbook", "; ".join(error.problems)) from error


async def otherwise(visit: Visit, old: int, new: int) -> list[tuple[str, list[str]]]:
    """What one playbook says otherwise than another, rule by rule.

    Raises:
        InvalidInput: one of them is not there, or cannot be read.
    """
    before, _ = await playbook_of(visit, old)
    after, _ = await playbook_of(visit, new)
    return difference(before, after)


@dataclass(frozen=True, slots=True)
class TextSeen:
    """A text for buyers, as it would be read in one language.

    Attributes:
        rules: that say it.
        languages: in which it exists.
    """

    name: str
    language: str
    languages: Sequence[str]
    rules: Sequence[str]
    variants: Sequence[Shown]


def texts_seen(visit: Visit) -> dict[str, list[str]]:
    """Every text for buyers, with the rules that say it."""
    rules = said_by(visit.room.world.playbook)
    return {name: rules.get(name, []) for name in sorted(visit.room.world.texts.spoken)}


async def text_seen(visit: Visit, name: str, language: str) -> TextSeen:
    """A text in a language, by default its reader's: each variant, and who would read it.

    Raises:
        InvalidInput: there is no such text, or not in that language.
    """
    texts = visit.room.world.texts
    if name not in texts.spoken:
        raise InvalidInput("unknown_text", f"there is no text {name} for buyers")
    languages = languages_of(texts, name)
    wanted = language or "en"
    if wanted not in languages:
        raise InvalidInput("unknown_text", f"the text {name} does not exist in {wanted}")
    manners = registry.manners(visit.room.settings)
    variants = await asyncio.to_thread(lambda: list(shown(texts, name, manners, {wanted})))
    rules = texts_seen(visit)[name]
    return TextSeen(name, wanted, languages, rules, variants)
