"""A simulated month of eight shops, judged from outside; ``python -m tests.faults.month``."""
