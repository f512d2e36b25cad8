"""UPS's codes: what each means. A code counts within its list, which a scan's sub-code names.

``STATUS`` are the status codes, ``ACT`` the types of activity, ``M`` the manifest codes; the lists
that speak of customs are in ``lists``. Source: facts, section 4.1, and the documented rows of the
events beside them. Codes of three digits that begin with 0 are those of freight; a parcel's own
are written with and without, so ``key_of`` strips them where the number is a parcel's.
"""

from schemas.parcel import Classified, CustomsState, DecidedBy, Direction, Stage
from services.connectors.carriers import text
from services.connectors.carriers.table import Entry, at_customs, decide, really_delivered
from services.connectors.carriers.ups import lists
from services.connectors.carriers.wording import Wording

_PARCEL = "1Z"
_NO_STATUS = ("0", "000")
_MAIL_SOURCES = ("A4", "H6", "VT")

_TRANSIT = Entry(Stage.IN_TRANSIT, open=True)
_TROUBLE = Entry(Stage.EXCEPTION, open=True)
_NOTICE = Entry(Stage.IN_TRANSIT, movement=False)
"""Something was asked for, foreseen or noted: the parcel did not move."""
_ASIDE = Entry(Stage.EXCEPTION, movement=False)
"""Another way or day was asked for or agreed."""
_INFO = Entry(Stage.INFO_RECEIVED, movement=False)
_BY_WORDS = Entry(Stage.UNKNOWN, open=True)
_BORDER = at_customs(CustomsState.PROCESSING, direction=Direction.TRANSIT)

STATUS: lists.Codes = (
    (_TRANSIT, "002 005 007 010 015 017 022 029 030 040 044 046 048 049 052 057 059 060 062 063"),
    (_TRANSIT, "065 066 073 074 080"),
    (_TRANSIT, "5 10 16 25 39 44 45 47 57 73 74 87 137 138 158 159 160 164 165 167 168 169"),
    (_NOTICE, "0 000 003 006 033 035 039 045 053 058 072 27 28 41 42 50 54 56 63 70 77 78 82 88"),
    (_NOTICE, "93 94 96 97 98 99 110 111 112 114 117 120 121 122 129 130 139 140 141 148 153 154"),
    (_NOTICE, "71 75 113 127 128 155 156 163"),
    (Entry(Stage.ARRIVED), "031"),
    (Entry(Stage.ACCEPTED), "051 38"),
    (_INFO, "001 014 3 7 79 80 133 157 166"),
    (_TROUBLE, "013 13 29 30 32 46 48 49 51 52 53 59 76 83 86 90 132"),
    (_ASIDE, "18 19 20 43 55 81 85 100 101 102 103 104 105 106 107 108 109 115 116 136 142"),
    (_ASIDE, "65 131 135"),  # at the sender's door
    (Entry(Stage.OUT_FOR_DELIVERY), "6 21 37 72 89 91 146 162"),
    (Entry(Stage.FAILED_ATTEMPT), "22 23 24 60 61 62 64 66 69 145"),
    (Entry(Stage.FAILED_ATTEMPT, movement=False), "95"),
    (Entry(Stage.PICKUP), "17 40 144 161"),
    (Entry(Stage.DELIVERED), "11 26"),
    (Entry(Stage.IN_TRANSIT), "143"),  # an agent is no buyer
    (Entry(Stage.RETURNING), "35 36"),
    (Entry(Stage.RETURNING, movement=False), "33 118 119"),
    (Entry(Stage.RETURNED), "34 67"),
    (Entry(Stage.LOST), "68"),
    (lists.BROKER, "032 042 123"),
    (lists.AGENCY, "056 126"),
    (_BORDER, "067 068 069 070"),
    (at_customs(CustomsState.PROCESSING, direction=Direction.UNKNOWN), "043 12 92"),
    (lists.ASKED, "58 124 125"),
    (lists.CLEARED, "009 027 14 84"),
    (at_customs(CustomsState.RELEASED), "134"),
    (lists.SEIZED, "147 149"),
)
ACTIVITY: lists.Codes = (
    (Entry(Stage.DELIVERED), "D"),
    (Entry(Stage.IN_TRANSIT), "DO DD"),  # at a freight station
    (_BY_WORDS, "I"),  # every scan on the way
    (_INFO, "M MV"),
    (_NOTICE, "NA U"),
    (_TROUBLE, "X"),
)
MANIFEST: lists.Codes = ((_INFO, "DP MP RD"), (_ASIDE, "VP"))


def _of(name: str, codes: lists.Codes) -> dict[str, Entry]:
    return {f"{name}/{code}": entry for entry, given in codes for code in given.split()}


ENTRIES: dict[str, Entry] = (
    _of("STATUS", STATUS)
    | _of("ACT", ACTIVITY)
    | _of("M", MANIFEST)
    | _of("X", lists.EXCEPTIONS)
    | _of("MI:A4", lists.MAIL_A4)
    | _of("MI:H6", lists.MAIL_H6)
    | _of("MI:VT", lists.MAIL_VT)
    | _of("FREIGHT", lists.FREIGHT)
    | _of("DIALS", lists.DIALS)
    | _of("ULD", lists.ULD)
    | _of("TypeCode", lists.TYPE_CODE)
)
"""List and code, to its meaning."""

_OF_EXCEPTIONS = frozenset(
    {Stage.FAILED_ATTEMPT, Stage.PICKUP, Stage.RETURNING, Stage.RETURNED, Stage.LOST}
)
"""What an unlisted exception may turn out to be, by its words."""


def key_of(kind: str, code: str, status: str, number: str) -> tuple[str, str]:
    """The code and list that tell most of an activity.

    Args:
        kind: ``status.type``, the type of activity.
        code: ``status.code``.
        status: ``status.statusCode``.
        number: the number asked for; one that begins with 1Z is a parcel's.

    Returns:
        A scan's code and sub-code; what no list has keeps its code, and the words decide.
    """
    status = _bare(status) if number.upper().startswith(_PARCEL) else status
    told = None if status in _NO_STATUS else ENTRIES.get(f"STATUS/{status}")
    choices = (
        (kind == "X" and f"X/{code}" in ENTRIES, (code, "X")),
        (kind in ("M", "MV") and f"M/{code}" in ENTRIES, (code, "M")),
        (kind in _MAIL_SOURCES, (code, f"MI:{kind}")),
        (told is not None and told is not _TROUBLE, (status, "STATUS")),
        (kind == "X" and code != "", (code, "X")),
        (told is not None, (status, "STATUS")),
        (f"ACT/{kind}" in ENTRIES, (kind, "ACT")),
    )
    return next((key for holds, key in choices if holds), (code or status, ""))


def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
    """What a code of a list says; None leaves it to the words."""
    key = f"{sub_code}/{code}"
    if sub_code == "STATUS" and key not in ENTRIES:
        key = f"STATUS/{_bare(code)}"
    found = decide(ENTRIES, key, words)
    if found is not None:
        return really_delivered(found, words)
    return _exception(key, words) if sub_code == "X" else None


def _exception(key: str, words: Wording) -> Classified | None:
    """An unlisted exception is one, unless its words say more; it is never on its way."""
    said = text.classify_text(words)
    if said.customs is not None or said.stage in _OF_EXCEPTIONS:
        return None
    return Classified(stage=Stage.EXCEPTION, decided_by=DecidedBy.CODE, matched=key)


def _bare(status: str) -> str:
    return status.lstrip("0") or status
