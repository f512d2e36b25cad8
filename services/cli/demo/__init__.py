"""``forestall demo``: a month of three shops' trade, played, shown, counted and judged."""

from services.cli.demo.command import demo

__all__ = ["demo"]
