"""Whatever stands in an aggregator's push or answer: it is read, or refused by name."""

from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest

from schemas.base import Versioned
from services.connectors.carriers.aftership.api import AfterShip
from services.connectors.carriers.aftership.push import PushReader as AfterShipPush
from services.connectors.carriers.easypost.api import EasyPost
from services.connectors.carriers.easypost.push import PushReader as EasyPostPush
from services.connectors.carriers.port import Access, Asked, CarrierPushReader, Detects, Registers
from services.connectors.carriers.trackingmore.api import TrackingMore
from services.runtime.errors import OutsideError
from services.runtime.http.client import Http
from tests.contract import test_carrier_aftership as aftership
from tests.contract import test_carrier_easypost as easypost
from tests.contract import test_carrier_trackingmore as trackingmore
from tests.contract import test_hostile_json as hostile

NUMBER = hostile.NUMBER


def calls(api: Callable[[Http, Access], Registers], status: int = 200) -> hostile.Reading:
    """Every call of a provider to which all is answered with one body."""

    async def made(body: bytes) -> Sequence[Versioned]:
        one = api(hostile.Said(body, status), Access("key"))
        if isinstance(one, Detects):
            with suppress(OutsideError):
                await one.detect([Asked(NUMBER)])
        with suppress(OutsideError):
            await one.register([Asked(NUMBER)])
        return await hostile.looked(one)

    return made


def push(reader: CarrierPushReader) -> hostile.Reading:
    """A webhook."""

    async def read(body: bytes) -> Sequence[Versioned]:
        return (reader.read(body, hostile.NOW),)

    return read


SHIP = aftership.tracking(NUMBER, aftership.ARRIVED, aftership.HELD, last_mile={"slug": "ups"})
MORE = trackingmore.tracking(NUMBER, trackingmore.CLEARED, there=[trackingmore.DISPATCHED])
CASES: tuple[tuple[str, bytes, hostile.Reading], ...] = (
    ("aftership", aftership.answer(SHIP), calls(AfterShip)),
    ("aftership-refusal", aftership.failure(4005), calls(AfterShip, 400)),
    ("aftership-push", aftership.push(), push(AfterShipPush())),
    ("trackingmore", trackingmore.answer([MORE]), calls(TrackingMore)),
    ("trackingmore-refusal", trackingmore.failure(4110), calls(TrackingMore, 400)),
    ("easypost", easypost.answer(easypost.tracker(NUMBER, easypost.HELD)), calls(EasyPost)),
    ("easypost-refusal", easypost.failure("NO"), calls(EasyPost, 422)),
    ("easypost-push", easypost.push(), push(EasyPostPush())),
)


@pytest.mark.parametrize(("name", "sample", "reading"), CASES)
async def test_any_value_anywhere_is_read_or_refused(
    name: str, sample: bytes, reading: hostile.Reading
) -> None:
    """Each odd value in each place of each known JSON."""
    await hostile.test_any_value_anywhere_is_read_or_refused(name, sample, reading)
