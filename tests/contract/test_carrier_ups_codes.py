"""UPS's codes: which of them is taken, what each means, and its rows of real events."""

import pytest

from schemas.parcel import Actor, Classified, CustomsState, DecidedBy, Direction, HoldKind, Stage
from services.connectors.carriers.stages import classify
from services.connectors.carriers.ups import lists, statuses
from services.connectors.carriers.ups.lists import Codes
from services.connectors.carriers.ups.statuses import ENTRIES, key_of
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_carrier_ups import NUMBER, RECEIVER
from tests.contract.test_tracking_events import figures, measured, of

SENDER = (
    "UPS initiated contact with the sender to obtain clearance information. "
    "Once received, UPS will submit for clearance."
)
ROUTINE = (
    "UPS is preparing your package for clearance. "
    "We will notify you if additional information is needed."
)
AGENCY = (
    "Your package is pending release from a Government Agency. "
    "Once they release it, your package will be on its way."
)
BROKER = (
    "Your package is pending release from a non-UPS broker. "
    "Contact the non-UPS broker for additional information."
)
LISTS = (
    *(statuses.STATUS, statuses.ACTIVITY, statuses.MANIFEST),
    *(lists.EXCEPTIONS, lists.MAIL_A4, lists.MAIL_H6, lists.MAIL_VT),
    *(lists.FREIGHT, lists.DIALS, lists.ULD, lists.TYPE_CODE),
)


@pytest.mark.parametrize(
    ("kind", "code", "status", "key"),
    [
        ("X", "1W", "058", ("1W", "X")),
        ("X", "48", "022", ("22", "STATUS")),
        ("X", "48", "013", ("48", "X")),
        ("X", "", "013", ("13", "STATUS")),
        ("M", "MP", "003", ("MP", "M")),
        ("A4", "QA", "013", ("QA", "MI:A4")),
        ("I", "DP", "005", ("5", "STATUS")),
        ("I", "IP", "999", ("I", "ACT")),
        ("D", "FS", "011", ("11", "STATUS")),
        ("D", "FS", "161", ("161", "STATUS")),
        ("I", "ZZ", "000", ("I", "ACT")),
        ("P", "ZZ", "000", ("ZZ", "")),
        ("", "", "", ("", "")),
    ],
)
def test_the_code_that_tells_most_is_taken(
    kind: str, code: str, status: str, key: tuple[str, str]
) -> None:
    """An exception of customs before the status, the status before the type of activity."""
    assert key_of(kind, code, status, NUMBER) == key


def test_zeros_count_for_freight_alone() -> None:
    """``017`` is a parcel held for its customer, and freight that is picked up."""
    assert key_of("I", "", "017", NUMBER) == ("17", "STATUS")
    assert key_of("I", "", "017", "H0123456789") == ("017", "STATUS")
    assert ups("17", "STATUS").stage is Stage.PICKUP
    assert ups("017", "STATUS").stage is Stage.IN_TRANSIT
    assert ups("011", "STATUS").stage is Stage.DELIVERED


def ups(code: str, sub_code: str, text: str = "") -> Classified:
    """A scan of UPS."""
    return classify("ups", code, sub_code, text, "en")


@pytest.mark.parametrize(
    ("code", "words", "state", "who"),
    [
        ("1W", RECEIVER, CustomsState.ACTION_REQUIRED, Actor.BUYER),
        ("40", SENDER, CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("43", "UPS contacted the sender", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("B9", "A missing commercial invoice", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("D0", "information from the shipper", CustomsState.ACTION_REQUIRED, Actor.SELLER),
        ("R1", BROKER, CustomsState.PROCESSING, Actor.CARRIER),
        ("1U", AGENCY, CustomsState.PROCESSING, Actor.AUTHORITY),
        ("7M", ROUTINE, CustomsState.PROCESSING, Actor.CARRIER),
        ("CT", "held under the General Order", CustomsState.HELD, Actor.UNKNOWN),
        ("7P", "no broker", CustomsState.ACTION_REQUIRED, Actor.UNKNOWN),
        ("XZ", "Your package was cleared", CustomsState.RELEASED, Actor.UNKNOWN),
        ("1F", "UPS has destroyed the package", CustomsState.REFUSED, Actor.UNKNOWN),
    ],
)
def test_an_exception_says_who_must_act(
    code: str, words: str, state: CustomsState, who: Actor
) -> None:
    """By its code, with the words and without them."""
    for text in (words, ""):
        found = ups(code, "X", text)
        assert found.decided_by is DecidedBy.CODE
        assert found.customs is not None
        assert (found.customs.state, found.customs.who_must_act) == (state, who)


@pytest.mark.parametrize(
    ("words", "who"),
    [(RECEIVER, Actor.BUYER), (SENDER, Actor.SELLER), ("", Actor.UNKNOWN)],
)
@pytest.mark.parametrize("status", ["58", "124", "125"])
def test_a_status_leaves_it_to_the_words(status: str, words: str, who: Actor) -> None:
    """``Clearance information needed`` names no one; the sentence beside it may."""
    found = ups(status, "STATUS", words)
    assert found.customs is not None
    assert found.customs.state is CustomsState.ACTION_REQUIRED
    assert found.customs.kind is HoldKind.DOCUMENTS
    assert found.customs.who_must_act is who


@pytest.mark.parametrize(
    ("words", "stage", "who"),
    [
        (RECEIVER, Stage.CUSTOMS, Actor.BUYER),
        (SENDER, Stage.CUSTOMS, Actor.SELLER),
        ("Your package was released by the customs agency.", Stage.IN_TRANSIT, Actor.UNKNOWN),
        ("The receiver was not available for delivery.", Stage.FAILED_ATTEMPT, None),
        ("The package was missed at the destination location.", Stage.EXCEPTION, None),
        ("The package was delivered to a neighbour.", Stage.EXCEPTION, None),
        ("", Stage.EXCEPTION, None),
    ],
)
def test_an_unlisted_exception_is_read_by_its_words(
    words: str, stage: Stage, who: Actor | None
) -> None:
    """What no list has is an exception unless its words say more, and is never a delivery."""
    found = ups("ZZ", "X", words)
    assert found.stage is stage
    assert (found.customs.who_must_act if found.customs else None) is who


def test_one_code_means_another_thing_in_another_list() -> None:
    """``RS`` is the receiver's papers, and a seizure of Mail Innovations'."""
    assert ups("RS", "X").stage is Stage.CUSTOMS
    assert ups("RS", "MI:A4").stage is Stage.SEIZED
    assert ups("58", "FREIGHT").duties_due
    assert not ups("58", "STATUS").duties_due


@pytest.mark.parametrize(
    ("code", "sub_code", "direction"),
    [
        ("EC", "FREIGHT", Direction.EXPORT),
        ("EP", "ULD", Direction.EXPORT),
        ("067", "STATUS", Direction.TRANSIT),
        ("134", "STATUS", Direction.IMPORT),
        ("IP", "X", Direction.IMPORT),
        ("12", "STATUS", Direction.UNKNOWN),
        ("1U", "X", Direction.UNKNOWN),
    ],
)
def test_direction_is_named_or_unknown(code: str, sub_code: str, direction: Direction) -> None:
    """A code that names no side leaves it to the countries; the way out is never a stop."""
    found = ups(code, sub_code)
    assert found.customs is not None
    assert found.customs.direction is direction
    outward = direction in {Direction.EXPORT, Direction.TRANSIT}
    assert (found.stage is Stage.IN_TRANSIT) is outward or (
        found.customs.state is CustomsState.RELEASED
    )


@pytest.mark.parametrize(
    ("code", "sub_code", "text", "stage"),
    [
        ("11", "STATUS", "DELIVERED", Stage.DELIVERED),
        ("11", "STATUS", "Delivered to UPS Access Point", Stage.PICKUP),
        ("11", "STATUS", "Returned to sender", Stage.RETURNED),
        ("D", "ACT", "Delivered", Stage.DELIVERED),
        ("D", "ACT", "Delivered to agent", Stage.IN_TRANSIT),
        ("26", "STATUS", "Delivered by Local Post Office", Stage.DELIVERED),
        ("143", "STATUS", "", Stage.IN_TRANSIT),
        ("144", "STATUS", "", Stage.PICKUP),
        ("161", "STATUS", "", Stage.PICKUP),
        ("DO", "ACT", "", Stage.IN_TRANSIT),
        ("145", "STATUS", "Delivery Attempted", Stage.FAILED_ATTEMPT),
    ],
)
def test_delivered_is_to_the_buyer(code: str, sub_code: str, text: str, stage: Stage) -> None:
    """A station, an agent, a freight station or the sender have it: that is no delivery."""
    assert ups(code, sub_code, text).stage is stage


def test_a_request_moves_nothing() -> None:
    """A return that was only asked for has not begun its way."""
    assert not ups("119", "STATUS", "Return to Sender Requested").movement


@pytest.mark.parametrize("codes", LISTS)
def test_a_code_stands_in_a_list_once(codes: Codes) -> None:
    """A code that stood twice would mean what happened to stand last."""
    found = [code for _, given in codes for code in given.split()]
    assert sorted(found) == sorted(set(found))


def test_only_codes_of_papers_and_duty_name_the_buyer() -> None:
    """Nobody is asked for anything on a code that only says "held"."""
    named = {
        key: entry.customs.state
        for key, entry in ENTRIES.items()
        if entry.customs is not None and entry.customs.who_must_act is Actor.BUYER
    }
    assert len(named) == 33
    assert set(named.values()) == {CustomsState.ACTION_REQUIRED}


CORRECTED = (
    Corrected(
        "info_received",
        "information alone is no movement",
        ("Shipment/Forwarding Information Received",),
    ),
    Corrected("arrived_destination", "it says so", ("Arrived at Destination Country",)),
    Corrected(
        "in_transit",
        "a filing of the importer's was accepted, not the parcel",
        ("ISF Data Accepted (Error Free)",),
    ),
    Corrected(
        "export_customs",
        "a border on the way: outward as export is, and no import",
        tuple(
            f"{one} in transit border clearance" for one in ("First", "Second", "Third", "Fourth")
        ),
    ),
    Corrected(
        "exception",
        "an attempt to fetch it from the sender, not to deliver it",
        ("Pickup Attempted", "Second Pickup Attempted", "Final Pickup Attempted"),
    ),
    Corrected(
        "in_transit",
        "handed to an agent or to a freight station, not to the buyer",
        (
            "Delivered to Agent",
            "Delivered Origin CFS (Freight Only)",
            "Delivered Destination CFS (Freight Only)",
        ),
    ),
    Corrected(
        "available_for_pickup",
        "it waits there for the buyer",
        ("Delivered to Post Office for Pickup", "Delivered to UPS Access Point"),
    ),
)


@measured
def test_rows_of_ups() -> None:
    """Every row of UPS's, under its own label and under corrected ones."""
    print(f"ups as labelled {figures(of('ups'))}")  # noqa: T201 - the figures are the point
    found = relabelled("ups", *CORRECTED)
    print(f"ups corrected   {found}")  # noqa: T201 - the same
    assert found.rows == 364
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995
