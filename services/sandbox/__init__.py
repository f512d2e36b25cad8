"""The outside world in miniature: marketplaces, 17TRACK and on-call over real HTTP.

Signatures are real and wrong ones are refused; what happens is a seeded truth (``world``), what
goes wrong is decided by hashes (``faults``), and what was done to it stands in a ledger (``log``),
against which the demo and the tests are judged. It shares no code with the connectors: two
readings of the same documents check each other.
"""
