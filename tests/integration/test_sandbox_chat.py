"""Lazada's chat rules: when a session opens, how many messages go, what a block looks like."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.faults import Faults
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from tests.support.sandbox import Caller, Edge

START = datetime(2026, 3, 2, tzinfo=UTC)
SHOP = "lazada/laz-1"


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    """A receiver of pushes."""
    receiver = Edge()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def caller(edge: Edge) -> AsyncIterator[Caller]:
    """A caller of an empty world that pushes to the receiver."""
    sandbox = await start(world.empty(START), edge=await edge.start())
    calling = Caller(sandbox)
    yield calling
    await calling.client.aclose()
    await sandbox.stop()


@pytest.fixture
def sandbox(caller: Caller) -> Sandbox:
    """The sandbox behind the caller."""
    return caller.sandbox


async def _open(caller: Caller, key: str) -> dict[str, str]:
    told = await caller.lazada("POST", "/im/session/open", order_id=key.rsplit("/", 1)[1])
    answer: dict[str, str] = told.json()
    return answer.get("data", answer)  # type: ignore[return-value]


async def _send(caller: Caller, session: str, text: str) -> str:
    told = await caller.lazada(
        "POST", "/im/message/send", session_id=session, template_id="1", txt=text
    )
    return str(told.json()["code"])


async def _texts(caller: Caller, session: str, **more: str) -> list[tuple[str, str]]:
    at = str(int(caller.sandbox.now().timestamp() * 1000))
    told = await caller.lazada(
        "GET", "/im/message/list", **{"session_id": session, "start_time": at, **more}
    )
    listed = told.json()["data"]["message_list"]
    return [(json.loads(m["content"])["txt"], m["process_msg"]) for m in listed]


async def test_a_session_opens_for_seven_days_and_is_kept(caller: Caller, sandbox: Sandbox) -> None:
    """Opened in time it takes messages later; opened too late it is refused."""
    early, late = (sandbox.place_order(SHOP) for _ in range(2))
    session = (await _open(caller, early))["session_id"]
    sandbox.step_to(START + timedelta(days=7, seconds=1))
    assert (await _open(caller, late))["code"] == "OrderTooOld"
    assert await _send(caller, session, "still here") == "0"


async def test_where_sessions_are_not_kept_only_the_buyer_opens_one_late() -> None:
    """The other reading of the documents, as a setting."""
    sandbox = await start(world.empty(START), published=Terms(kept_sessions=False))
    caller = Caller(sandbox)
    key = sandbox.place_order(SHOP)
    session = (await _open(caller, key))["session_id"]
    sandbox.step_to(START + timedelta(days=8))
    assert await _send(caller, session, "late") == "SessionClosed"
    sandbox.buyer_writes(key, "Where is it?")
    assert await _send(caller, session, "answer") == "0"
    await caller.client.aclose()
    await sandbox.stop()


async def test_five_messages_a_day_until_the_buyer_answers(
    caller: Caller, sandbox: Sandbox
) -> None:
    """The sixth is refused; the buyer's answer, or a day, opens the chat again."""
    key = sandbox.place_order(SHOP)
    session = (await _open(caller, key))["session_id"]
    codes = [await _send(caller, session, f"message {n}") for n in range(6)]
    assert codes == ["0"] * 5 + ["MessageLimit"]
    sandbox.buyer_writes(key, "Thank you")
    assert await _send(caller, session, "one more") == "0"


async def test_the_list_is_newest_first_and_pages_backwards(
    caller: Caller, sandbox: Sandbox
) -> None:
    """Each page begins behind the last message of the one before."""
    key = sandbox.place_order(SHOP)
    for n in range(5):
        sandbox.buyer_writes(key, f"question {n}")
    session = (await _open(caller, key))["session_id"]
    first = await _texts(caller, session, page_size="3")
    last = sandbox.chats()[0].id
    assert [text for text, _ in first] == sorted((t for t, _ in first), reverse=True)
    assert await _texts(caller, session, last_message_id=last) != first


async def test_a_blocked_text_is_seen_only_on_reading_back(
    caller: Caller, sandbox: Sandbox, edge: Edge
) -> None:
    """The send is accepted and nothing is pushed; ``process_msg`` stands in the list alone."""
    sandbox.set_faults(Faults(text_blocked=1.0))
    key = sandbox.place_order(SHOP)
    session = (await _open(caller, key))["session_id"]
    assert await _send(caller, session, "Your parcel") == "0"
    ((text, why),) = await _texts(caller, session)
    assert (text, bool(why)) == ("Your parcel", True)
    await sandbox.settle()
    assert all(body["message_type"] != 2 for body in edge.bodies())
    assert [e.more["blocked"] for e in sandbox.ledger.entries("effect", "chat_message")] == [True]


@pytest.mark.parametrize(
    ("faults", "at_once", "later"),
    [
        (Faults(request_lost=1.0), 0, 0),
        (Faults(answer_lost=1.0), 1, 1),
        (Faults(text_late=1.0), 0, 1),
    ],
)
async def test_a_cut_caller_does_not_know_what_became_of_a_text(
    caller: Caller, sandbox: Sandbox, faults: Faults, at_once: int, later: int
) -> None:
    """The connection ends without an answer; the text stands there never, at once, or in 30 s."""
    key = sandbox.place_order(SHOP)
    session = (await _open(caller, key))["session_id"]
    sandbox.set_faults(faults)
    with pytest.raises(httpx.RemoteProtocolError):
        await _send(caller, session, "Your parcel")
    sandbox.set_faults(Faults())
    assert len(sandbox.chats("machine")) == at_once
    sandbox.step_to(START + timedelta(seconds=30))
    assert [text for text, _ in await _texts(caller, session)] == ["Your parcel"] * later


async def test_a_platform_may_change_the_words(caller: Caller, sandbox: Sandbox) -> None:
    """Numbers are masked and lines joined in what is shown; the ledger has what was asked, too."""
    sandbox.set_faults(Faults(text_altered=1.0))
    session = (await _open(caller, sandbox.place_order(SHOP)))["session_id"]
    await _send(caller, session, "Your parcel RR123456789CN\nis held")
    ((text, _),) = await _texts(caller, session)
    assert text.startswith("Your parcel *** is held")
    (effect,) = sandbox.ledger.entries("effect", "chat_message")
    assert effect.more["asked"] == "Your parcel RR123456789CN\nis held"


async def test_every_message_is_pushed_with_its_sender(
    caller: Caller, sandbox: Sandbox, edge: Edge
) -> None:
    """Buyer 1, seller 2, whether typed by staff or sent by a program."""
    key = sandbox.place_order(SHOP)
    sandbox.buyer_writes(key, "你好")
    sandbox.staff_writes(key, "Hello")
    session = (await _open(caller, key))["session_id"]
    await _send(caller, session, "by program")
    await sandbox.settle()
    chat = [body["data"] for body in edge.bodies() if body["message_type"] == 2]
    senders = [(json.loads(m["content"])["txt"], m["from_account_type"]) for m in chat]
    assert senders == [("你好", 1), ("Hello", 2), ("by program", 2)]
    assert {m["session_id"] for m in chat} == {session}
