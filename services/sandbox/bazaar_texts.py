"""The bazaar's own texts: on one of its sites a seller sends nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OwnText:
    """One of them as it was sent.

    Attributes:
        language: in which the seller filled its blanks.
    """

    name: str
    language: str
    blanks: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the buyer reads; the sandbox writes in English for all."""
        return TEXTS[self.name].format_map(self.blanks)

    def as_json(self) -> dict[str, object]:
        """As it was sent, and as it is shown."""
        return {"template": self.name, "language": self.language, "blanks": dict(self.blanks)}


TEXTS = {
    "customs_asks_you": "Customs has held parcel {number} since {since}. They ask you for: {for}.",
    "customs_still_waits": "Parcel {number} still waits at customs, since {since}, for: {for}.",
    "customs_released": "Customs released parcel {number} on {on}.",
    "ready_to_collect": "Parcel {number} has been ready to be collected since {since}.",
    "on_its_way": "Parcel {number} is on its way. It was last seen on {seen}.",
    "thank_you": "Thank you for your order.",
}
"""By name, with their blanks."""


def fits(text: OwnText) -> bool:
    """Whether there is such a text, and each of its blanks is filled, and no other."""
    words = TEXTS.get(text.name)
    if words is None or not text.language:
        return False
    wanted = {name for name in _NAMES if f"{{{name}}}" in words}
    return wanted == set(text.blanks) and all(text.blanks.values())


_NAMES = ("number", "since", "for", "on", "seen")
