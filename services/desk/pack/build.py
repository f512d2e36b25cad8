"""Puts an order's evidence together: what others told and what we did, no reading of ours. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from schemas.action import ActionKind, ActionStatus
from schemas.order import OrderStatus
from schemas.parcel import Actor, Stage
from services.desk.pack.model import Answer, Group, Item, Pack
from services.desk.pack.redact import Redactor
from services.desk.pack.words import PackWords
from services.notifier.ledger import Entry, ref_of
from services.notifier.told import ERASED, local
from services.notifier.view import CaseView
from services.runtime.tongues import language_for
from services.runtime.zones import zone_of
from services.tracker.view import ParcelView, ScanView

_DELIVERY = frozenset(
    {
        Stage.OUT_FOR_DELIVERY,
        Stage.PICKUP,
        Stage.FAILED_ATTEMPT,
        Stage.DELIVERED,
        Stage.RETURNING,
        Stage.RETURNED,
    }
)
_SENT = frozenset(OrderStatus) - {OrderStatus.PLACED, OrderStatus.PAID}
_BACK = frozenset({Stage.RETURNING, Stage.RETURNED})
_OFFERED = frozenset(
    {
        ActionKind.OFFER,
        ActionKind.EXTEND,
        ActionKind.ANSWER,
        ActionKind.CARRIER_SEARCH,
        ActionKind.REMEDY,
    }
)


@dataclass(frozen=True, slots=True)
class Material:
    """What a pack is made of.

    Attributes:
        said: what people wrote, by what it is kept under; see ``told.said_in``.
        staff: the names of people who work here.
    """

    view: CaseView
    parcels: Sequence[ParcelView]
    said: Mapping[str, str]
    staff: Collection[str]


def pack_of(material: Material, now: datetime, language: str = "") -> Pack:
    """The pack of an order.

    Args:
        material: what is known.
        now: domain time.
        language: BCP 47; empty: that of the marketplace's people.
    """
    view = material.view
    marketplace = view.order_key.split("/", 1)[0]
    say = PackWords(language or language_for(marketplace, view.case.country))
    return _Pack(material, say).made(now)


class _Pack:
    def __init__(self, material: Material, say: PackWords) -> None:
        self._view, self._parcels = material.view, material.parcels
        self._said, self._say = material.said, say
        keep = [self._view.order_key.rsplit("/", 1)[1], *(one.number for one in self._parcels)]
        by = {str(one.body["by"]) for one in self._view.entries if one.body.get("by")}
        self._clean = Redactor(keep, {*material.staff, *by})
        self._zone = _zone(self._view)

    def made(self, now: datetime) -> Pack:
        found = [*self._order(), *self._scans(), *self._disputes(), *self._talk(), *self._done()]
        ordered = sorted(found, key=lambda one: (one.at, one.group, one.what, one.hash))
        return Pack(
            language=self._say.language,
            order_key=self._view.order_key,
            zone=self._zone,
            drawn_at=now,
            about=list(self._about()),
            items=[replace(one, number=at) for at, one in enumerate(ordered, start=1)],
            answers=[
                Answer(one.at, parcel.number, self._shown(one.what), one.hash, one.intact)
                for parcel in self._parcels
                for one in parcel.evidence
            ],
            entries=len(self._view.entries),
            head=self._view.hashes[-1] if self._view.hashes else "",
            broken_at=self._view.broken_at,
        )

    def _about(self) -> Iterator[tuple[str, str]]:
        say, order = self._say, self._view.case.order
        marketplace, _, number = self._view.order_key.split("/", 2)
        yield say("order"), number
        yield say("marketplace"), marketplace
        if order is not None:
            yield say("country"), order.destination.country
            if order.promise is not None:
                yield say("promised"), local(order.promise.at, self._zone)
        for parcel in self._parcels:
            where = self._stage(parcel.stage)
            carrier = f", {parcel.carrier}" if parcel.carrier else ""
            moved = parcel.last_movement
            last = f"; {say('moved')}: {local(moved, self._zone)}" if moved else ""
            yield say("parcel"), f"{parcel.number}{carrier}: {where}{last}"
        for one in self._view.case.disputes.values():
            asked = f", {one.amount.amount:f} {one.amount.currency}" if one.amount else ""
            yield say("dispute"), f"{self._kind(one.kind)}{asked}"

    def _order(self) -> Iterator[Item]:
        order = self._view.case.order
        if order is None:
            return
        say = self._say
        heard = [(entry, proof) for entry, proof in self._chained() if entry.kind == "order"]
        first = heard[0][1] if heard else ""
        sent = next((proof for entry, proof in heard if entry.body["status"] in _SENT), first)
        told: list[tuple[datetime | None, str, str]] = [
            (order.placed_at, say("placed"), first),
            (order.paid_at, say("paid"), first),
            (order.shipped_at, say("shipped"), sent),
        ]
        if order.promise is not None:
            promise = say("promise", at=local(order.promise.at, self._zone))
            told.append((order.placed_at, promise, first))
        for at, what, proof in told:
            if at is not None:
                yield Item(at, "dispatch", what, say("order_source"), "entry", proof)

    def _scans(self) -> Iterator[Item]:
        for parcel in self._parcels:
            kept = _answers_of(parcel)
            for scan in parcel.scans:
                place = ", ".join(filter(None, (scan.place, scan.country)))
                what = f"{self._stage(scan.stage)}{f', {place}' if place else ''}"
                answer = kept.get(scan.id, "")
                yield Item(
                    scan.at,
                    _group(scan),
                    what if len(self._parcels) == 1 else f"{parcel.number}: {what}",
                    self._say("scan_source", provider=parcel.provider),
                    "answer" if answer else "scan",
                    answer or scan.id,
                    words=self._clean(scan.text),
                    note=self._decides(scan),
                )

    def _disputes(self) -> Iterator[Item]:
        for one in self._view.case.disputes.values():
            proof = self._of(dispute=one.id)
            what = self._say("dispute_opened", kind=self._kind(one.kind))
            source = self._say("order_source")
            yield Item(one.opened_at, "conversation", what, source, "entry", proof)

    def _talk(self) -> Iterator[Item]:
        """Messages as they were heard last; what the marketplace kept back was said to nobody."""
        last = {
            ref_of(entry).rsplit("@", 1)[0]: (entry, proof)
            for entry, proof in self._chained()
            if entry.kind == "message" and "blocked" in entry.body
        }
        for ref, (entry, proof) in last.items():
            heard = self._view.case.messages.get(ref)
            if entry.body["blocked"] or (heard is not None and heard.recalled):
                continue
            at = heard.sent_at if heard else entry.at
            words = self._words(self._said.get(ref_of(entry), ""))
            what, source = self._say(f"{entry.body['sender']}_wrote"), self._say("chat_source")
            yield Item(at, "conversation", what, source, "entry", proof, words=words)

    def _done(self) -> Iterator[Item]:
        """What we did that reached the buyer or a platform, and stands in no chat."""
        heard = {one.text_hash for one in self._view.case.messages.values() if one.text_hash}
        for one in self._view.actions:
            at = one.done_at
            if one.status is not ActionStatus.DONE or at is None:
                continue
            proof = self._of(action=one.key, status="done")
            own, words = self._say("own_source"), self._clean(one.text)
            if one.kind in _OFFERED:
                what = self._say(one.kind)
                yield Item(at, "offered", what, own, "entry", proof, words=words)
            elif one.kind is ActionKind.MESSAGE and one.text and one.text_hash not in heard:
                what = self._say("by_hand")
                yield Item(at, "conversation", what, own, "entry", proof, words=words)

    def _words(self, opened: str) -> str:
        """Words as they stand between the quotes in which they were opened."""
        if opened == ERASED:
            return self._say("erased")
        return self._clean(opened.removeprefix('"').removesuffix('"'))

    def _decides(self, scan: ScanView) -> str:
        if scan.customs is not None and scan.customs.who_must_act is Actor.BUYER:
            return self._say("asked_buyer")
        if scan.stage in _BACK:
            return self._say("went_back")
        if scan.stage is Stage.FAILED_ATTEMPT:
            return self._say("in_vain")
        return ""

    def _stage(self, stage: Stage) -> str:
        return self._say("customs_stage" if stage is Stage.CUSTOMS else stage)

    def _kind(self, kind: str) -> str:
        return self._say(kind if self._say.known(kind) else "other")

    def _shown(self, what: str) -> str:
        """What an answer was the first to show."""
        word, _, ordinal = what.partition(":")
        name = {"hold": "customs_stage", "released": "customs_stage"}.get(word, word)
        told = self._say(name) if self._say.known(name) else word.replace("_", " ")
        return f"{told} {ordinal}".strip()

    def _chained(self) -> Iterator[tuple[Entry, str]]:
        return zip(self._view.entries, self._view.hashes, strict=True)

    def _of(self, **told: str) -> str:
        """The hash of the first entry that tells all this; empty where there is none."""
        return next(
            (
                proof
                for entry, proof in self._chained()
                if all(entry.body.get(name) == value for name, value in told.items())
            ),
            "",
        )


def _zone(view: CaseView) -> ZoneInfo:
    order = view.case.order
    told = order.buyer.zone if order else None
    return ZoneInfo(told) if told else zone_of(view.case.country)


def _group(scan: ScanView) -> Group:
    if scan.customs is not None or scan.stage is Stage.CUSTOMS:
        return "customs"
    return "delivery" if scan.stage in _DELIVERY else "scans"


def _answers_of(parcel: ParcelView) -> dict[str, str]:
    """By scan, the hash of the raw answer that is kept because it was the first to show it."""
    kept = {one.what: one.hash for one in parcel.evidence if one.intact}
    found = {}
    for hold in parcel.holds:
        if answer := kept.get(f"hold:{hold.ordinal}"):
            found[hold.scan_id] = answer
        released = next((one.id for one in parcel.scans if one.at == hold.until), "")
        if released and (answer := kept.get(f"released:{hold.ordinal}")):
            found[released] = answer
    delivered = next((one.id for one in parcel.scans if one.stage is Stage.DELIVERED), "")
    if delivered and (answer := kept.get("delivered")):
        found[delivered] = answer
    return found
