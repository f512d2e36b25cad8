"""``forestall backtest``: what the playbook would have done with orders of the past."""

from services.cli.backtest.command import backtest

__all__ = ["backtest"]
