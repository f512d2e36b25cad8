"""What REST tells of the playbook, and takes."""

from typing import Annotated

from pydantic import Field

from schemas.base import Instant, Model
from services.desk.out import Out
from services.notifier.postgres.trials import State, Trial
from services.notifier.trying import Found


class RuleOut(Out):
    """A rule; ``modes`` is how far it goes by itself, with the shops where it does."""

    id: str
    about: str
    subject: str
    does: str
    template: str
    says: dict[str, str]
    modes: dict[str, tuple[str, ...]]


class TakenOut(Out):
    """A playbook that was taken; an empty ``version``: what the settings name, again."""

    number: int
    version: str
    name: str
    author: str
    reason: str
    at: Instant


class PlaybookOut(Out):
    """What is in force; ``unread``: why the program cannot read it, and there are no rules then."""

    number: int
    version: str
    unread: str
    rules: tuple[RuleOut, ...]
    versions: tuple[TakenOut, ...]


class OtherwiseOut(Model):
    """What one playbook says otherwise than another, rule by rule."""

    rules: dict[str, tuple[str, ...]]


class VersionOut(OtherwiseOut):
    """A playbook that was taken; ``text`` is empty where that is what the settings name."""

    number: int
    against: int
    text: str


class Draft(Model):
    """A playbook to be tried: its text, or the ``number`` of an older one."""

    text: Annotated[str, Field(max_length=400_000)] = ""
    number: Annotated[str, Field(pattern="^[0-9]{0,6}$")] = ""


class Take(Model):
    """Why, and ``yes`` where much would leave otherwise."""

    reason: Annotated[str, Field(min_length=1, max_length=1000)]
    yes: bool = False


class TrialOut(Model):
    """A playbook that is tried; ``stuck``: whoever tried it has ended meanwhile.

    ``found`` is empty until it is ``done`` or ``wrong``; with ``asks``, taking it wants a ``yes``.
    """

    id: int
    at: Instant
    by: str
    number: int
    state: State
    done: int
    total: int
    stuck: bool
    found: Found
    more: int
    fewer: int
    asks: bool

    @classmethod
    def of(cls, trial: Trial) -> "TrialOut":
        """A trial, as it is told."""
        found = trial.found
        told = {name: getattr(trial, name) for name in cls.model_fields if hasattr(trial, name)}
        return cls(**told, more=found.more, fewer=found.fewer, asks=found.asks)


class TextsOut(Model):
    """Every text for buyers, with the rules that say it."""

    texts: dict[str, tuple[str, ...]]


class VariantOut(Out):
    """A variant; ``at``: where buyers would read it; ``against``: by marketplace, why not."""

    variant: str
    text: str
    reviewed: str
    at: tuple[str, ...]
    against: dict[str, str]


class TextOut(Out):
    """A text for buyers in one language, filled for a parcel that customs holds."""

    name: str
    language: str
    languages: tuple[str, ...]
    rules: tuple[str, ...]
    variants: tuple[VariantOut, ...]
