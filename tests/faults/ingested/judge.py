"""Whether what ingest keeps and publishes is the sandbox's truth, no more and no less."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from schemas.base import Versioned
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.topics import CONVERSATIONS, DISPUTES, ORDERS
from services.connectors import registry
from services.connectors.ports import Hint
from services.ingest.versions import Stored, advance
from services.runtime.http.client import Http
from services.sandbox.faults import NONE
from tests.faults.ingested import truth
from tests.faults.ingested.stage import Stage
from tests.support.ingest import records

KINDS: Mapping[str, type[Versioned]] = {
    "order": Order,
    "dispute": Dispute,
    "feedback": Feedback,
    "message": Message,
}
_TAKEN_PERHAPS = frozenset({"failed:no_answer", "failed:503"})


@dataclass
class Verdict:
    """What a play came to.

    Attributes:
        wrong: what is not as it is true, each in a sentence.
        figures: what happened, for people.
    """

    wrong: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)


async def judge(stage: Stage) -> Verdict:
    """Judge a play in which nothing happens any more; from here on no call fails."""
    stored, published = await _stored(stage), await _published(stage)
    verdict = Verdict(figures=await _figures(stage, published))
    stage.sandbox.set_faults(NONE)
    verdict.wrong += _against_truth(stage, {key: one[-1] for key, one in published.items()})
    verdict.wrong += _one_state(stored, published)
    verdict.wrong += [each for one in published.values() for each in _in_order(one)]
    verdict.wrong += await _read_again(stage, stored)
    verdict.wrong += await _ends(stage)
    return verdict


Key = tuple[str, str]


async def _stored(stage: Stage) -> dict[Key, Stored]:
    rows = await stage.pool.fetch(
        "SELECT kind, id, version, hash, source_updated_at, read_started_at, body"
        "  FROM ingest.objects WHERE kind = ANY($1::text[])",
        list(KINDS),
    )
    return {
        (row["kind"], row["id"]): Stored(
            row["version"],
            row["hash"],
            row["source_updated_at"],
            row["read_started_at"],
            json.loads(row["body"]),
        )
        for row in rows
    }


async def _published(stage: Stage) -> dict[Key, list[Versioned]]:
    """Every version on the topics, by object, each as often as an owner published it."""
    found: dict[Key, list[Versioned]] = {}
    for topic in (ORDERS, DISPUTES, CONVERSATIONS):
        models = dict(topic.models)
        for record in await records(stage.kafka, topic.name):
            model = models[dict(record.headers)["ce_type"].decode()]
            value = model.model_validate_json(record.value or b"")
            found.setdefault(_key(value), []).append(value)
    return found


def _key(value: Versioned) -> Key:
    kind = next(name for name, model in KINDS.items() if isinstance(value, model))
    return kind, value.key if isinstance(value, Order) else str(getattr(value, "id"))  # noqa: B009


def _against_truth(stage: Stage, known: Mapping[Key, Versioned]) -> Iterator[str]:
    true: dict[Key, truth.Facts] = {}
    ends: dict[str, datetime] = {}
    for floor in stage.sandbox.floors.values():
        true |= {("order", key): facts for key, facts in truth.orders(floor)}
        true |= {("dispute", key): facts for key, facts in truth.disputes(floor)}
        true |= {("feedback", key): facts for key, facts in truth.ratings(floor)}
        told = truth.messages(floor, stage.sandbox.ledger)
        true |= {("message", key): facts for key, facts in told}
        ends |= dict(truth.protected(floor))
    for key in sorted(true.keys() | known.keys()):
        if key not in known:
            yield f"{key} is not known"
        elif key not in true:
            yield f"{key} is known and is not there"
        else:
            found = truth.known(known[key])
            for name, value in true[key].items():
                if found[name] != value:
                    yield f"{key}: {name} is {value}, known is {found[name]}"
    for order_key, end in ends.items():
        order = known.get(("order", order_key))
        shown = order.protection_end if isinstance(order, Order) else None
        if shown is None or abs(shown - end) > truth.NEAR:
            yield f"{order_key}: protected until {end}, known is {shown}"


def _one_state(
    stored: Mapping[Key, Stored], published: Mapping[Key, Sequence[Versioned]]
) -> Iterator[str]:
    """What is kept is what was published last."""
    for key in sorted(stored.keys() | published.keys()):
        kept = stored[key].version if key in stored else None
        last = published[key][-1].version if key in published else None
        if kept != last:
            yield f"{key}: version {kept} is kept, {last} was published last"


def _in_order(versions: Sequence[Versioned]) -> Iterator[str]:
    """Versions never go back, neither do the source's times, and each says something new."""
    key = _key(versions[0])
    for one, later in pairwise(versions):
        same = one.content() == later.content()
        if later.version < one.version:
            yield f"{key}: version {later.version} after {one.version}"
        elif later.version == one.version and not same:
            # A message goes out once for each order it may be about.
            yield f"{key}: version {one.version} says two things"
        elif later.version > one.version and same:
            yield f"{key}: versions {one.version} and {later.version} say the same"
        times = one.source_updated_at, later.source_updated_at
        if times[0] and times[1] and times[1] < times[0]:
            yield f"{key}: changed {times[1]}, published after {times[0]}"


async def _read_again(stage: Stage, stored: Mapping[Key, Stored]) -> list[str]:
    """Every order and dispute read once more, by no push and no list: no new version comes of it.

    A push and a list that tell of one state lead to one version.
    """
    wrong, now = list[str](), stage.sandbox.now()
    async with Http.of(stage.settings) as http:
        for shop_key, floor in stage.sandbox.floors.items():
            shop = registry.shop(stage.settings, shop_key)
            api = registry.api(shop, http)
            hints = [Hint(shop.seller_id, "order", ref, order_id=ref) for ref in floor.orders]
            hints += [
                Hint(
                    shop.seller_id,
                    "dispute",
                    ref,
                    order_id=one.order.plan.order_id,
                    changed_at=one.changed_at,
                )
                for ref, one in floor.disputes.items()
                if one.kind != "cancel"
            ]
            for hint in hints:
                for draft in await api.read(hint, now):
                    before = stored.get(_key(draft))
                    after = advance(before, draft, now)
                    if before is None or after is None or after.version != before.version:
                        wrong.append(f"{_key(draft)} read again is another: {draft.content()}")
    return wrong


async def _ends(stage: Stage) -> list[str]:
    """Every record of the inbox has an end, and nothing is dead but what was planted."""
    wrong = []
    row = await stage.pool.fetchrow(
        "SELECT sum(next_offset) AS read, sum(applied + superseded + parked + dead"
        "  + (SELECT coalesce(sum(value::int), 0) FROM jsonb_each_text(ignored::jsonb))) AS ended,"
        " sum(parked) AS parked FROM ingest.progress WHERE partition >= 0"
    )
    assert row is not None
    if row["read"] != row["ended"] or row["parked"]:
        wrong.append(f"records of the inbox: {dict(row)}")
    dead = await stage.pool.fetch("SELECT reason, detail FROM ingest.dead_letters")
    planted = [entry.outcome for entry in stage.sandbox.ledger.entries("push", "unreadable")]
    least = sum(outcome.startswith("delivered") for outcome in planted)
    most = least + sum(outcome in _TAKEN_PERHAPS for outcome in planted)
    if not least <= len(dead) <= most or any(row["reason"] != "unreadable" for row in dead):
        wrong.append(f"{least} unreadable pushes, dead are {[dict(row) for row in dead]}")
    return wrong


async def _figures(stage: Stage, published: Mapping[Key, Sequence[Versioned]]) -> dict[str, Any]:
    ledger = stage.sandbox.ledger
    ends = Counter(entry.outcome for entry in ledger.entries("push"))
    return {
        "pushes": ends["delivered"] + ends["delivered:late"] + ends["lost"],
        "lost": ends["lost"],
        "repeated": ends["delivered:repeated"],
        "reordered": ends["delivered:late"],
        "calls": sum(1 for _ in ledger.entries("call")),
        "refused": stage.sandbox.chance.planted["call_refused"],
        "kills": dict(stage.kills),
        "healed": await stage.pool.fetchval("SELECT count(*) FROM ingest.healed"),
        **{kind: sum(key[0] == kind for key in published) for kind in KINDS},
        "versions": sum(len({one.version for one in each}) for each in published.values()),
    }
