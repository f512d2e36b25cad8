"""Cursors of lists that are paged by number: the next page, and how many entries there were. Pure.

An entry that changes while we page leaves the span, every later one moves up, and the next page
would skip one: where the total has fallen the list is read again from its first page. It ends,
because a span that is over can only shrink.
"""

from services.runtime.errors import InvalidInput


def place(cursor: str | None) -> tuple[int, str]:
    """Page number and the total that the list had; the first page without a cursor.

    Raises:
        InvalidInput: ``cursor``: it is none of ours.
    """
    if cursor is None:
        return 1, ""
    page, _, total = cursor.partition("/")
    if not page.isdecimal() or not (total.isdecimal() or not total):
        raise InvalidInput("cursor", "not a cursor of this list")
    return int(page), total


def further(page: int, before: str, total: str, *, full: bool) -> str | None:
    """Where to go on; None at the end.

    Args:
        page: the number of the page just read.
        before: the total that the list had on the page before it; empty where it told none.
        total: the total that it has.
        full: whether the page held as many entries as it may.
    """
    if before and total and int(total) < int(before):
        return f"1/{total}"
    return f"{page + 1}/{total}" if full else None
