"""The digest of 17TRACK's answers: equal where nothing that is read changed, and only there."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from services.connectors.carriers.seventeentrack.glance import digest, in_full, named, opened
from services.connectors.carriers.seventeentrack.mapping import to_update
from services.runtime.intake import read_json
from tests.contract.test_carrier_seventeentrack import ARRIVED, HELD, answer, item

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _item() -> dict[str, Any]:
    found: dict[str, Any] = copy.deepcopy(item("RR123456785CN", HELD, ARRIVED))
    for number, one in enumerate(found["track_info"]["tracking"]["providers"]):
        one["events_hash"] = number - 99
    return found


def test_a_later_sync_that_brought_nothing_has_the_same_digest() -> None:
    """A poll of a parcel that did not move is worth no reading."""
    before, after = _item(), _item()
    for one in after["track_info"]["tracking"]["providers"]:
        one["latest_sync_time"] = "2026-11-22T00:00:00Z"
    assert digest(before) == digest(after) != ""
    assert to_update(before, NOW).digest == digest(before)


@pytest.mark.parametrize(
    "change",
    [
        lambda info: info["tracking"]["providers"][0].update(events_hash=5),
        lambda info: info["tracking"]["providers"][0].update(latest_sync_status="Failure"),
        lambda info: info["tracking"]["providers"][0].update(provider={"name": "Other"}),
        lambda info: info["tracking"]["providers"][0]["events"].pop(),
        lambda info: info.update(shipping_info={"recipient_address": {"country": "US"}}),
        lambda info: info.setdefault("misc_info", {}).update(local_number="6A1"),
        lambda info: info.setdefault("misc_info", {}).update(service_type="Express"),
    ],
    ids=["events", "sync failed", "carrier", "one less", "route", "hand-off", "service"],
)
def test_whatever_is_read_changes_the_digest(change: Any) -> None:
    """Else news would be taken for none."""
    before, after = _item(), _item()
    change(after["track_info"])
    assert digest(before) != digest(after)


def test_an_answer_without_events_or_hash_is_always_read() -> None:
    """That a number is not found is judged by its answers, one by one."""
    bare, empty = _item(), _item()
    for one in bare["track_info"]["tracking"]["providers"]:
        del one["events_hash"]
    for one in empty["track_info"]["tracking"]["providers"]:
        one["events"] = []
    assert digest(bare) == digest(empty) == ""


def test_an_answer_unread_has_the_digest_of_one_read_in_full() -> None:
    """A push is read in full, a look is not: what the one brought is no news to the other."""
    told = _item()
    told["track_info"]["latest_event"] = {"location": "S\u00e3o Paulo", "at": -23.50, "odd": None}
    _, ((number, unread),) = opened(answer([told]))
    assert number == told["number"]
    assert isinstance(unread, msgspec.Raw)
    assert digest(unread) == digest(read_json(json.dumps(told))) != ""
    assert in_full(unread) == read_json(json.dumps(told))


@pytest.mark.parametrize("odd", [None, 7, {"number": 7}, {"tag": "x"}])
def test_one_odd_entry_hides_no_other(odd: Any) -> None:
    """An answer that is not as documented is read with care: what is in order in it counts."""
    whole = json.loads(answer([_item()], [("RR1CN", -18019902)]))
    whole["data"]["accepted"].append(odd)
    body, found = opened(json.dumps(whole).encode())
    assert [number for number, _ in found] == [_item()["number"]]
    assert digest(found[0][1]) == digest(_item())
    assert [one["number"] for one in named(body, "rejected")] == ["RR1CN"]
