"""The pack as a PDF: set by Typst from fonts that are installed with it, in every script.

The document is data to the typesetter and never its markup: what others wrote can say nothing
there. The same pack gives the same bytes. Tagged for screen readers (PDF/UA-1).
"""

import asyncio
import json
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from unicodedata import bidirectional

import typst

from services.desk.pack.model import GROUPS, Item, Pack
from services.desk.pack.text import checks
from services.desk.pack.words import PackWords
from services.notifier.told import instant, local

SHEET = Path(__file__).with_name("pack.typ")

_FONTS = ("manimgx_fonts", "noto_cjk_sans_otc")
"""Packages of fonts under the SIL Open Font License: Noto Sans in every script that buyers and
carriers write in, and its signs for emoji; Noto Sans CJK."""

_CJK = {"ja": "JP", "ko": "KR", "zh-Hant": "TC"}
"""Whose forms Chinese signs have, by the pack's language; else those of the mainland."""

_ONE = asyncio.Semaphore(1)
"""Setting a pack takes a core and some memory: one at a time."""


async def printed(pack: Pack) -> bytes:
    """The document, beside the event loop."""
    async with _ONE:
        return await asyncio.to_thread(set_in_type, pack)


def set_in_type(pack: Pack) -> bytes:
    """The document, a tenth of a second of a core for a page or two.

    A sign that no font has (some emoji, a rare script) stands as an empty box, which the standard
    for accessible documents forbids: such a one is tagged all the same, without its name.
    """
    given = {"pack": json.dumps(_told(pack), ensure_ascii=False)}
    set_as = partial(
        typst.compile,
        SHEET.read_bytes(),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs=given,
        timestamp=int(pack.drawn_at.timestamp()),
    )
    try:
        found = set_as(pdf_standards="ua-1")
    except typst.TypstError:
        found = set_as()
    assert isinstance(found, bytes)  # noqa: S101 - one document was asked for
    return found


@cache
def _fonts() -> typst.Fonts:
    """Those that are installed, and none of the machine's: it looks the same everywhere."""
    paths = [str(files(name)) for name in _FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def _told(pack: Pack) -> dict[str, object]:
    say = PackWords(pack.language)
    return {
        "language": pack.language,
        "cjk": f"Noto Sans CJK {_CJK.get(pack.language, 'SC')}",
        "title": say("title", order=pack.number),
        "drawn": say("drawn", at=instant(pack.drawn_at)),
        "trouble": "" if pack.broken_at is None else say("broken", entry=pack.broken_at),
        "about": pack.about,
        "course": say("course"),
        "items": [_item(one, pack, say) for one in pack.items],
        "nothing": say("nothing"),
        "heads": [
            say("number"),
            say("utc"),
            say("local", zone=pack.zone.key),
            say("what"),
            say("source"),
        ],
        "groups": [
            {"title": say(group), "items": [_item(one, pack, say) for one in pack.of(group)]}
            for group in GROUPS
            if pack.of(group)
        ],
        "answers": {
            "title": say("answers"),
            "lines": [
                {
                    "about": f"{instant(one.at)} {one.number}, {one.what}"
                    + ("" if one.intact else f" ({say('altered')})"),
                    "hash": one.hash,
                }
                for one in pack.answers
            ],
        },
        "checked": {"title": say("checked"), "lines": list(checks(pack))},
    }


def _item(one: Item, pack: Pack, say: PackWords) -> dict[str, object]:
    return {
        "number": one.number,
        "utc": instant(one.at),
        "local": local(one.at, pack.zone),
        "what": one.what,
        "words": one.words,
        "words_rtl": _from_the_right(one.words),
        "note": one.note,
        "source": one.source,
        "proof": say(f"proof_{one.proof}") if one.hash else "",
        "hash": one.hash,
    }


def _from_the_right(words: str) -> bool:
    """Whether a text is read from the right: its first letter says it."""
    ways = (bidirectional(sign) for sign in words)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
