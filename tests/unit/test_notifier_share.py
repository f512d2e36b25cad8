"""Which orders act before the others, and which are held out: drawn once and for all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.admit import Drop, Ledgers, admit
from services.notifier.case import Event, Said
from services.notifier.hearing.hear import hear
from services.notifier.holdout import sided
from services.notifier.plan import plan
from services.notifier.policy import Surroundings
from services.notifier.share import STAGES, Draw, drawn
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    NOW,
    D,
    H,
    around,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
    planned,
)

KEYS = [f"lazada/shop-1/{number}" for number in range(2_000)]
OBSERVED = around(mode="observe")


@given(st.text(min_size=1), st.sampled_from(KEYS))
def test_a_share_that_grows_keeps_who_was_in_it(salt: str, key: str) -> None:
    """And at last every order is in it; the settings count wherever they say more than observe."""
    modes = [Draw(salt, share, "automatic").mode_for(key, "observe") for share in STAGES]
    assert modes == sorted(modes, key=["observe", "automatic"].index)
    assert (modes[0], modes[-1]) == ("observe", "automatic")
    assert Draw(salt, 5, "automatic").mode_for(key, "approve") == "approve"


def test_a_share_is_about_what_it_says_and_no_other_draw() -> None:
    """Of many orders about 5 % act; who does says nothing of who is held out."""
    acts = [key for key in KEYS if drawn("share", "s", key) < 25]
    both = [key for key in acts if drawn("holdout", "s", key) < 25]
    assert 0.2 < len(acts) / len(KEYS) < 0.3
    assert 0.15 < len(both) / len(acts) < 0.35


def test_an_order_of_the_share_acts_and_another_is_observed() -> None:
    """The very same case, by its draw alone."""
    case = case_of(order(), parcel(hold()))
    acting = replace(OBSERVED, draw=Draw("s", 100, "approve"))
    for shop, mode in ((OBSERVED, "observe"), (acting, "approve")):
        one = planned(case, "hold-buyer-must-act", shop)
        assert one is not None
        assert one.mode == mode


def test_only_the_unsolicited_is_held_out() -> None:
    """Never a hold the buyer must act on, and nothing once the buyer has written or disputed."""
    late = order(promise={"at": NOW + D, "source": "marketplace"})
    silent = parcel(stage_since=NOW - 20 * D)
    everybody = replace(AROUND, shop=replace(AROUND.shop, holdout=100), draw=Draw("s"))

    def held(*events: Event) -> set[bool]:
        found = plan(case_of(*events), DEFAULT, everybody, NOW).actions
        return {bool(one.held_out) for one in found if one.kind == "message"}

    assert held(late, silent) == {True}
    assert True not in held(
        late, silent, Said(message(sent_at=NOW - H), understood=hear("where is it?"))
    )
    assert True not in held(late, silent, dispute(state="closed"))
    assert held(parcel(hold()), order()) - {True} == {False}
    must_act = planned(case_of(order(), parcel(hold())), "hold-buyer-must-act", everybody)
    assert must_act is not None
    assert not must_act.held_out
    case = case_of(late, silent)
    found = plan(case, DEFAULT, everybody, NOW).actions
    action = next(one for one in found if one.held_out)
    verdict = admit(action, case, Ledgers(), everybody, NOW)
    assert isinstance(verdict, Drop)
    assert verdict.reason.startswith("holdout of 100 %")


def test_a_side_stays_as_it_was_drawn() -> None:
    """A share that is changed later divides only what comes later; none holds nobody out."""
    late = order(promise={"at": NOW + D, "source": "marketplace"})
    case = case_of(late, parcel(stage_since=NOW - 20 * D))

    def shop(percent: float) -> Surroundings:
        return replace(AROUND, shop=replace(AROUND.shop, holdout=percent), draw=Draw("s"))

    def silent(drawn_at: float, percent: float) -> bool:
        found = plan(sided(case, shop(drawn_at)), DEFAULT, shop(percent), NOW).actions
        return any(one.held_out for one in found)

    assert silent(100, 0.0001)
    assert not silent(100, 0)
    assert not silent(0.0001, 100)
    assert not silent(0, 100)
