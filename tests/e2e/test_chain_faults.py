"""The outside as it is: pushes that never come, answers that are cut off, texts that are blocked.

And the brake. Domain time begins on a Monday at midnight (UTC); Malaysia is awake from 1 to 12.
"""

from datetime import timedelta

import pytest

from services.notifier import people
from services.notifier.postgres.unit import PostgresStores
from services.sandbox.faults import NONE, Faults
from tests.support.chain import LAZADA, Chain
from tests.support.servers import START

H = timedelta(hours=1)
NIGHT, MORNING = START + 3 * 24 * H + 14 * H, START + 4 * 24 * H + 1 * H


async def test_a_lost_push_is_healed_by_polling(run: Chain) -> None:
    """No push of an order ever comes: within two hours it is known all the same, and counted."""
    run.sandbox.set_faults(Faults(push_lost=1.0))
    key = run.sandbox.place_order(LAZADA)
    number = run.sandbox.ship(key)
    await run.quiet()
    run.sandbox.set_faults(NONE)
    assert not await run.cases()
    await run.step_to(START + 2 * H, every=H)
    assert await run.cases() == [key]
    assert {row["kind"] for row in await run.healed()} == {"order"}
    assert run.sandbox.book.tracked(number).registered_at is not None


@pytest.mark.parametrize("echo_lost", [0.0, 1.0])
async def test_a_lost_answer_leaves_exactly_one_message(run: Chain, echo_lost: float) -> None:
    """The chat took the words and the line was cut: they are said once.

    The platform's own push of the message settles it at once; without that the machine looks.
    """
    _, number = await run.sent()
    await run.step_to(NIGHT)
    await run.held(number)
    run.sandbox.set_faults(Faults(answer_lost=1.0, push_lost=echo_lost))
    await run.step_to(MORNING)
    [action] = await run.actions("hold-buyer-must-act")
    assert action["status"] == ("uncertain" if echo_lost else "done")
    await run.on(timedelta(minutes=3))
    run.sandbox.set_faults(NONE)
    await run.step_to(MORNING + 2 * H, every=H)
    [action] = await run.actions("hold-buyer-must-act")
    [told] = run.told()
    assert (action["status"], action["external_ref"]) == ("done", told.id)
    assert not await run.tasks("hold-buyer-must-act", "open")


async def test_a_blocked_text_becomes_a_task(run: Chain) -> None:
    """The platform accepts the words and keeps them from the buyer: staff get them, once."""
    run.sandbox.set_faults(Faults(text_blocked=1.0))
    key, number = await run.sent()
    await run.step_to(MORNING)
    await run.held(number)
    await run.on(H)
    [said] = run.told()
    assert said.blocked
    [task] = await run.tasks("hold-buyer-must-act")
    assert (task["order_key"], task["kind"], task["body"]) == (key, "send", said.text)


async def test_a_pause_holds_everything_and_resume_lets_it_go(run: Chain) -> None:
    """Paused, nothing reaches a buyer though it is due; resumed, it leaves in the same step.

    What has a deadline is handed to staff instead: they are never paused.
    """
    _, waiting = await run.sent()
    key, urgent = await run.sent()
    await run.step_to(NIGHT)
    run.sandbox.scan(waiting, "AvailableForPickup_Other", "At the pickup point", country="MY")
    await run.held(urgent)
    await people.pause(PostgresStores(run.pool), run.clock.now(), "all", "a test", "staff")
    await run.step_to(MORNING + H, every=4 * H)
    assert not run.told()
    [task] = await run.tasks("hold-buyer-must-act")
    assert (task["order_key"], task["kind"]) == (key, "send")
    assert await people.resume(PostgresStores(run.pool), run.clock.now(), "all", {})
    await run.quiet()
    [told] = run.told()
    assert waiting in told.text
    assert told.sent_at == MORNING + H
