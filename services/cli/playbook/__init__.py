"""``forestall playbook``: check, try, explain and preview the rules and their texts."""

from services.cli.playbook.command import playbook

__all__ = ["playbook"]
