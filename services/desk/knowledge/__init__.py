"""Solved cases, found again: what was complained of, what was done, the answer that settled it."""
