"""Whatever stands in any place of PayPal's pushes and answers: it is read, or refused by name."""

import json
from collections.abc import Sequence
from contextlib import suppress

import pytest

from schemas.base import Versioned
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.paypal.answers import call_of
from services.connectors.marketplaces.paypal.api import Api
from services.connectors.marketplaces.values import parse
from services.connectors.ports import Hint
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput, OutsideError
from services.runtime.ids import canonical_json
from tests.contract.conformance_marketplace import NOW
from tests.contract.test_hostile_json import ODD, Reading, Said, Tokened, changed, places
from tests.contract.test_paypal import APP, ASKED, ORDER, READER, REF, SHOP
from tests.contract.vectors import raw

GIVEN = (
    Answer(Decision.SAY, words="Hello"),
    Answer(Decision.ACCEPT, ASKED),
    Answer(Decision.PROPOSE, ASKED, "Sorry"),
    Answer(Decision.REFUSE, words="It was delivered."),
)


async def push(body: bytes) -> Sequence[Versioned]:
    """A push."""
    READER.read(APP, Pushed({}, body, NOW))
    return ()


async def listed(body: bytes) -> Sequence[Versioned]:
    """A page of the list, each entry then read back from the inbox."""
    api = Api(SHOP, Tokened(body))
    for entry in (await api.changes("disputes", NOW, NOW, None)).entries:
        with suppress(InvalidInput):
            api.listed("disputes", entry.raw, NOW)
    return ()


async def read(body: bytes) -> Sequence[Versioned]:
    """A dispute."""
    return await Api(SHOP, Tokened(body)).read(Hint("", "dispute", REF), NOW)


async def answered(body: bytes) -> Sequence[Versioned]:
    """A dispute that is answered in every way."""
    source = parse(body)
    for given in GIVEN:
        with suppress(OutsideError):
            call_of(source, ORDER, given)
    return ()


async def token(body: bytes) -> Sequence[Versioned]:
    """The token itself."""
    return await Api(SHOP, Said(body)).read(Hint("", "dispute", REF), NOW)


CASES: tuple[tuple[str, bytes, Reading], ...] = (
    ("push", raw("paypal/push_created.json"), push),
    ("list", raw("paypal/disputes.json"), listed),
    ("dispute", raw("paypal/dispute.json"), read),
    ("answered", raw("paypal/dispute.json"), answered),
    ("token", b'{"access_token":"t","expires_in":32400}', token),
)


@pytest.mark.parametrize(("name", "sample", "reading"), CASES)
async def test_any_value_anywhere_is_read_or_refused(
    name: str, sample: bytes, reading: Reading
) -> None:
    """Each odd value in each place of each known JSON."""
    for path in places(json.loads(sample)):
        for text in ODD:
            try:
                found = await reading(changed(sample, path, text))
            except (InvalidInput, OutsideError):
                continue
            except Exception as error:
                raise AssertionError(f"{name}: {text:.40} at {path}") from error
            for one in found:
                assert "\\u0000" not in one.model_dump_json(), (name, path)
                canonical_json(one.content())
