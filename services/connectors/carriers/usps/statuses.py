"""USPS' events: no list of their codes was found (facts, section 4.3), so their words decide.

One sentence means more here than its words: a delivery to the sender ends the return.
"""

from schemas.parcel import Classified, DecidedBy, Stage
from services.connectors.carriers import text
from services.connectors.carriers.wording import Wording
from services.connectors.carriers.words.lexicon import Concept

C = Concept


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What an event says where USPS means it in a way of its own; else None: the words decide."""
    del code, sub_code
    to_sender = words.plain(C.DELIVERED) and words.plain(C.RETURN)
    if to_sender and text.customs_signal(words) is None:
        return Classified(
            stage=Stage.RETURNED,
            movement=True,
            decided_by=DecidedBy.TEXT,
            matched=words.words(C.RETURN),
        )
    return None
