"""Classification measured on real carriers' events, and 17TRACK's rules one by one.

The events lie beside the repository (``../shared``) and are not part of it; their words are mapped
as the project's sketch says.
"""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from schemas.parcel import Actor, Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.stages import classify

EVENTS = Path(__file__).parents[3] / "shared" / "facts" / "tracking_events.csv"
# The events are not ours to publish: where they are absent the figures cannot be taken, and the
# rules that they taught are tested one by one below and in the carriers' own files.
measured = pytest.mark.skipif(not EVENTS.exists(), reason="the events are not beside this checkout")

STAGES = {
    "import_customs_processing": {Stage.CUSTOMS},
    "customs_action_required": {Stage.CUSTOMS},
    "customs_released": {Stage.IN_TRANSIT},
    "customs_returned_or_seized": {Stage.RETURNING, Stage.RETURNED, Stage.SEIZED},
    "export_customs": {Stage.IN_TRANSIT},
    "arrived_destination": {Stage.ARRIVED},
    "available_for_pickup": {Stage.PICKUP},
    "returned": {Stage.RETURNING, Stage.RETURNED},
}


@dataclass(frozen=True)
class Row:
    """An event with its label, and what we make of it."""

    provider: str
    text: str
    category: str
    is_customs: bool
    bare_hold: bool
    found: Classified

    @property
    def stage_right(self) -> bool:
        """Whether the stage is (one of) the labelled one(s)."""
        return self.found.stage in STAGES.get(self.category, {self.category})

    @property
    def names_buyer(self) -> bool:
        """Whether we say that the buyer must act."""
        return self.found.customs is not None and self.found.customs.who_must_act is Actor.BUYER

    @property
    def buyer_right(self) -> bool:
        """Whether the buyer may be named at all."""
        return self.category == "customs_action_required" and not self.bare_hold


@cache
def rows() -> tuple[Row, ...]:
    """Every event, classified."""
    with EVENTS.open(newline="") as file:
        return tuple(
            Row(
                provider=line["provider"],
                text=line["description"],
                category=line["category"],
                is_customs=line["is_customs"] == "true",
                bare_hold=line["bare_hold"] == "true",
                found=classify(
                    line["provider"],
                    line["code"],
                    line["sub_code"],
                    line["description"],
                    line["language"],
                ),
            )
            for line in csv.DictReader(file)
        )


@dataclass(frozen=True)
class Figures:
    """What a set of rows came to."""

    rows: int
    stage: float
    f1: float
    buyer: float

    def __str__(self) -> str:
        return (
            f"{self.rows:5} rows  stage {self.stage:.3f}  F1 {self.f1:.3f}  buyer {self.buyer:.3f}"
        )


def figures(chosen: Callable[[Row], bool]) -> Figures:
    """The figures of the chosen rows, under the labels they came with."""
    return counted([row for row in rows() if chosen(row)])


def counted(taken: Sequence[Row]) -> Figures:
    """Stage accuracy, is-it-customs F1 and the precision of "buyer must act"."""
    counts = Counter((row.is_customs, row.found.customs is not None) for row in taken)
    hits, wrong = counts[True, True], counts[True, False] + counts[False, True]
    buyer = [row.buyer_right for row in taken if row.names_buyer]
    return Figures(
        rows=len(taken),
        stage=sum(row.stage_right for row in taken) / len(taken),
        f1=2 * hits / (2 * hits + wrong) if hits + wrong else 1.0,
        buyer=sum(buyer) / len(buyer) if buyer else 1.0,
    )


def of(provider: str) -> Callable[[Row], bool]:
    """Chooses one provider's rows."""
    return lambda row: row.provider == provider


@measured
def test_seventeentrack_rows() -> None:
    """17TRACK, whose codes are known, is read nearly without error."""
    found = figures(of("17track"))
    print(f"17track   {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


@measured
def test_free_text_rows() -> None:
    """Sentences without any code are read by their words alone."""
    found = figures(lambda row: row.provider.startswith("freetext"))
    print(f"free text {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.98
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


@measured
def test_all_rows_as_labelled() -> None:
    """The figures before any correction of a label (see ``test_all_events``)."""
    found = figures(lambda _: True)
    print(f"all       {found}")  # noqa: T201 - the figures are the point
    for provider, _ in Counter(row.provider for row in rows()).most_common(12):
        print(f"{provider:9.9} {figures(of(provider))}")  # noqa: T201 - the same
    assert found.f1 >= 0.99
    assert found.stage >= 0.94
    assert found.buyer >= 0.995


@measured
def test_nothing_undelivered_is_delivered() -> None:
    """No failure, forecast or hold of any provider is read as a delivery."""
    undelivered = {"failed_attempt", "out_for_delivery", "returned", "available_for_pickup"}
    undelivered |= {"import_customs_processing", "customs_action_required", "lost", "expired"}
    wrong = [
        (row.provider, row.text)
        for row in rows()
        if row.category in undelivered and row.found.stage is Stage.DELIVERED
    ]
    assert not wrong


def track(sub_status: str, text: str = "") -> Classified:
    """A 17TRACK scan."""
    return classify("17track", sub_status.partition("_")[0], sub_status, text)


INFORMATION = "InTransit_CustomsRequiringInformation"


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("", HoldKind.DOCUMENTS, Actor.BUYER),
        ("Additional information is needed", HoldKind.DOCUMENTS, Actor.BUYER),
        ("Contacted receiver or importer for information", HoldKind.DOCUMENTS, Actor.BUYER),
        ("Recipient's tax ID is required", HoldKind.DOCUMENTS, Actor.BUYER),
        ("The sender was contacted", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Shipper to provide details", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Exporter's details are missing", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Commercial invoice missing", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Customs declaration incomplete", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Facture manquante", HoldKind.DOCUMENTS, Actor.SELLER),
        ("发件人需要提供资料", HoldKind.DOCUMENTS, Actor.SELLER),
        ("Duties must be paid", HoldKind.DUTIES, Actor.BUYER),
        ("Import tax outstanding", HoldKind.DUTIES, Actor.BUYER),
        ("A fee is to be paid", HoldKind.DUTIES, Actor.BUYER),
        ("Aguardando pagamento de impostos", HoldKind.DUTIES, Actor.BUYER),
        ("Sender must pay the duty", HoldKind.DUTIES, Actor.SELLER),
        ("Awaiting instructions from the broker", HoldKind.DOCUMENTS, Actor.CARRIER),
        ("承运人需要提供相关资料", HoldKind.DOCUMENTS, Actor.CARRIER),
    ],
)
def test_words_narrow_a_demand_for_information(text: str, kind: HoldKind, who: Actor) -> None:
    """The status is a hold for papers that the buyer must give; words may only narrow it."""
    found = track(INFORMATION, text)
    assert found.stage is Stage.CUSTOMS
    assert found.decided_by is DecidedBy.SUB_CODE
    assert found.customs is not None
    assert found.customs.state is CustomsState.ACTION_REQUIRED
    assert (found.customs.kind, found.customs.who_must_act) == (kind, who)


@pytest.mark.parametrize("status", ["Exception_Security", "DeliveryFailure_Security"])
def test_security_alone_is_unspecified(status: str) -> None:
    """Three things in one status: without words nobody is asked, with words the text decided."""
    for text in ("", "Security, customs or fee problem", "Security check failed"):
        found = track(status, text).customs
        assert found is not None
        assert (found.kind, found.who_must_act) == (HoldKind.UNSPECIFIED, Actor.UNKNOWN)
    told = track(status, "Import duties must be paid by the recipient")
    assert told.customs is not None
    assert (told.customs.kind, told.customs.who_must_act) == (HoldKind.DUTIES, Actor.BUYER)
    assert told.decided_by is DecidedBy.TEXT
    assert "duties" in told.matched


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("送交出口海关", Direction.EXPORT),
        ("Released from export customs", Direction.EXPORT),
        ("Import customs", Direction.IMPORT),
        ("Import or export clearance", Direction.UNKNOWN),
        ("Customs", Direction.UNKNOWN),
        ("", Direction.UNKNOWN),
    ],
)
def test_direction_is_named_or_unknown(text: str, direction: Direction) -> None:
    """Processing and release are of either customs; only words tell which, else countries will."""
    for status in ("InTransit_CustomsProcessing", "InTransit_CustomsReleased"):
        found = track(status, text).customs
        assert found is not None
        assert found.direction is direction
        assert found.who_must_act is Actor.UNKNOWN


def test_unlisted_sub_statuses_are_read_by_prefix() -> None:
    """A sub-status nobody documented keeps its prefix: an exception is never in transit."""
    assert track("Exception_Whatever", "In transit to next facility").stage is Stage.EXCEPTION
    assert track("InTransit_TransportArrived").stage is Stage.IN_TRANSIT
    assert track("Delivered_Somehow").stage is Stage.DELIVERED
    assert track("Nonsense_Other").stage is Stage.UNKNOWN


def test_words_fill_what_a_status_leaves_open() -> None:
    """``Other`` leaves it to the words, and the answer says that they decided."""
    found = track("InTransit_Other", "Held by customs")
    assert found.stage is Stage.CUSTOMS
    assert (found.decided_by, found.matched) == (DecidedBy.TEXT, "held")
    assert track("Delivered_Other", "Held by customs").customs is None
    assert track("InTransit_Other", "Package will arrive tomorrow").movement is False
