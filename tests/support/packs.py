"""Evidence packs of a made-up order, for the tests of how they are drawn and shown."""

from collections.abc import Sequence

from services.desk.pack.build import Material, pack_of
from services.desk.pack.model import Pack
from services.notifier.actionrow import ActionRow
from services.notifier.case import Case
from services.notifier.ledger import Entry, first_broken, seal
from services.notifier.plan import Plan
from services.notifier.view import CaseView
from services.tracker.view import ParcelView
from tests.support.notifier import KEY, NOW, case_of, order


def view_of(
    case: Case | None = None, entries: Sequence[Entry] = (), actions: Sequence[ActionRow] = ()
) -> CaseView:
    """A case as people see it, its entries chained."""
    chain = []
    for seq, entry in enumerate(entries, start=1):
        chain.append(seal(KEY, seq, entry, chain[-1].hash if chain else ""))
    return CaseView(
        order_key=KEY,
        case=case or case_of(order()),
        entries=[one.entry for one in chain],
        hashes=[one.hash for one in chain],
        broken_at=first_broken(KEY, chain),
        complaint=None,
        plan=Plan(),
        deadlines=(),
        paused=None,
        actions=actions,
        tasks=(),
        wake_at=None,
    )


def pack(
    view: CaseView | None = None,
    parcels: Sequence[ParcelView] = (),
    said: dict[str, str] | None = None,
    language: str = "",
) -> Pack:
    """The pack of a case."""
    material = Material(view or view_of(), parcels, said or {}, ["ann"])
    return pack_of(material, NOW, language)
