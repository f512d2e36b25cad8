"""What the program is for: from a carrier's scan to the buyer's chat and the staff's desk.

Domain time begins on a Monday at midnight (UTC); Malaysia is awake from 1 to 12.
"""

from datetime import timedelta

from services.notifier import tasks as desk
from services.notifier.postgres.unit import PostgresStores
from services.sandbox.numbers import tracking_number
from tests.support.chain import ALIEXPRESS, ASKED, LAZADA, Chain
from tests.support.dump import dump, found_in
from tests.support.servers import START

H = timedelta(hours=1)
WRONG = "LB123456785CN"
"""Of the right form, and nobody's."""

NIGHT, MORNING = START + 3 * 24 * H + 14 * H, START + 4 * 24 * H + 1 * H
"""Ten in the evening in Malaysia, and the first minute in which its buyers may be written to."""


async def test_a_hold_is_told_once_in_waking_hours_and_its_release_too(run: Chain) -> None:
    """Held at night, told at nine, once however often it is scanned; then released, told again.

    Where nobody was told of the hold, nobody is told of its release.
    """
    _, number = await run.sent()
    key_of_other, other = await run.sent()
    await run.step_to(NIGHT)
    await run.held(number)
    await run.held(other)
    run.sandbox.scan(other, "InTransit_CustomsReleased", "Released", country="MY")
    await run.step_to(MORNING - H / 2)
    assert not run.told()
    await run.step_to(MORNING)
    [hold] = run.told()
    assert number in hold.text
    assert "Malaysia" in hold.text
    assert hold.sent_at == MORNING
    run.sandbox.scan(number, "InTransit_CustomsRequiringInformation", ASKED, country="MY")
    await run.on(2 * H)
    assert run.told() == [hold]
    run.sandbox.scan(number, "InTransit_CustomsReleased", "Released", country="MY")
    await run.quiet()
    assert run.told() == [hold]
    await run.step_to(MORNING + 24 * H)  # half a day after the first word, and then in the morning
    [_, release] = run.told()
    assert release.session == hold.session
    assert number in release.text
    assert key_of_other not in {row["order_key"] for row in await run.actions("hold-released")}


async def test_without_a_chat_the_same_hold_is_one_task_with_the_text(run: Chain) -> None:
    """AliExpress has no message API: staff get the words ready to paste, in Spanish, once."""
    key, number = await run.sent(ALIEXPRESS, "ES")
    await run.step_to(START + 84 * H)
    await run.held(number, country="ES")
    await run.on(2 * H)
    run.sandbox.scan(number, "InTransit_CustomsRequiringInformation", ASKED, country="ES")
    await run.on(24 * H)
    [task] = await run.tasks("hold-buyer-must-act")
    assert (task["order_key"], task["kind"], task["status"]) == (key, "send", "open")
    assert number in task["body"]
    assert "España" in task["body"]
    assert task["link"].endswith(key.rsplit("/", 1)[1])


async def test_prepaid_duty_is_the_sellers_and_never_the_buyers(run: Chain) -> None:
    """Duty asked of a buyer who paid it with the order: a task for the seller, no word to them."""
    key, number = await run.sent(prepaid=True)
    await run.step_to(MORNING)
    await run.held(number, "Import duty is due before release")
    [task] = await run.tasks("hold-prepaid-duty")
    assert (task["order_key"], task["kind"]) == (key, "do")
    await run.step_to(MORNING + 30 * H, every=10 * H)
    assert not run.told()


async def test_a_mistyped_number_is_the_sellers_until_it_is_corrected(run: Chain) -> None:
    """A label without a scan, then a number nobody knows: tasks, no word to the buyer.

    The corrected number voids the old parcel, and what was asked about it goes with its cause.
    """
    key = run.sandbox.place_order(LAZADA, country="MY")
    run.sandbox.ship(key, WRONG)
    await run.step_to(START + 60 * H, every=12 * H)
    [label] = await run.tasks("label-unscanned")
    assert (label["order_key"], label["status"]) == (key, "open")
    await run.step_to(START + 84 * H, every=12 * H)
    [label] = await run.tasks("label-unscanned")
    [unknown] = await run.tasks("number-not-found")
    assert (label["status"], unknown["status"]) == ("gone", "open")
    assert WRONG in unknown["title"]
    right = tracking_number(run.sandbox.draw, "China Post", "corrected")
    run.sandbox.correct(key, WRONG, right)
    run.sandbox.scan(right, "InTransit_PickedUp", "Accepted by carrier")
    await run.on(12 * H)
    [unknown] = await run.tasks("number-not-found")
    assert unknown["status"] == "gone"
    assert await run.roles() == {WRONG: "void", right: "original"}
    assert not run.told()


async def test_a_dispute_by_push_is_a_task_at_once_and_ends_all_talk(run: Chain) -> None:
    """The push alone makes the task, in the same step; what was planned for the buyer is off."""
    key, number = await run.sent()
    await run.step_to(NIGHT)
    await run.held(number)
    ref = run.sandbox.open_dispute(key)
    await run.quiet()
    [task] = await run.tasks("dispute-opened")
    assert (task["order_key"], task["created_at"]) == (key, NIGHT)
    assert ref in task["action_key"]
    run.sandbox.scan(number, "InTransit_CustomsReleased", "Released", country="MY")
    await run.step_to(MORNING + 24 * H, every=8 * H)
    assert not run.told()


async def test_a_person_in_the_chat_silences_the_machine_for_72_hours(run: Chain) -> None:
    """Staff wrote past the program: kind words wait for 72 hours; what cannot wait is a task."""
    key, number = await run.sent()
    await run.step_to(MORNING)
    run.sandbox.staff_writes(key, "We are looking into it.")
    await run.held(number)
    [task] = await run.tasks("hold-buyer-must-act")
    assert (task["order_key"], task["kind"]) == (key, "send")
    run.sandbox.scan(number, "InTransit_CustomsReleased", "Released", country="MY")
    run.sandbox.scan(number, "AvailableForPickup_Other", "At the pickup point", country="MY")
    await run.step_to(MORNING + 71 * H, every=24 * H)
    assert not run.told()
    await run.step_to(MORNING + 72 * H)
    [told] = run.told()
    assert number in told.text


async def test_protection_is_extended_once_a_person_lets_it(run: Chain) -> None:
    """Five days before it ends staff are asked; approved, the marketplace has moved its end."""
    key, number = await run.sent(ALIEXPRESS, "ES", protection_days=20)
    await run.step_to(START + 14 * 24 * H, every=24 * H)
    run.sandbox.scan(number, "InTransit_Other", "Departed from transit centre")
    await run.quiet()
    assert not await run.tasks("protection-ending")
    await run.step_to(START + 15 * 24 * H, every=12 * H)
    [task] = await run.tasks("protection-ending")
    assert (task["order_key"], task["kind"]) == (key, "approve")
    assert run.sandbox.order(key).extended_days == 0
    await desk.approve(PostgresStores(run.pool), run.clock.now(), task["id"], "staff")
    await run.quiet()
    assert run.sandbox.order(key).extended_days == 7
    await run.on(2 * H)
    assert not await run.tasks("protection-ending", "open")


async def test_a_bad_rating_is_a_task_with_a_draft_and_no_word_of_it_is_kept(run: Chain) -> None:
    """AliExpress lists ratings: stars reach the desk, the buyer's words nobody's table."""
    key, _ = await run.sent(ALIEXPRESS, "ES")
    other, _ = await run.sent(ALIEXPRESS, "ES")
    for order in (key, other):
        run.sandbox.complete(order)
    run.sandbox.rate(key, 1)
    run.sandbox.rate(other, 5)
    await run.on(2 * H)
    [task] = await run.tasks("negative-feedback")
    assert (task["order_key"], task["kind"], task["status"]) == (key, "do", "open")
    assert "1 of 5" in task["title"]
    assert "Queremos que todo" in task["body"]
    login = run.sandbox.order(key).plan.login
    assert not found_in(await dump(run.pool), f"words of {login}")
