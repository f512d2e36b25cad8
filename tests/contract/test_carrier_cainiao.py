"""Cainiao: the conformance suite, its codes, its mapping, and its rows among real events."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.parcel import (
    Actor,
    CarrierUpdate,
    CustomsState,
    DecidedBy,
    Direction,
    Handoff,
    HoldKind,
    Stage,
)
from services.connectors.carriers.cainiao.api import APART, Cainiao
from services.connectors.carriers.cainiao.mapping import to_update
from services.connectors.carriers.port import Access, Asked, CarrierApi, Rejected
from services.connectors.carriers.stages import classify
from services.runtime.errors import TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_carrier import NOW, ONE, TWO, BatchConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.relabelled import Corrected, relabelled
from tests.contract.test_tracking_events import figures, measured, of

BOTH = ("cainiao", "aliexpress")


def event(code: str, at: str, desc: str, group: str = "") -> dict[str, Any]:
    """One event as the page was seen to give it."""
    time = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return {
        "time": int(time.timestamp() * 1000),
        "timeStr": at,
        "desc": desc,
        "standerdDesc": desc,
        "descTitle": "",
        "actionCode": code,
        "group": {"nodeCode": group},
    }


TAXED = event("CUS_TAX", "2026-09-02 09:00:00", "Import duty is assessed")
LEFT = event("LH_DEPART", "2026-08-25 10:36:00", "Left", "AE_GROUP_LH_PROCESSING")


def module(number: str, *events: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One parcel; events newest first."""
    return {
        "mailNo": number,
        "status": "CLEAR_CUSTOMS",
        "mailNoSource": "CAINIAO",
        "detailList": list(events),
        **more,
    }


def answer(*modules: dict[str, Any]) -> bytes:
    """The whole answer."""
    return json.dumps({"success": True, "module": list(modules)}).encode()


LIMITED = Reply(body=json.dumps({"success": False, "errorCode": "RATE_LIMIT"}).encode())


class TestCainiao(BatchConformance):
    """Cainiao keeps the contract of every provider, but asks nothing twice in a row."""

    meanings = ("no_information", "carrier")

    def connector(self, http: Http, url: str) -> CarrierApi:
        """Cainiao at the loopback's address."""
        return Cainiao(http, Access("unused", api=url))

    def found(self, numbers: Sequence[str]) -> bytes:
        """All known, with two events each."""
        return answer(*(module(number, TAXED, LEFT) for number in numbers))

    def refused(self, number: str, meaning: str) -> Reply:
        """A parcel without events, or one that is another's."""
        source = "EXTERNAL" if meaning == "carrier" else ""
        return Reply(body=answer(module(number, mailNoSource=source)))

    def mixed(self, known: str, unknown: str) -> bytes:
        """One known, one without events."""
        return answer(module(known, TAXED), module(unknown))

    def failed_whole(self) -> Reply:
        """The page's refusal, with status 200."""
        return LIMITED

    def key_refused(self) -> Reply:
        """The address is banned."""
        return Reply(403)

    def numbers_of(self, received: Received) -> list[str]:
        """The query's numbers."""
        return received.query["mailNos"].split(",")

    def authorised(self, received: Received) -> bool:
        """Nothing of ours is sent."""
        bare = "authorization" not in received.headers and "unused" not in str(received.query)
        return bare and received.path == "/global/detail.json"

    async def test_a_429_is_waited_for(self, server: Loopback, api: CarrierApi) -> None:
        """Here it is not: six hours lie between two requests, whatever the page says."""
        slow = Reply(429, headers={"retry-after": "0.01"})
        server.answers(slow, Reply(body=self.found([ONE.number])))
        with pytest.raises(TryLater):
            await api.look([ONE], NOW)
        assert len(server.received) == 1

    async def test_a_cut_connection_is_looked_at_again(
        self, server: Loopback, api: CarrierApi
    ) -> None:
        """Here it is not, for the same reason: the answer is lost."""
        server.answers(
            Reply(body=self.found([ONE.number]), truncate=True),
            Reply(body=self.found([ONE.number])),
        )
        with pytest.raises(Unanswered):
            await api.look([ONE], NOW)
        assert len(server.received) == 1

    @pytest.mark.parametrize("reply", [LIMITED, Reply(body=answer())])
    async def test_a_page_that_is_asked_too_often_is_left_alone(
        self, server: Loopback, api: CarrierApi, reply: Reply
    ) -> None:
        """A refusal or an empty answer is one for speed, and says when to come back."""
        server.answers(reply)
        with pytest.raises(TryLater) as error:
            await api.look([ONE, TWO], NOW)
        assert error.value.after == APART

    async def test_a_broken_parcel_is_asked_later(self, server: Loopback, api: CarrierApi) -> None:
        """A parcel of another shape spoils no other number; numbers are compared in capitals."""
        broken = module(TWO.number, TAXED) | {"copyRealMailNo": "9" * 300}
        server.answers(Reply(body=answer(module(ONE.number, TAXED), broken)))
        typed = Asked(ONE.number.lower())
        found = await api.look([ONE, typed, TWO], NOW)
        assert isinstance(found[ONE.number], CarrierUpdate)
        assert isinstance(found[typed.number], CarrierUpdate)
        left = found[TWO.number]
        assert isinstance(left, Rejected)
        assert (left.meaning, left.code) == ("later", "unreadable")
        assert self.numbers_of(server.received[0]) == [TWO.number, ONE.number]


def test_a_request_in_six_hours_is_the_limit() -> None:
    """A hundred numbers a request, one in flight, six hours apart; the settings may say less."""
    api = Cainiao(Http(allow_private=False), Access(""))
    assert (api.batch, api.limit.concurrency) == (100, 1)
    assert timedelta(seconds=1 / api.limit.per_second) == APART == timedelta(hours=6)


def test_an_update_keeps_what_the_source_said() -> None:
    """Milliseconds become UTC, oldest first; the last mile's number is the hand-off."""
    told = module("LP1", TAXED, LEFT, copyRealMailNo="6A12345678901", realMailNo="other")
    update = to_update(told, "LP1", NOW)
    left, taxed = update.scans
    assert left.at == datetime(2026, 8, 25, 10, 36, tzinfo=UTC)
    assert (left.code, left.sub_code) == ("LH_DEPART", "AE_GROUP_LH_PROCESSING")
    assert (taxed.seq, taxed.raw_time, taxed.text) == (
        1,
        "2026-09-02 09:00:00",
        "Import duty is assessed",
    )
    assert update.handoff == Handoff(number="6A12345678901")
    assert (update.carrier, update.service) == ("Cainiao", None)


@pytest.mark.parametrize("same", ["", "lp1", None])
def test_its_own_number_is_no_hand_off(same: str | None) -> None:
    """A parcel that keeps its number was handed on under no other."""
    assert to_update(module("LP1", TAXED, copyRealMailNo=same), "LP1", NOW).handoff is None


def test_a_newer_event_moves_no_older_scan() -> None:
    """A scan is the same, id and ordinal, after others have followed it, whatever their order."""
    before = to_update(module("LP1", LEFT), "LP1", NOW).scans
    for events in ((TAXED, LEFT), (LEFT, TAXED)):
        assert to_update(module("LP1", *events), "LP1", NOW).scans[:1] == before


def test_the_latest_trace_stands_in_for_a_list() -> None:
    """Without a list the latest event is the one there is, and the status is trusted after it."""
    latest = {"timeStr": "2026-09-01 10:00:00", "desc": "", "actionCode": ""}
    (scan,) = to_update(module("LP1", latestTrace=latest), "LP1", NOW).scans
    assert (scan.at, scan.sub_code) == (datetime(2026, 9, 1, 10, tzinfo=UTC), "CLEAR_CUSTOMS")
    found = classify("cainiao", scan.code, scan.sub_code, scan.text)
    assert (found.stage, found.decided_by) == (Stage.CUSTOMS, DecidedBy.SUB_CODE)


@pytest.mark.parametrize(
    ("code", "state", "kind", "who"),
    [
        ("CUS_TAX", CustomsState.ACTION_REQUIRED, HoldKind.DUTIES, Actor.BUYER),
        ("CUS_FAILURE", CustomsState.ACTION_REQUIRED, HoldKind.DOCUMENTS, Actor.UNKNOWN),
        ("CIQ_FAILURE", CustomsState.ACTION_REQUIRED, HoldKind.INSPECTION, Actor.UNKNOWN),
        ("CC_IM_FAILURE", CustomsState.ACTION_REQUIRED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("CC_IM_EXCEPTION", CustomsState.ACTION_REQUIRED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("CC_IM_START", CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("CC_HO_IN_FAILURE", CustomsState.PROCESSING, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("CC_IM_SUCCESS", CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
        ("CC_HO_OUT_SUCCESS", CustomsState.RELEASED, HoldKind.UNSPECIFIED, Actor.UNKNOWN),
    ],
)
def test_a_code_needs_no_words(code: str, state: CustomsState, kind: HoldKind, who: Actor) -> None:
    """A code alone says what import customs does, for both providers, with the page's prefix."""
    for provider in BOTH:
        for written in (code, f"AE_{code}", code.lower()):
            found = classify(provider, written, "", "")
            assert found.customs is not None
            assert (found.customs.state, found.customs.kind) == (state, kind)
            assert (found.customs.who_must_act, found.customs.direction) == (who, Direction.IMPORT)
            assert found.matched == code
            assert found.duties_due == (kind is HoldKind.DUTIES)


@pytest.mark.parametrize(
    ("code", "direction"),
    [
        ("CC_EX_FAILURE", Direction.EXPORT),
        ("CC_EX_NEVER_SEEN", Direction.EXPORT),
        ("CC_TRANS_FAILURE", Direction.TRANSIT),
        ("CC_TRANS_NEVER_SEEN", Direction.TRANSIT),
    ],
)
@pytest.mark.parametrize("words", ["", "Recipient must pay the duty", "收件人需要提供资料"])
def test_no_buyer_is_asked_abroad(code: str, direction: Direction, words: str) -> None:
    """Export and transit clearance is on its way and never the buyer's, whatever the words say."""
    found = classify("cainiao", code, "", words)
    assert found.customs is not None
    assert (found.stage, found.customs.direction) == (Stage.IN_TRANSIT, direction)
    assert found.customs.who_must_act is Actor.UNKNOWN


def test_words_may_name_who_must_act_on_import() -> None:
    """A clearance that failed says nothing of whom; the sentence beside it may."""
    told = classify("cainiao", "CC_IM_FAILURE", "", "The sender must provide the invoice").customs
    assert told is not None
    assert (told.kind, told.who_must_act) == (HoldKind.DOCUMENTS, Actor.SELLER)


@pytest.mark.parametrize("code", ["COMMON_INTRANSIT", "LAST_MILE_ASN_NOTIFY"])
def test_a_notice_is_no_movement(code: str) -> None:
    """What tells of no movement is advisory, so that it ends no silence."""
    (scan,) = to_update(module("LP1", event(code, "2026-09-01 00:00:00", "")), "LP1", NOW).scans
    assert scan.advisory
    assert classify("cainiao", code, "", "").movement is False


@pytest.mark.parametrize(
    ("code", "sub_code", "text", "stage"),
    [
        ("GTMS_STA_SIGNED", "", "Delivered", Stage.PICKUP),
        ("GTMS_SIGNED", "", "", Stage.DELIVERED),
        ("GTMS_SIGNED", "", "Delivered to the sender", Stage.RETURNED),
        ("GSTA_SIGN", "", "User signed at pickup point", Stage.DELIVERED),
        ("RT_DESTROY", "", "", Stage.LOST),
        ("RT_NEVER_SEEN", "", "", Stage.RETURNING),
        ("RT_WH_HO_IN", "", "", Stage.RETURNING),
        ("EXCEPTION", "", "Held by customs", Stage.CUSTOMS),
        ("EXCEPTION", "", "", Stage.EXCEPTION),
        ("NEVER_SEEN", "", "", Stage.UNKNOWN),
        ("NEVER_SEEN", "AE_GROUP_SIGNED", "", Stage.UNKNOWN),
        ("NEVER_SEEN", "AE_GROUP_SIGNED", "Delivered", Stage.DELIVERED),
        ("NEVER_SEEN", "AE_GROUP_GTMS_DELIVERING", "", Stage.OUT_FOR_DELIVERY),
        ("NEVER_SEEN", "AE_GROUP_GTMS_DELIVERING", "Delivery failed", Stage.FAILED_ATTEMPT),
    ],
)
def test_who_signed_decides(code: str, sub_code: str, text: str, stage: Stage) -> None:
    """A station's signature, a leg of the way and a return are no delivery to the buyer."""
    for provider in BOTH:
        assert classify(provider, code, sub_code, text).stage is stage


@pytest.mark.parametrize(
    ("group", "text", "state", "direction"),
    [
        ("AE_GROUP_IM_CLEARING_CUSTOMS", "", CustomsState.PROCESSING, Direction.IMPORT),
        ("AE_GROUP_IM_CLEARING_CUSTOMS", "Cleared", CustomsState.RELEASED, Direction.IMPORT),
        ("AE_GROUP_IM_CLEARING_CUSTOMS", "Held by customs", CustomsState.HELD, Direction.IMPORT),
        (
            "AE_GROUP_IM_CLEARING_CUSTOMS",
            "Released from export customs",
            CustomsState.RELEASED,
            Direction.EXPORT,
        ),
        (
            "AE_GROUP_EX_CLEARING_CUSTOMS",
            "Held by customs",
            CustomsState.PROCESSING,
            Direction.EXPORT,
        ),
        ("AE_GROUP_LH_PROCESSING", "Held by customs", CustomsState.HELD, Direction.UNKNOWN),
        ("CLEAR_CUSTOMS", "Held by customs", CustomsState.HELD, Direction.UNKNOWN),
    ],
)
def test_a_leg_at_customs_gives_its_direction(
    group: str, text: str, state: CustomsState, direction: Direction
) -> None:
    """Of an unlisted event words tell how it goes at customs, the leg at which; never outward."""
    found = classify("cainiao", "NEVER_SEEN", group, text).customs
    assert found is not None
    assert (found.state, found.direction) == (state, direction)


@measured
@pytest.mark.parametrize("provider", ["cainiao", "cainiao_group_node", "cainiao_module_status"])
def test_cainiao_rows(provider: str) -> None:
    """Cainiao's rows, its groups and its statuses are read within the bars."""
    found = figures(of(provider))
    print(f"{provider} {found}")  # noqa: T201 - the figures are the point
    assert found.f1 >= 0.99
    assert found.stage >= 0.97
    assert found.buyer >= 0.995


LABELS = (
    Corrected(
        "export_customs",
        "a third country's customs: on its way like export, and no import to be held in",
        ("Transit-country clearance failed", "Transit-country clearance started"),
    ),
)


@measured
def test_cainiao_rows_relabelled() -> None:
    """With what the labels have no word for, every row is right."""
    found = relabelled("cainiao", *LABELS)
    print(f"cainiao, relabelled {found}")  # noqa: T201 - the figures are the point
    assert (found.stage, found.f1, found.buyer) == (1.0, 1.0, 1.0)
