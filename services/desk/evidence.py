"""The evidence pack of an order, in the form that is asked for: by the page, REST and command."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.desk.pack import page, text
from services.desk.pack.build import Material, pack_of
from services.desk.pack.model import Pack
from services.desk.pack.words import languages
from services.notifier.told import said_in
from services.notifier.view import CaseView
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Pool
from services.runtime.settings import Settings
from services.tracker.view import EvidenceView, ParcelView, each


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a pack, as a file."""

    media: str
    suffix: str
    made: Callable[[Pack], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pack, and the parcels with the raw answers that it names by their hashes."""

    pack: Pack
    parcels: Sequence[ParcelView]

    def answers(self) -> list[EvidenceView]:
        """The raw answers, a signer's name left out."""
        return [one for parcel in self.parcels for one in parcel.evidence if one.answer is not None]


async def drawn(
    settings: Settings, pool: Pool, view: CaseView, now: datetime, language: str = ""
) -> Drawn:
    """The pack of a case.

    Args:
        settings: for the key of people's words, and the names of staff.
        pool: on the database of notifier and tracker.
        view: the case.
        now: domain time.
        language: BCP 47; empty: that of the marketplace's people.

    Raises:
        InvalidInput: it cannot be put in that language.
    """
    if language and language not in languages():
        known = ", ".join(languages())
        raise InvalidInput("unknown_language", f"language: one of {known}, or none")
    said = await said_in(settings, pool, view)
    parcels = await each(pool, sorted(view.case.parcels), now, answers=True)
    staff = {one.name for one in settings.desk.people} | {settings.desk.alone}
    material = Material(view, parcels, said, staff - {""})
    return Drawn(pack_of(material, now, language), parcels)


def form_of(name: str) -> Form:
    """The form of that name.

    Raises:
        InvalidInput: there is none.
    """
    found = FORMS.get(name)
    if found is None:
        raise InvalidInput("unknown_format", f"format: one of {', '.join(FORMS)}")
    return found


async def _pdf(pack: Pack) -> bytes:
    try:
        from services.desk.pack.paper import printed  # noqa: PLC0415 - 60 MB that none else needs
    except ImportError as error:
        raise InvalidInput("no_pdf", "PDF is not installed here: forestall[pdf]") from error
    return await printed(pack)


async def _html(pack: Pack) -> bytes:
    return page.shown(pack).encode()


async def _text(pack: Pack) -> bytes:
    return text.written(pack).encode()


FORMS: Mapping[str, Form] = {
    "pdf": Form("application/pdf", "pdf", _pdf),
    "html": Form("text/html", "html", _html),
    "text": Form("text/markdown", "md", _text),
}
"""By the name that is asked for."""
