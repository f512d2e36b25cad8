"""What a shop's own parcels teach of its lanes, the arrived and the unfinished alike.

Each day of a parcel under way is one piece of evidence, and weighs half as much after
``HALF_LIFE`` days: a parcel that has not arrived teaches too, and last week's slowness shows this
week. A rate is shrunk towards the coarser lane's by ``SHRINKAGE`` parcel-days of it, and the
coarsest towards the prior's. Sums are of integers: the order of the parcels changes nothing, to
the last bit.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from services.runtime.ids import content_hash
from services.tracker.calendar import day_number, is_off, sets_out
from services.tracker.curve import AGES, OFF_PRIOR, OLDEST, Curve, bucket, days, pace
from services.tracker.lane import Lane, LaneKey, LaneTable, Service

HALF_LIFE = 42
"""Days. On the earlier half of the real orders 20, 40 and 80 told late parcels equally well."""

SHRINKAGE = 20.0
"""Parcel-days of the coarser lane that every rate of a finer one starts from."""

ENOUGH = 20.0
"""Weighted arrivals from which the usual days of a lane are its own, no longer the prior's."""

_HORIZON = 8 * HALF_LIFE
_WEIGHTS = tuple(0.5 ** (ago / HALF_LIFE) for ago in range(_HORIZON + 1))
_UNIT = 1 << 20


class Leg(StrEnum):
    """Which part of the way was watched."""

    TRANSIT = "transit"
    CUSTOMS = "customs"


class Observation(NamedTuple):
    """One parcel's way, or its stay at customs, as far as it is known.

    Attributes:
        start: when it set out, or was held.
        end: when it arrived, or was let go; None while it has not.
        watched: until when an unfinished one was followed; None: still is.
        promise: the end of the day it was promised for, where it was.
    """

    key: LaneKey
    start: datetime
    end: datetime | None = None
    watched: datetime | None = None
    promise: datetime | None = None
    leg: Leg = Leg.TRANSIT


@dataclass(slots=True)
class _Sums:
    """Evidence of one lane and leg in integers of ``1 / _UNIT``; lists are by age."""

    arrived: list[int] = field(default_factory=lambda: [0] * len(AGES))
    arrived_off: int = 0
    on: list[int] = field(default_factory=lambda: [0] * len(AGES))
    off: list[int] = field(default_factory=lambda: [0] * len(AGES))
    promised: int = 0
    promises: int = 0

    def add(self, other: "_Sums") -> None:
        for mine, theirs in (
            (self.arrived, other.arrived),
            (self.on, other.on),
            (self.off, other.off),
        ):
            mine[:] = map(int.__add__, mine, theirs)
        self.arrived_off += other.arrived_off
        self.promised += other.promised
        self.promises += other.promises


_Evidence = dict[tuple[Leg, LaneKey], _Sums]


def learn_lanes(observations: Iterable[Observation], now: datetime, before: LaneTable) -> LaneTable:
    """The table that these parcels teach.

    Args:
        observations: each parcel's way and stays, in any order; what began or ended after ``now``
            is taken as not yet begun or ended.
        now: domain time.
        before: the table so far; its priors hold on, and where nothing new was learned it is
            returned itself.
    """
    evidence = _gathered(observations, now)
    off = {leg: _off(leg, evidence) for leg in Leg}
    lanes: dict[LaneKey, Lane] = {}
    keys = {key for _, key in evidence}
    for key in sorted(keys, key=lambda one: (bool(one.destination), bool(one.origin), one)):
        wider = next((lanes[k] for k in list(key.coarser())[1:] if k in lanes), None)
        base = wider or before.services[key.service]
        transit, customs = (
            _curve(evidence.get((leg, key)), curve, off[leg])
            for leg, curve in ((Leg.TRANSIT, base.transit), (Leg.CUSTOMS, base.customs))
        )
        lanes[key] = _lane(base, key, transit, customs)
    version = _version(before, lanes)
    if version == before.version:
        return before
    told = {key: replace(lane, version=version) for key, lane in lanes.items()}
    return LaneTable(version, before.services, MappingProxyType(told))


def _gathered(observations: Iterable[Observation], now: datetime) -> _Evidence:
    """The evidence of every lane, each with that of all its parts."""
    own: _Evidence = {}
    today = day_number(now)
    for one in observations:
        start = day_number(one.start)
        end = None if one.end is None else day_number(one.end)
        if one.leg is Leg.TRANSIT:
            start = sets_out(start, one.key.origin)
        known = today if one.watched is None else min(today, day_number(one.watched))
        arrived = end is not None and end <= known
        until = max(start, end) if arrived and end is not None else known
        if start > today or until < start or today - until > _HORIZON:
            continue
        promised = None if one.promise is None else day_number(one.promise) - start
        sums = own.setdefault((one.leg, one.key), _Sums())
        way = _Way(start, until, one.key.destination, promised, arrived)
        _count(sums, way, today)
    evidence: _Evidence = {}
    for (leg, key), sums in own.items():
        for part in key.coarser():
            evidence.setdefault((leg, part), _Sums()).add(sums)
    return evidence


class _Way(NamedTuple):
    """A parcel's way as known: day numbers, the promised days, and whether it ended."""

    start: float
    until: float
    place: str
    promised: float | None
    arrived: bool


def _count(sums: _Sums, way: _Way, today: float) -> None:
    """Add one parcel: its days at risk at its own pace, and its arrival."""
    start, until, place, promised, arrived = way
    speed = (pace(promised) if promised is not None else 1.0) * _UNIT
    newest = int(today)
    for age, day, part in days(start, max(start, today - _HORIZON), min(until, start + OLDEST)):
        weight = round(_WEIGHTS[min(newest - day, _HORIZON)] * part * speed)
        (sums.off if is_off(day, place) else sums.on)[bucket(age)] += weight
    if not arrived or until - start > OLDEST:
        return
    weight = round(_WEIGHTS[min(newest - int(until), _HORIZON)] * _UNIT)
    sums.arrived[bucket(int(until) - int(start))] += weight
    sums.arrived_off += weight if is_off(int(until), place) else 0
    if promised is not None and promised > 0:
        sums.promised += round(weight * math.log(promised))
        sums.promises += weight


def _off(leg: Leg, evidence: _Evidence) -> float:
    """What of a working day's rate is left on a day off, over all lanes."""
    total = _Sums()
    for (which, key), sums in evidence.items():
        if which is leg and not (key.origin or key.destination):
            total.add(sums)
    arrived = sum(total.arrived) - total.arrived_off
    on = sum(total.on)
    if not on or not arrived:
        return OFF_PRIOR
    full = arrived / on * sum(total.off) / _UNIT
    return (total.arrived_off / _UNIT + SHRINKAGE * OFF_PRIOR) / (full + SHRINKAGE)


def _curve(sums: _Sums | None, base: Curve, off: float) -> Curve:
    """The base curve, moved by the evidence as far as there is of it."""
    if sums is None:
        return base
    rates = tuple(
        round((arrived / _UNIT + SHRINKAGE * rate) / ((on + off * idle) / _UNIT + SHRINKAGE), 6)
        for arrived, on, idle, rate in zip(sums.arrived, sums.on, sums.off, base.rates, strict=True)
    )
    logs = sums.promised / _UNIT + SHRINKAGE * math.log(base.promised_days)
    promised = math.exp(logs / (sums.promises / _UNIT + SHRINKAGE))
    arrivals = round(sum(sums.arrived) / _UNIT, 3)
    return Curve(rates, round(off, 6), round(promised, 3), arrivals)


def _lane(base: Lane, key: LaneKey, transit: Curve, customs: Curve) -> Lane:
    """The lane with its curves, and with usual days of its own where it has enough evidence."""
    usual = base.transit_days
    if transit.arrivals >= ENOUGH:
        usual = (transit.quantile(0.1), transit.quantile(0.9))
    held = base.customs_days
    if customs.arrivals >= ENOUGH:
        held = max(1, math.ceil(customs.quantile(0.9) * 5 / 7))
    return replace(
        base,
        origin=key.origin,
        destination=key.destination,
        transit_days=usual,
        customs_days=held,
        transit=transit,
        customs=customs,
    )


def _version(before: LaneTable, lanes: dict[LaneKey, Lane]) -> str:
    """A name for what the table says; with nothing learned, that of the priors."""
    if not lanes:
        return _prior_of(before)
    said = {
        "/".join(key): [
            [*curve.rates, curve.off, curve.promised_days, curve.arrivals]
            for curve in (lane.transit, lane.customs)
        ]
        for key, lane in lanes.items()
    }
    return f"lanes-{content_hash([_prior_of(before), said])[:12]}"


def _prior_of(table: LaneTable) -> str:
    service: Service = "standard"
    return table.services[service].version
