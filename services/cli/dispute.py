"""``forestall dispute``: a claim that waits, and the answer that a person gives from here."""

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from services.connectors.marketplaces.values import money
from services.connectors.oncall.audience import Audience
from services.connectors.ports import Acts
from services.notifier import answering
from services.notifier.app import world_of
from services.notifier.casework import Casework
from services.notifier.eyes import Eyes
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

_UNTOLD = {Decision.ACCEPT: "asked     no sum is told: the platform pays it back in full"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options say, as written; ``decision`` is None where ``propose`` stands."""

    decision: str | None
    ref: str
    propose: str
    words: str
    reason: str


@click.group()
def dispute() -> None:
    """A claim that waits for an answer."""


@dispute.command("answer")
@click.argument("order", metavar="MARKETPLACE/SHOP/ORDER")
@click.option("--dispute", "ref", default="", help="Which, where the order has several.")
@click.option("--accept", "decision", flag_value=Decision.ACCEPT.value, help="Pay what is asked.")
@click.option("--refuse", "decision", flag_value=Decision.REFUSE.value, help="Pay nothing.")
@click.option(
    "--propose",
    metavar="AMOUNT",
    default="",
    help="Pay this, in the claim's currency; where no sum is told, with it: '149 MXN'.",
)
@click.option("--say", "decision", flag_value=Decision.SAY.value, help="Decide nothing: words.")
@click.option("--words", default="", help="Why, to the buyer and the platform.")
@click.option(
    "--reason",
    metavar="NAME",
    default="",
    help="With --refuse, where a platform has reasons of its own: which. Left out, they are told.",
)
@click.option("--by", default=getpass.getuser, help="Who decided it; your login by default.")
@click.option("--yes", is_flag=True, help="Do not ask whether it may go.")
@config_option
def answer_dispute(
    order: str, config: Path | None, *, yes: bool, by: str, decision: str | None, **given: str
) -> None:
    """Answer a claim: once for each submission of the buyer's, and never again by itself."""
    wanted = Wanted(decision, **given)
    if (decision is None) is not bool(wanted.propose):
        raise click.UsageError("give one of --accept, --refuse, --say and --propose AMOUNT")
    if decision != Decision.ACCEPT and not wanted.words.strip():
        raise click.UsageError("--words: say why, to the buyer and the platform")
    run_async(_answer(settings_of(config), order, wanted, by, yes=yes))


async def _answer(settings: Settings, order: str, wanted: Wanted, by: str, *, yes: bool) -> int:
    async with database(settings) as pool, Http.of(settings) as http:
        stores = PostgresStores(pool)
        standing = await answering.pending(stores, order, wanted.ref)
        told = answer_of(standing, wanted)
        world = world_of(settings, http, SystemClock())
        await world.learn(stores)
        await _check(world.acts_of(standing.shop), standing, told)
        click.echo(shown(summary(order, standing, told)))
        if not yes:
            click.confirm("Give this answer? Money that it pays does not come back", abort=True)
        casework = Casework(world, Audience(registry.oncall(settings)))
        now = await now_of(settings)  # after they were asked: the claim's lease begins here
        giver = answering.Giver(by, Eyes.named(settings, by))
        given = (standing, told)
        ended = await answering.answer(stores, casework, lambda: now, order, given, giver=giver)
    click.echo(shown(_DONE.get(ended.status, f"not given: {ended.reason}")))
    return 0 if ended.status is ActionStatus.DONE else 1


async def _check(acts: Acts, standing: Dispute, told: Answer) -> None:
    """What the platform would refuse, said before the one answer of this submission is used up."""
    if told.decision is Decision.REFUSE:
        check_reason(told.reason, await acts.refusals(standing))
    if told.decision is Decision.PROPOSE:
        check_offer(told.amount, await acts.offers(standing))


def answer_of(standing: Dispute, wanted: Wanted) -> Answer:
    """The answer that the options name.

    Raises:
        InvalidInput: the amount is none, or not below what is asked for.
    """
    if wanted.decision == Decision.ACCEPT:
        return Answer(Decision.ACCEPT, standing.amount)
    if wanted.decision is not None:
        return Answer(Decision(wanted.decision), words=wanted.words, reason=wanted.reason)
    amount = _proposed(standing, wanted.propose)
    return Answer(Decision.PROPOSE, amount, wanted.words)


def _proposed(standing: Dispute, told: str) -> Money:
    number, _, currency = told.strip().partition(" ")
    asked = standing.amount
    amount = money(number, currency or (asked.currency if asked else ""))
    if amount is None and asked is None:
        raise InvalidInput("amount", "no sum is told here: --propose takes one such as '149 MXN'")
    if amount is None or amount.amount <= 0 or (asked and not _below(amount, asked)):
        most = f" and below {asked.amount:f} {asked.currency}" if asked else ""
        raise InvalidInput("amount", f"--propose takes an amount above 0{most}")
    return amount


def _below(amount: Money, asked: Money) -> bool:
    return amount.currency == asked.currency and amount.amount < asked.amount


def check_reason(given: str, known: Mapping[str, str]) -> None:
    """Whether a refusal names one of the platform's own reasons, where it has some.

    Raises:
        InvalidInput: it does not; the message lists them.
    """
    if given in known or not (known or given):
        return
    listed = "; ".join(f"{name} ({words})" for name, words in known.items())
    raise InvalidInput("reason", f"--reason takes one of: {listed}" if listed else "none is taken")


def check_offer(given: Money | None, known: Sequence[Money]) -> None:
    """Whether a proposal is one of the sums that the platform takes, where it takes only some.

    Raises:
        InvalidInput: it is not; the message lists them.
    """
    if known and given not in known:
        listed = ", ".join(f"{one.amount:f} {one.currency}" for one in known)
        raise InvalidInput("amount", f"--propose takes one of: {listed}")


def summary(order: str, standing: Dispute, told: Answer) -> str:
    """What stands, and what would be answered."""
    asked, due = standing.amount, standing.answer_due
    lines = [
        f"{order}: {standing.kind.replace('_', ' ')}, submission {standing.round}",
        f"asked     {asked.amount:f} {asked.currency}" if asked else _UNTOLD.get(told.decision, ""),
        f"due       {instant(due.at)}" + (" (assumed)" if due.source == "assumed" else "")
        if due
        else "",
        f"answer    {told.decision}"
        + (f" {told.amount.amount:f} {told.amount.currency}" if told.amount else ""),
        f"reason    {told.reason}" if told.reason else "",
        f"words     {told.words}" if told.words else "",
    ]
    return "\n".join(line for line in lines if line)
