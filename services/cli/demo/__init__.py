"""``forestall demo``: a month of six shops' trade, played, shown, counted and judged."""

from services.cli.demo.command import demo

__all__ = ["demo"]
