"""Chats that nobody can read: what was perhaps said is a person's to look after. Pure.

There a message whose answer was lost has no action that names it: the words and the chat have to be
those of one that is uncertain. And each send that was not answered is the last of its action.
"""

from collections import Counter
from collections.abc import Iterator

from services.cli.demo.evidence import Evidence, Row
from services.sandbox.accounts import DEFAULT

SHOPS = frozenset(shop.key for shop in DEFAULT.shops if not shop.readable)
_LOST = ("request_lost", "answer_lost", "500", "502")
"""Ends of a send after which nobody knows what became of it."""

Words = tuple[str, str]
"""A chat, and what was asked to be said there."""


def perhaps_said(evidence: Evidence) -> Counter[Words]:
    """How many actions may have said these words, in chats that cannot be read."""
    return Counter((row["conversation"], row["text"]) for row in _uncertain(evidence))


def left(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(action or chat, what is wrong): nobody looks after it, or it was tried again."""
    checked = {row["action_key"] for row in evidence.tasks if row["kind"] == "check"}
    uncertain = _uncertain(evidence)
    for row in uncertain:
        if row["key"] not in checked:
            yield row["key"], "perhaps said, and nobody was asked to check"
    threads = {shop.seller_id for shop in DEFAULT.shops if shop.key in SHOPS}
    lost = Counter(
        entry["ref"]
        for entry in evidence.log
        if (entry["kind"], entry["what"]) == ("call", "bazaar:send")
        and str(entry["outcome"]).startswith(_LOST)
        and entry["ref"].startswith(tuple(f"t{seller}-" for seller in threads))
    )
    known = Counter(row["conversation"] for row in uncertain)
    for thread in sorted(lost.keys() | known.keys()):
        if lost[thread] != known[thread]:
            detail = f"{lost[thread]} sends without an answer, {known[thread]} uncertain actions"
            yield thread, detail


def _uncertain(evidence: Evidence) -> list[Row]:
    return [
        row
        for row in evidence.actions
        if row["status"] == "uncertain"
        and row["kind"] in {"message", "offer"}
        and row["order_key"].rsplit("/", 1)[0] in SHOPS
    ]
