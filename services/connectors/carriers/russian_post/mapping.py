"""Russian Post's history of operations to our ``CarrierUpdate``. Pure.

Shape: Russian Post, "Single access", method ``getOperationHistory``. The names of sender and
addressee that it holds are not read.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Country
from schemas.parcel import CarrierUpdate, Scan
from services.connectors.carriers.russian_post.codes import PROVIDER
from services.connectors.carriers.scanned import in_order, scan
from services.connectors.carriers.values import country, instant
from services.connectors.carriers.xml import Element
from services.runtime.errors import InvalidInput


def to_update(records: Sequence[Element], number: str, read_at: datetime) -> CarrierUpdate:
    """The update behind one answer.

    Args:
        records: every ``historyRecord``, oldest first.
        number: as we asked for it.
        read_at: when the read began (domain time).

    Raises:
        InvalidInput: it cannot be kept (``unreadable``).
    """
    places = [record.child("AddressParameters") for record in records]
    kinds = [record.child("ItemParameters").child("MailType").said("Name") for record in records]
    try:
        return CarrierUpdate(
            id=f"{PROVIDER}/{number}",
            provider=PROVIDER,
            number=number,
            carrier="Russian Post",
            origin=_first(places, "CountryFrom"),
            destination=_first(places, "MailDirect"),
            service=next(filter(None, kinds), None),
            scans=in_order(_scan(record, seq) for seq, record in enumerate(records)),
            read_started_at=read_at,
        )
    except ValueError as error:
        raise InvalidInput("unreadable", "Russian Post's answer is of another shape") from error


def _scan(record: Element, seq: int) -> Scan | None:
    """One operation; None where it has no time. A time without an offset is read as UTC."""
    operation, places = record.child("OperationParameters"), record.child("AddressParameters")
    kind, attribute = operation.child("OperType"), operation.child("OperAttr")
    printed = operation.said("OperDate")
    at = instant(printed)
    if at is None:
        return None
    return scan(
        PROVIDER,
        at,
        seq,
        raw_time=printed,
        place=places.child("OperationAddress").said("Description"),
        country=_country(places, "CountryOper"),
        code=kind.said("Id"),
        sub_code=attribute.said("Id"),
        text=" - ".join(filter(None, (kind.said("Name"), attribute.said("Name")))),
        language="ru",
    )


def _first(places: Sequence[Element], name: str) -> Country | None:
    """The country that the first record with one names."""
    return next(filter(None, (_country(one, name) for one in places)), None)


def _country(places: Element, name: str) -> Country | None:
    return country(places.child(name).said("Code2A"))
