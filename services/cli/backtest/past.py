"""Orders and scans of the past, read from CSV; every mistake with its line."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.order import OrderStatus
from schemas.parcel import Scan
from services.notifier.countries import NAMES, meant
from services.runtime.errors import ConfigurationError
from services.runtime.ids import text_hash

T = TypeVar("T")

ORDERS = ("order_id", "purchased_at", "shipped_at", "promised_at", "delivered_at")
"""Columns that an orders file has; ``status``, ``country`` and ``number`` are read where they
stand. Times are ISO 8601 with an offset; ``delivered_at`` is empty where it never came.
"""
SCANS = ("order_id", "at", "text")
"""Columns of a scans file; ``country``, ``code``, ``sub_code``, ``place`` and ``provider`` are read
where they stand.
"""

MOST_MISTAKES = 20
LONGEST_ID = 60
"""Characters of an order's own number."""

YEARS = range(2000, 2101)
"""Of orders and scans: what lies outside is a mistake in the file."""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order as the file tells it.

    Attributes:
        country: destination, ISO 3166-1.
        number: of its parcel.
        scans: of its parcel, as they stand in the scans file.
    """

    id: str
    placed: datetime
    shipped: datetime
    promised: datetime | None
    delivered: datetime | None
    cancelled: bool
    country: str
    number: str
    scans: tuple[Scan, ...] = ()


def read_past(orders: Path, scans: Path | None, country: str) -> list[PastOrder]:
    """The orders that were shipped, by their time of shipping.

    Args:
        orders: CSV with the columns of ``ORDERS``.
        scans: CSV with the columns of ``SCANS``, if there is one.
        country: destination of orders that name none.

    Raises:
        ConfigurationError: a file cannot be read, a column is missing, a value is none of its
            kind; the first mistakes are named with their lines.
    """
    problems: list[str] = []
    told = _by_order(scans, problems) if scans else {}
    found = []
    for line, row in _rows(orders, ORDERS, problems):
        order = _tried(lambda row=row: _order(row, told, country), orders, line, problems)  # type: ignore[misc]
        if order is not None:
            found.append(order)
    if problems:
        more = len(problems) - MOST_MISTAKES
        raise ConfigurationError(
            problems[:MOST_MISTAKES] + ([f"and {more} more"] if more > 0 else [])
        )
    return sorted(found, key=lambda one: (one.shipped, one.id))


def _order(
    row: Mapping[str, str], told: Mapping[str, list[Scan]], country: str
) -> PastOrder | None:
    if not row["shipped_at"]:
        return None
    order_id = row["order_id"]
    if not 1 <= len(order_id) <= LONGEST_ID:
        raise ValueError(f"order_id has {len(order_id)} characters, and 1 to {LONGEST_ID} are one")
    number = row.get("number") or f"BT{text_hash(order_id)[:10].upper()}"
    return PastOrder(
        id=order_id,
        placed=_instant(row, "purchased_at"),
        shipped=_instant(row, "shipped_at"),
        promised=_instant(row, "promised_at") if row["promised_at"] else None,
        delivered=_instant(row, "delivered_at") if row["delivered_at"] else None,
        cancelled=row.get("status", "").lower() in {"canceled", OrderStatus.CANCELLED},
        country=_country(row.get("country") or country),
        number=number,
        scans=tuple(told.get(order_id, ())),
    )


def _country(code: str) -> str:
    if code in NAMES:
        return code
    near = meant(code)
    hint = f"; did you mean {near}?" if near else ""
    raise ValueError(f"there is no country {code} in ISO 3166-1{hint}")


def _by_order(path: Path, problems: list[str]) -> dict[str, list[Scan]]:
    found: dict[str, list[Scan]] = defaultdict(list)
    for line, row in _rows(path, SCANS, problems):
        scan = _tried(lambda row=row: _scan(row), path, line, problems)  # type: ignore[misc]
        if scan is not None:
            found[row["order_id"]].append(scan)
    return found


def _scan(row: Mapping[str, str]) -> Scan:
    at = _instant(row, "at")
    parts = (row["at"], row.get("code", ""), row["text"], row.get("place", ""))
    return Scan(
        id=text_hash("|".join(parts))[:32],
        provider=row.get("provider") or "17track",
        at=at,
        place=row.get("place", ""),
        country=row.get("country") or None,
        code=row.get("code", ""),
        sub_code=row.get("sub_code", ""),
        text=row["text"],
    )


def _instant(row: Mapping[str, str], name: str) -> datetime:
    at = datetime.fromisoformat(row[name])
    if at.tzinfo is None:
        raise ValueError(f"{name} {row[name]} says no offset: write it as {row[name]}+00:00")
    if at.year not in YEARS:
        raise ValueError(f"{name} {row[name]} is of no year from {YEARS[0]} to {YEARS[-1]}")
    return at


def _rows(
    path: Path, columns: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                problems.append(f"{path.name}:1: there is no column {', '.join(missing)}")
                return
            for row in reader:
                yield reader.line_num, {name: value or "" for name, value in row.items() if name}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path}: cannot be read: {error}")


def _tried(work: Callable[[], T], path: Path, line: int, problems: list[str]) -> T | None:
    try:
        return work()
    except ValidationError as error:
        first = error.errors()[0]
        problems.append(f"{path.name}:{line}: {'.'.join(map(str, first['loc']))}: {first['msg']}")
    except ValueError as error:
        problems.append(f"{path.name}:{line}: {error}")
    return None
