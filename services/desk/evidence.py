"""A draft of the evidence in a dispute, which a person checks and hands over. Pure.

Facts in the order of time, the scans that usually decide, the carriers' answers with hash and time,
and an answer to start from.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from schemas.parcel import Actor, Stage
from services.notifier.ledger import ref_of
from services.notifier.told import in_a_line, instant
from services.notifier.view import CaseView
from services.tracker.view import ParcelView, ScanView

ANSWERS = "answers"
"""The folder beside it that holds the carriers' answers."""

_OURS = frozenset({"complaint"})
"""Entries that are our own reading: whose fault it is, the platform decides."""

_BACK = frozenset({Stage.RETURNING, Stage.RETURNED})


def draft(
    view: CaseView, parcels: Sequence[ParcelView], said: Mapping[str, str], now: datetime
) -> str:
    """The draft, in Markdown. Pure."""
    sections = (
        (f"Order {view.order_key}", _disputes(view)),
        ("Scans that usually decide", _deciding(parcels)),
        ("What happened", _facts(view, parcels, said)),
        ("The carriers' answers", _answers(parcels)),
        ("An answer to start from", _answer(parcels)),
    )
    told = [f"# Evidence, drafted {instant(now)}; a person checks it before anybody else sees it"]
    if view.broken_at is not None:
        told.append(f"The timeline does not hold at entry {view.broken_at}: do not rest on it.")
    for title, lines in sections:
        told += [f"## {title}", "\n".join(lines) or "Nothing."]
    return "\n\n".join(told) + "\n"


def _disputes(view: CaseView) -> Iterator[str]:
    for one in view.case.disputes.values():
        asked = f", {one.amount.amount:f} {one.amount.currency} asked" if one.amount else ""
        kind = one.kind.replace("_", " ")
        opened = instant(one.opened_at)
        yield f"- {kind}, {one.state}, submission {one.round}, opened {opened}{asked}"


def _deciding(parcels: Sequence[ParcelView]) -> Iterator[str]:
    """Who was asked to release a parcel, and what came back, in the carrier's own words."""
    for parcel in parcels:
        for scan in parcel.scans:
            if shows := _shows(scan):
                yield f"- {instant(scan.at)}, {parcel.number}: {shows}: {_quoted(scan.text)}"


def _shows(scan: ScanView) -> str:
    if scan.customs is not None and scan.customs.who_must_act is Actor.BUYER:
        return "the buyer was asked to act so that customs releases it"
    if scan.stage in _BACK:
        return "it went back, refused or not claimed or as the words say"
    if scan.stage is Stage.FAILED_ATTEMPT:
        return "it was offered to the buyer in vain"
    return ""


def _facts(view: CaseView, parcels: Sequence[ParcelView], said: Mapping[str, str]) -> Iterator[str]:
    facts = [
        (entry.at, f"{entry.kind}: {in_a_line(entry)} {_quoted(said.get(ref_of(entry), ''))}")
        for entry in view.entries
        if entry.kind not in _OURS
    ]
    facts += [
        (scan.at, f"scan of {parcel.number} {scan.place}: {_quoted(scan.text)}")
        for parcel in parcels
        for scan in parcel.scans
    ]
    for at, words in sorted(facts):
        yield f"- {instant(at)} {_line(words)}"


def _answers(parcels: Sequence[ParcelView]) -> Iterator[str]:
    """By the hash of each as it is kept; a signer's name is left out of the copy."""
    for parcel in parcels:
        for one in parcel.evidence:
            whole = "" if one.intact else " (no longer as it was kept)"
            yield f"- {instant(one.at)}, {one.what}: `{ANSWERS}/{one.hash}.txt`{whole}"


def _answer(parcels: Sequence[ParcelView]) -> Iterator[str]:
    for parcel in parcels:
        sent = min((one.shipped_at for one in parcel.orders if one.shipped_at), default=None)
        begun = f" was sent on {_day(sent)} and" if sent else ""
        moved = f", and last moved on {_day(parcel.last_movement)}" if parcel.last_movement else ""
        stage = parcel.stage.replace("_", " ")
        yield f"Parcel {parcel.number}{begun} is shown as: {stage}{moved}."
        for scan in parcel.scans:
            if scan.customs is not None and scan.customs.who_must_act is Actor.BUYER:
                yield f"On {_day(scan.at)} customs asked the recipient: {_quoted(scan.text)}"
    if parcels:
        yield "The carriers' answers are attached, each as it was received, with its time."


def _day(at: datetime) -> str:
    return f"{at:%d %B %Y}"


def _quoted(text: str) -> str:
    return f'"{_line(text)}"' if text else ""


def _line(text: str) -> str:
    """Others' words in one line of Markdown, without power over it."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return " ".join(plain.replace("`", "'").replace("<", "‹").replace("[", "(").split())
