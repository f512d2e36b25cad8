"""What repeats, and to whom in the company it belongs. Pure, but for reading its table once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from schemas.base import Model
from services.desk.knowledge.store import Repeated
from services.notifier.faults import ComplaintType, Party
from services.runtime import yaml_text
from services.runtime.errors import ConfigurationError

TABLE = Path(__file__).with_name("departments.yaml")


class Cause(Model):
    """Something that goes wrong, and whose it is to mend.

    Attributes:
        types: of complaints that tell of it.
        parties: one of whom is responsible; empty: whoever is.
    """

    cause: str
    types: tuple[ComplaintType, ...]
    parties: tuple[Party, ...] = ()
    department: str


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a cause showed in a span, and in the one as long before it.

    Attributes:
        country: from which most of it came, and by which ``carrier``; empty: not known.
        type: of complaint that tells of it most often.
    """

    cause: str
    department: str
    now: int
    before: int
    country: str
    carrier: str
    type: str


@cache
def causes() -> tuple[Cause, ...]:
    """Every cause, as the table has them."""
    return tuple(map(Cause.model_validate, yaml_text.read(TABLE.read_text(encoding="utf-8"))))


def check(own: Mapping[str, str]) -> None:
    """Complain of causes that do not exist.

    Raises:
        ConfigurationError: ``desk.departments`` names one.
    """
    known = {one.cause for one in causes()}
    if wrong := sorted(set(own) - known):
        told = f"desk.departments: there is no cause {', '.join(wrong)}; there are "
        raise ConfigurationError([told + ", ".join(sorted(known))])


def cause_of(kind: str, party: str) -> Cause:
    """What a complaint of a type, for which somebody is responsible, tells of."""
    return next(
        one for one in causes() if kind in one.types and (not one.parties or party in one.parties)
    )


def repeating(counted: Sequence[Repeated], own: Mapping[str, str]) -> list[Repeats]:
    """The causes that showed, the most frequent first.

    Args:
        counted: by type and party.
        own: cause to the department that the settings name for it.
    """
    by_cause: dict[str, list[tuple[Cause, Repeated]]] = {}
    for one in counted:
        cause = cause_of(one.type, one.party)
        by_cause.setdefault(cause.cause, []).append((cause, one))
    found = []
    for name, each in by_cause.items():
        cause = each[0][0]
        most = max((one for _, one in each), key=lambda one: (one.now, one.before, one.type))
        found.append(
            Repeats(
                cause=name,
                department=own.get(name, cause.department),
                now=sum(one.now for _, one in each),
                before=sum(one.before for _, one in each),
                country=most.country,
                carrier=most.carrier,
                type=most.type,
            )
        )
    return sorted(found, key=lambda one: (-one.now, -one.before, one.cause))
