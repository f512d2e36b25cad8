"""The state machine: everything that can happen to the notifier's core, in any order."""
