"""How a table without calls is read: by its sub-code where it has one, else by its code."""

from collections.abc import Callable, Mapping

from schemas.parcel import Classified, DecidedBy
from services.connectors.carriers.table import Entry, decide, really_delivered
from services.connectors.carriers.wording import Wording

Groups = tuple[tuple[Entry, str], ...]
"""Entries, each with its codes separated by spaces."""


def by_code(groups: Groups) -> dict[str, Entry]:
    """The table that groups of codes spell out."""
    return {code: entry for entry, codes in groups for code in codes.split()}


def reader(
    table: Mapping[str, Entry],
) -> Callable[[str, str, Wording], Classified | None]:
    """What reads events by a table.

    A code that is not listed is left to the words; of a sub-code that is not listed its main code
    decides. A delivery whose words name another receiver than the buyer is none.
    """

    def classify(code: str, sub_code: str, words: Wording) -> Classified | None:
        spelled = sub_code.strip().upper()
        found = decide(table, spelled, words, by=DecidedBy.SUB_CODE) if spelled else None
        found = found or decide(table, code.strip().upper(), words)
        return None if found is None else really_delivered(found, words)

    return classify
