"""The sandbox's own marketplace: its sites stand for the kinds of channel that others have.

``forms`` takes only texts of its own, ``notes`` 350 characters without links, and ``letterbox``
shows nobody what was thrown into it. No seller has a shop there but the demo's and the tests'.
"""

NAME = "bazaar"

FORMS, NOTES, LETTERBOX = "forms", "notes", "letterbox"
