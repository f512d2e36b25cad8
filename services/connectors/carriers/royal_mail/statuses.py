"""Royal Mail's event codes. Source: the events collected with the facts (section 4.9).

None is of customs, and none for customs was found: a code that is not listed is read by its words.
"""

from schemas.parcel import Classified, Stage
from services.connectors.carriers.table import Entry, decide, really_delivered
from services.connectors.carriers.tables.reading import by_code
from services.connectors.carriers.wording import Wording

TABLE: dict[str, Entry] = by_code(
    (
        (Entry(Stage.INFO_RECEIVED), "EVAIP"),
        (Entry(Stage.IN_TRANSIT, open=True), "EVDAC EVDAV EVIMC"),
        (Entry(Stage.IN_TRANSIT, movement=True), "EVGMI EVIPI EVNMI"),
        (Entry(Stage.OUT_FOR_DELIVERY), "EVGPD"),
        (Entry(Stage.FAILED_ATTEMPT), "EVKAA EVKNA EVKSU EVNAA"),
        (Entry(Stage.PICKUP), "EVNKS"),
        (Entry(Stage.DELIVERED), "EVKDN EVKOP EVKSP EVPLC"),
        (Entry(Stage.RETURNING), "EVKAI EVKRF EVNRF"),
        (Entry(Stage.RETURNED), "EVRTS"),
    )
)
"""``EVGMI`` and its like went astray and were sent on; ``EVNKS`` waits for whoever asked for it."""


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a code says; None where it is not listed."""
    del sub_code
    found = decide(TABLE, code.strip().upper(), words)
    return None if found is None else really_delivered(found, words)
