"""UPU's events and retention reasons, one by one, and their rows of events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Actor, CustomsState, Direction, HoldKind, Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.upu import REASONS
from tests.contract.test_tracking_events import figures, measured, of

PROVIDERS = ("upu_emsevt", "upu_eme_reason")


@pytest.mark.parametrize(
    ("reason", "state", "kind", "who"),
    [
        ("50", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.SELLER),
        ("55", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.SELLER),
        ("59", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.UNKNOWN),
        ("65", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.BUYER),
        ("63", CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("64", CustomsState.HELD, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("19", CustomsState.REFUSED, HoldKind.PROHIBITED, Actor.UNKNOWN),
        ("", CustomsState.HELD, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("999", CustomsState.HELD, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
    ],
)
def test_a_retention_is_told_by_its_reason(
    reason: str, state: CustomsState, kind: HoldKind, who: Actor
) -> None:
    """A reason decides; without one, or with one nobody listed, it is a bare hold."""
    for written in {reason, reason.zfill(4) if reason else ""}:
        found = classify("upu_emsevt", "EME", written, "").customs
        assert found is not None
        assert (found.state, found.kind, found.who_must_act) == (state, kind, who)


@pytest.mark.parametrize("written", ["Held by customs", "Retenu par la douane, facture manquante"])
def test_no_reason_given_stays_so(written: str) -> None:
    """Reason 64 says that none is given, whatever stands beside it."""
    found = classify("upu_emsevt", "EME", "64", written).customs
    assert found is not None
    assert (found.kind, found.who_must_act) == (HoldKind.UNSPECIFIED, Actor.UNKNOWN)


def test_returned_from_customs_is_a_release() -> None:
    """EDC hands the item back to the post: nothing goes back to the sender."""
    found = classify("upu_emsevt", "EDC", "", "Item returned from import Customs")
    assert found.customs is not None
    assert (found.stage, found.customs.state) == (Stage.IN_TRANSIT, CustomsState.RELEASED)


@pytest.mark.parametrize("code", ["EXA", "EXB", "EXC"])
def test_export_is_on_its_way(code: str) -> None:
    """Export customs delays nobody's delivery yet, and asks no buyer."""
    found = classify("upu_emsevt", code, "", "")
    assert found.customs is not None
    assert (found.stage, found.customs.direction) == (Stage.IN_TRANSIT, Direction.EXPORT)
    assert found.customs.who_must_act is Actor.UNKNOWN


@given(st.integers(0, 999))
def test_only_the_addressees_own_reason_names_the_buyer(number: int) -> None:
    """Of all reasons one speaks of the addressee."""
    found = classify("upu_eme_reason", "EME", str(number), "").customs
    assert found is not None
    assert (found.who_must_act is Actor.BUYER) == (number == 65)


@pytest.mark.parametrize("number", sorted(REASONS))
def test_every_reason_is_of_customs(number: int) -> None:
    """No reason is read as a delivery or as nothing."""
    found = classify("upu_eme_reason", "EME", str(number), "")
    assert found.stage in {Stage.CUSTOMS, Stage.RETURNING, Stage.IN_TRANSIT}
    assert found.customs is not None


@measured
def test_upu_rows() -> None:
    """UPU's rows are read within the bars, those without a code by their words."""
    for provider in (*PROVIDERS, "upu_ems_public"):
        found = figures(of(provider))
        print(f"{provider} {found}")  # noqa: T201 - the figures are the point
        assert found.f1 >= 0.99
        assert found.stage >= 0.97
        assert found.buyer >= 0.995
