"""The ``forestall`` command."""

from importlib import import_module
from typing import Any

import click

_COMMANDS = {
    "ingest": ("services", "Marketplaces and carriers in: edge, normaliser, reconciler."),
    "tracker": ("services", "Parcels: polls carriers, notices holds and silence."),
    "notifier": ("services", "Cases: decides, tells buyers, hands tasks to staff, pages."),
    "desk": ("services", "Where people work: pages and REST."),
    "run": ("run", "All services on your forestall.yaml, until stopped."),
    "demo": ("demo", "A month of six shops' trade against a sandbox."),
    "doctor": ("doctor", "What is wrong with this installation, and what to do."),
    "case": ("case", "An order's timeline, and its plan with reasons."),
    "buyer": ("buyer", "What staff mark of a buyer: no_messages, no_offers, staff_only, vip."),
    "playbook": ("playbook", "The rules: check them, try them, see what they say and why."),
    "shop": ("shop", "Authorise a shop; its way from observing to acting, a share at a time."),
    "backfill": ("backfill", "Have a shop's past read, knowing first what it costs."),
    "backtest": ("backtest", "What the rules would have done with orders of the past."),
    "parcel": ("parcel", "What is known of a parcel, what it rests on, what happens next."),
    "dispute": ("dispute", "Answer a claim, once, as a person has decided."),
    "search": ("search", "Orders by number, tracking number or a buyer's reference."),
    "report": ("report", "A week in figures: read, kept, mailed to staff."),
    "tasks": ("tasks", "What people have to do."),
    "knowledge": ("knowledge", "How cases like this were solved, and what repeats."),
    "pause": ("pause", "Stop everything that reaches buyers and platforms."),
    "resume": ("pause", "Undo a pause."),
    "oncall": ("oncall", "Whether pages reach the people they are for."),
    "recover": ("recover", "After a restored backup: enter what has left since."),
    "privacy": ("privacy", "The keys of personal text; export or erase what is kept of a buyer."),
    "dead": ("dead", "Records that could not be read, and what to do with them."),
    "openapi": ("openapi", "The webhook addresses, as an OpenAPI document."),
    "migrate": ("migrate", "The tables of all services, ahead of the services themselves."),
    "topics": ("topics", "The Kafka topics."),
    "republish": ("topics", "Send every object's last state again."),
}


class _Lazy(click.Group):
    """Imports a command's module when it is called: a quick ``--help``, a small service."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"services.cli.{_COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - our own table
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="forestall")
def main(**_: Any) -> None:
    """Forestall: a parcel held at customs never becomes an "item not received" dispute."""
