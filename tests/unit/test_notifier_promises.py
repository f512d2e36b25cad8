"""A promise made is a clock: held until it is kept, and none is made that nobody can keep."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schemas.order import Buyer, Destination
from services.notifier.case import Promise
from services.notifier.promising import AHEAD, clock, nameable, promised
from services.notifier.records import Commitment
from services.runtime.staffed import Staffed, on_vacation
from tests.support.notifier import NOW, H, case_of, message, order, planned

SHANGHAI = "Asia/Shanghai"
NOTED = Commitment(id="n-1", due=NOW + 30 * H, made=NOW, by="ann", what="the customs' answer")


@given(st.integers(0, 24 * 14 * 4), st.sampled_from(["ES", "US", "RU", "CN", "JP", "BR"]))
def test_a_named_time_is_one_that_people_keep(quarters: int, country: str) -> None:
    """Ahead, on the buyer's own day, within staffed hours, in no vacation, on one clock."""
    now = NOW + timedelta(minutes=15) * quarters
    away = (date(2026, 3, 14), date(2026, 3, 18))
    staffed = Staffed(SHANGHAI, vacations=(away,))
    to = order(destination=Destination(country=country), buyer=Buyer(reference="b"))
    due = nameable(to, staffed, now)
    if due is None:
        return
    assert due >= now + AHEAD
    local = due.astimezone(ZoneInfo(SHANGHAI))
    assert staffed.start <= local.hour <= staffed.end
    assert not on_vacation(staffed, local.date())
    assert clock(to, due).endswith(":00")


def test_a_promise_stands_until_a_word_of_ours_or_a_person_ends_it() -> None:
    """The words that made it are not the ones that keep it."""
    case = case_of(order(), Promise(NOTED))
    found = planned(case, "commitment-due")
    assert found is not None
    assert found.due_at == NOTED.due - 2 * H

    def kept(minutes: int) -> bool:
        said = message("s", sender="seller", sent_at=NOW + timedelta(minutes=minutes))
        return next(promised(case_of(order(), Promise(NOTED), said))).kept

    assert not kept(10)
    assert kept(40)
    ended = case_of(order(), Promise(NOTED.model_copy(update={"kept": True})), Promise(NOTED))
    assert next(promised(ended)).kept
    assert planned(ended, "commitment-due") is None
