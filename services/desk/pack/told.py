"""The pack as REST tells it."""

from dataclasses import asdict

from schemas.base import Instant, Model
from services.desk.pack.model import Group, Pack, Proof


class ItemOut(Model):
    """One thing of the evidence; ``hash`` is of a raw answer, a scan or an entry: ``proof``."""

    number: int
    at: Instant
    group: Group
    what: str
    words: str
    source: str
    proof: Proof
    hash: str
    note: str


class AnswerOut(Model):
    """A carrier's raw answer that is kept, and whether it still has its hash."""

    at: Instant
    number: str
    what: str
    hash: str
    intact: bool


class PackOut(Model):
    """The evidence pack; see ``services.desk.pack.model.Pack``."""

    order_key: str
    language: str
    zone: str
    drawn_at: Instant
    about: tuple[tuple[str, str], ...]
    items: tuple[ItemOut, ...]
    answers: tuple[AnswerOut, ...]
    entries: int
    head: str
    broken_at: int | None

    @classmethod
    def of(cls, pack: Pack) -> "PackOut":
        """A pack as it is told."""
        return cls(
            order_key=pack.order_key,
            language=pack.language,
            zone=pack.zone.key,
            drawn_at=pack.drawn_at,
            about=tuple(pack.about),
            items=tuple(ItemOut(**asdict(one)) for one in pack.items),
            answers=tuple(AnswerOut(**asdict(one)) for one in pack.answers),
            entries=pack.entries,
            head=pack.head,
            broken_at=pack.broken_at,
        )
