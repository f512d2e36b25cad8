"""``forestall dispute``: a claim that waits, and the answer that a person gives from here."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from schemas.action import ActionStatus
from schemas.base import Money
from schemas.dispute import Dispute
from services.cli.context import config_option, run_async, settings_of
from services.cli.servers import database, now_of
from services.cli.shown import shown
from services.connectors import registry
from services.connectors.answers import Answer, Decision
from services.connectors.oncall.audience import Audience
from services.notifier import answering
from services.notifier.app import world_of
from services.notifier.casework import Casework
from services.notifier.postgres.unit import PostgresStores
from services.notifier.told import instant
from services.runtime.clock import SystemClock
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.settings import Settings

_DONE = {
    ActionStatus.DONE: "the platform accepted the answer",
    ActionStatus.UNCERTAIN: "perhaps given: no answer came. Look in the seller centre; it is never "
    "given twice, and a task is left",
}


@click.group()
def dispute() -> None:
    """A claim that waits for an answer."""


@dispute.command("answer")
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option("--dispute", "ref", default="", help="Which, where the order has several.")
@click.option("--accept", "decision", flag_value=Decision.ACCEPT.value, help="Pay what is asked.")
@click.option("--refuse", "decision", flag_value=Decision.REFUSE.value, help="Pay nothing.")
@click.option("--propose", metavar="AMOUNT", default="", help="Pay this, in the claim's currency.")
@click.option("--say", "decision", flag_value=Decision.SAY.value, help="Decide nothing: words.")
@click.option("--words", default="", help="Why, to the buyer and the platform.")
@click.option("--yes", is_flag=True, help="Do not ask whether it may go.")
@config_option
def answer_dispute(
    order: str, config: Path | None, *, yes: bool, decision: str | None, **given: str
) -> None:
    """Answer a claim: once for each submission of the buyer's, and never again by itself."""
    ref, propose, words = given["ref"], given["propose"], given["words"]
    if (decision is None) is not bool(propose):
        raise click.UsageError("give one of --accept, --refuse, --say and --propose AMOUNT")
    if decision != Decision.ACCEPT and not words.strip():
        raise click.UsageError("--words: say why, to the buyer and the platform")
    run_async(_answer(settings_of(config), order, (ref, decision, propose, words), yes=yes))


async def _answer(
    settings: Settings, order: str, wanted: tuple[str, str | None, str, str], *, yes: bool
) -> int:
    ref, decision, propose, words = wanted
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        standing = await answering.pending(stores, order, ref)
        told = answer_of(standing, decision, propose, words)
        click.echo(shown(summary(order, standing, told)))
        if not yes:
            click.confirm("Give this answer? Money that it pays does not come back", abort=True)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        casework = Casework(world, Audience(registry.oncall(settings)))
        now = await now_of(settings)  # after they were asked: the claim's lease begins here
        ended = await answering.answer(stores, casework, lambda: now, order, (standing, told))
    click.echo(shown(_DONE.get(ended.status, f"not given: {ended.reason}")))
    return 0 if ended.status is ActionStatus.DONE else 1


def answer_of(standing: Dispute, decision: str | None, propose: str, words: str) -> Answer:
    """The answer that the options name.

    Raises:
        InvalidInput: the amount is none, or not below what is asked for, or that is not known.
    """
    if decision in {Decision.REFUSE, Decision.SAY}:
        return Answer(Decision(decision), words=words)
    if standing.amount is None:
        raise InvalidInput("no_amount", "what the buyer asks for is not known: answer on the page")
    if decision == Decision.ACCEPT:
        return Answer(Decision.ACCEPT, standing.amount)
    try:
        amount = Decimal(propose)
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 0 < amount < standing.amount.amount:
        most = f"{standing.amount.amount:f} {standing.amount.currency}"
        raise InvalidInput("amount", f"--propose takes an amount above 0 and below {most}")
    return Answer(Decision.PROPOSE, Money(amount=amount, currency=standing.amount.currency), words)


def summary(order: str, standing: Dispute, told: Answer) -> str:
    """What stands, and what would be answered."""
    asked, due = standing.amount, standing.answer_due
    lines = [
        f"{order}: {standing.kind.replace('_', ' ')}, submission {standing.round}",
        f"asked     {asked.amount:f} {asked.currency}" if asked else "",
        f"due       {instant(due.at)}" + (" (assumed)" if due.source == "assumed" else "")
        if due
        else "",
        f"answer    {told.decision}"
        + (f" {told.amount.amount:f} {told.amount.currency}" if told.amount else ""),
        f"words     {told.words}" if told.words else "",
    ]
    return "\n".join(line for line in lines if line)
