"""An object of Correios' answer to our ``CarrierUpdate``. Pure.

Shape: Correios, "Manual de Integração" V2.2 (09/2023), section 14. There ``codigo`` is the event's
type and ``tipo`` its status number.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from schemas.base import Country
from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers import values
from services.connectors.carriers.correios.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import items, text
from services.connectors.instants import believed
from services.runtime.errors import InvalidInput

_BRASILIA = ZoneInfo("America/Sao_Paulo")
"""Times come without an offset, in the capital's time."""

_STATES = frozenset(
    (
        *("AC", "AL", "AM", "AP", "BA", "CE", "DF", "ES", "GO", "MA", "MG", "MS", "MT", "PA"),
        *("PB", "PE", "PI", "PR", "RJ", "RN", "RO", "RR", "RS", "SC", "SE", "SP", "TO"),
    )
)
_ABROAD = "país"
"""The kind of a unit that is a country: its letters are no state of Brazil."""


def to_update(item: Mapping[str, Any], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one object.

    Args:
        item: ``{codObjeto, tipoPostal, eventos}``; events are newest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it is not of the documented shape (``unreadable``).
    """
    events = [_mapping(one) for one in reversed(items(item.get("eventos")))]
    service = text(_mapping(item.get("tipoPostal")).get("categoria"))
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Correios",
            service=service or None,
            scans=in_order(_scan(event, seq) for seq, event in enumerate(events)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Correios' answer is of another shape") from error


def _scan(event: Mapping[str, Any], seq: int) -> Scan | None:
    """One event; None where it has no time. ``detalhe`` is advice, and is not read."""
    printed = text(event.get("dtHrCriado"))
    at = _instant(printed)
    if at is None:
        return None
    unit = _mapping(event.get("unidade"))
    address = _mapping(unit.get("endereco"))
    place = ", ".join(filter(None, (text(address.get("cidade")), text(address.get("uf")))))
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=place or text(unit.get("nome")),
        country=_country(unit, address),
        code=text(event.get("codigo")),
        sub_code=text(event.get("tipo")),
        text=text(event.get("descricao")),
        language="pt",
    )


def _instant(printed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(printed)
    except ValueError:
        return None
    return believed(found if found.tzinfo else found.replace(tzinfo=_BRASILIA))


def _country(unit: Mapping[str, Any], address: Mapping[str, Any]) -> Country | None:
    """Brazil where the unit lies in one of its states; abroad only a name is given."""
    abroad = text(unit.get("tipo")).casefold() == _ABROAD
    return "BR" if not abroad and text(address.get("uf")).upper() in _STATES else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return values.mapping(value, "Correios")
