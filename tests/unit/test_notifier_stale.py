"""What is told to a buyer is new, or has its date; nothing rests on a provider that is silent."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.action import ActionKind
from schemas.parcel import Stage
from services.notifier.admit import AsTask, Go
from services.notifier.messages import values
from services.notifier.plan import PlannedAction
from services.notifier.scope import Scope
from services.notifier.speech import speech, spoken
from services.notifier.stale import FRESH
from services.notifier.texts import default
from tests.support.notifier import AROUND, NOW, H, case_of, hold, order, parcel

TEXTS = default()
STATING = sorted(name for name in TEXTS.spoken if TEXTS.file("en", name).states)
LANGUAGES = sorted(TEXTS.languages)
NUMBER = "RR123456789CN"


def say(text: str, *, about_hold: bool) -> PlannedAction:
    """A message of that text about the case's parcel, or its hold."""
    args = {"parcel": f"17track/{NUMBER}", "commitment": "18:00", "days": "7"}
    return PlannedAction(
        key=f"{order().key}|any|x",
        rule="any",
        occasion="x",
        scope=Scope.HOLD if about_hold else Scope.PARCEL,
        kind=ActionKind.MESSAGE,
        due_at=NOW,
        until=None,
        deadline=None,
        template=text,
        args=args | ({"hold": "1"} if about_hold else {}),
        reason="a property",
        mode="automatic",
    )


AGES = st.integers(1, 30 * 24)


@settings(max_examples=200)
@given(
    text=st.sampled_from(STATING),
    language=st.sampled_from(LANGUAGES),
    moved=st.one_of(st.none(), AGES),
    since=AGES,
    released=st.booleans(),
)
def test_what_is_told_is_new_or_has_its_date(
    text: str, language: str, moved: int | None, since: int, *, released: bool
) -> None:
    """Of every text, in every language, whatever was last seen and when: or people get it."""
    stay = hold(since=NOW - since * H, until=NOW - H * min(since, 80) if released else None)
    shown = parcel(
        stay,
        stage=Stage.IN_TRANSIT if released else Stage.CUSTOMS,
        stage_since=NOW - since * H,
        last_movement=None if moved is None else NOW - moved * H,
    )
    around = replace(AROUND, shop=replace(AROUND.shop, language=language))
    buyer = order().buyer.model_copy(update={"language": language})
    case = case_of(order(buyer=buyer), shown)
    about_hold = text.startswith("hold_")
    action = say(text, about_hold=about_hold)
    verdict = spoken(Go("chat"), action, case, around, TEXTS, now=NOW)
    if not isinstance(verdict, Go):
        return
    said = speech(action, case, around, TEXTS)
    filled = values(action, case, around, said.language)
    dates = [filled["parcel"][name] for name in ("stage_since", "last_movement")]
    dates += [filled["hold"][name] for name in ("since", "until")]
    dated = any(date and date in said.text for date in dates)
    moments = [at for at in (shown.last_movement, shown.stage_since) if at]
    newest = (stay.until or stay.since) if about_hold else max(moments)
    assert dated or NOW - newest <= FRESH


@pytest.mark.parametrize("text", STATING)
def test_nothing_rests_on_a_silent_feed(text: str) -> None:
    """Unless the destination's own carrier still tells of it."""
    silent = parcel(hold(), feed_silent_since=NOW - H, last_movement=NOW - 2 * H)
    action = say(text, about_hold=text.startswith("hold_"))
    found = spoken(Go("chat"), action, case_of(order(), silent), AROUND, TEXTS, now=NOW)
    assert isinstance(found, AsTask)
    assert found.reason == "no provider answers for the parcel any more"
    told = silent.model_copy(update={"answered_by": "correios"})
    answered = spoken(Go("chat"), action, case_of(order(), told), AROUND, TEXTS, now=NOW)
    assert answered != found


def test_every_text_that_names_a_parcel_is_watched_in_every_language() -> None:
    """A translation states what the English text states."""
    for name in TEXTS.spoken:
        states = {TEXTS.file(one, name).states for one in LANGUAGES if (one, name) in TEXTS.files}
        assert len(states) == 1, name
    assert {"hold_needs_buyer", "running_late", "where_is_parcel"} <= set(STATING)
