"""The desk's rules that need no server: words, sessions, contrast, templates."""

import base64
import re
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
import yaml

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import DisputeKind
from schemas.order import OrderStatus
from schemas.parcel import Actor, CustomsState, HoldKind, Stage
from services.desk import facts, pages, site
from services.desk.acts import ACTS
from services.desk.queue import read, written
from services.desk.session import Seals, Sessions
from services.desk.words import WORDS, Words, known
from services.notifier.deadlines import KINDS
from services.notifier.events import Personal
from services.notifier.postgres.queue import Place
from services.runtime.errors import InvalidInput
from tests.support.notifier import NOW

RISK = Decimal("12.50")
TEMPLATES = sorted(pages.TEMPLATES.glob("*.html"))
SAID = re.compile(r"""\bw\("([^"]+)"|\bw\('([^']+)'""")
CODE = re.compile(r"""\bword\(\s*"([^"]+)\"""")
NAMED = re.compile(r'Known\("([^"]+)"')


def test_every_word_of_the_pages_has_its_chinese() -> None:
    """Of the templates, of the code, of the buttons and of what the schemas name."""
    wanted = {one for path in TEMPLATES for pair in SAID.findall(path.read_text()) for one in pair}
    for path in Path(site.__file__).parent.glob("*.py"):
        wanted |= set(CODE.findall(path.read_text()))
    wanted |= set(NAMED.findall(Path(facts.__file__).read_text()))
    wanted |= {name for act in ACTS.values() for name in (act.name, act.field)}
    wanted |= {"viewer", "agent", "lead", "admin", "open", "done", "refused", "gone"}
    assert wanted - {""} - {"to", "hours", "words", "seen"} <= set(known())
    words = Words("zh-Hans")
    told = (*ActionStatus, *CustomsState, *get_args(Personal), *KINDS)
    for one in (*told, *Stage, *HoldKind, *Actor, *OrderStatus, *DisputeKind, *ActionKind):
        assert words.value(one) != one.replace("_", " "), one


def test_no_word_is_told_twice() -> None:
    """A second translation of a word would hide the first."""
    keys = [
        pair[0].value
        for path in WORDS
        for pair in yaml.compose(path.read_text(encoding="utf-8")).value
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_brings_nothing_that_the_policy_forbids(path: Path) -> None:
    """No inline script, style or handler, no outside address, no unescaped value."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?://|\| *safe", text)
    assert all('src="/static/' in tag for tag in re.findall(r"<script[^>]*>", text))
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL):
        assert "token_field" in form or "/session" in form


def test_a_session_ends_and_is_nobody_elses() -> None:
    """By idleness, by age, by another key, by any change of its text; it shows no name."""
    sessions = Sessions(b"k" * 32, idle=60, longest=100)
    session = sessions.begin("ann", 1000)
    cookie = sessions.written(session)
    again = sessions.read(cookie, 1059)
    assert again is not None
    assert sessions.token(again) == sessions.token(session)
    assert sessions.read(cookie, 1061) is None
    assert sessions.read(sessions.written(again), 1100) is not None
    assert sessions.read(sessions.written(again), 1101) is None
    assert again.name == "ann"
    assert b"ann" not in base64.urlsafe_b64decode(cookie + "==")
    assert Sessions(b"l" * 32, idle=60, longest=100).read(cookie, 1001) is None
    assert Seals(b"k" * 32, "another thing").read(cookie) is None
    for wrong in ("", "1", "1.2.3", cookie[:-2], "9" + cookie, "é.1.x", "１.１.x", cookie + "!"):
        assert sessions.read(wrong, 1001) is None
    assert not sessions.holds(sessions.begin("ann", 1000), sessions.token(session))


def test_a_place_in_the_queue_comes_back_as_it_was_written() -> None:
    """With and without a deadline; what is no place is refused."""
    for place in (Place(False, NOW, RISK, 7), Place(True, None, RISK, 1)):
        assert read(written(place)) == place
    for wrong in ("", "1_2_3", "0_-_NaN_1", "0_2026-01-01T00:00:00_1_1", "0_-_1_x", "0_-_sNaN_1"):
        with pytest.raises(InvalidInput):
            read(wrong)


COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6})")


def test_text_is_read_by_day_and_by_night() -> None:
    """WCAG AA: every ink on every ground that it stands on has a contrast of 4.5 to 1."""
    css = (pages.STATIC / "desk.css").read_text(encoding="utf-8")
    schemes = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(COLOUR.findall(scheme))
        pairs = [*product(("ink", "soft", "link", "late"), ("ground", "raised"))]
        pairs += [("on-strong", "strong"), ("warn", "warn-ground")]
        for ink, ground in pairs:
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        assert _contrast(colours["line"], colours["ground"]) >= 3, "borders of fields"


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
