"""How a chain has ended: what it holds, what buyers and staff were told, and what is wrong.

Two runs of one story end the same, wherever one of them was killed. What may differ is only what a
death may cost: a thing whose outcome nobody can tell is a person's to check, never done again.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields

from schemas.parcel import Parcel
from services.cli.demo.evidence import Row, gather
from services.cli.demo.invariants import violations
from services.cli.demo.outside import Outside
from services.notifier.case import Case
from services.runtime.postgres.pool import one_statement
from services.runtime.privacy import words
from services.sandbox.oncall import OnCallDesk
from tests.support.chain import Chain
from tests.support.sealed import vault


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of one run.

    Attributes:
        objects: of ingest, to their content; of messages with their words opened, since keys are
            made by chance.
        parcels: to stage, holds and scans; how often they changed on the way is nobody's concern.
        cases: to the facts they hold.
        actions: key to status, but for those in doubt.
        tasks: (action, kind) to status, but for those of what is in doubt.
        chats: (session, words) of the machine, and how often; but for what is in doubt.
        alerts: (receiver, dedup key) to whether it was accepted and has ended.
        doubts: actions of which nobody can tell whether they took place, each with its task.
        violations: of the demo's invariants, and doubts that no death explains.
    """

    objects: dict[str, str]
    parcels: dict[str, str]
    cases: dict[str, str]
    actions: dict[str, str]
    tasks: dict[tuple[str, str], str]
    chats: Counter[tuple[str, str]]
    alerts: dict[tuple[str, str], bool]
    doubts: frozenset[str]
    violations: tuple[str, ...]


async def ended(run: Chain) -> Ended:
    """Read it all; the chain is quiet."""
    async with Outside(run.sandbox.base) as outside:
        evidence = await gather(
            pool=run.pool,
            kafka=run.kafka,
            outside=outside,
            facts=run.sandbox.world.facts(),
            later={},
            now=run.clock.now(),
            shown={},
        )
    actions = evidence.actions
    doubts = frozenset(row["key"] for row in actions if row["status"] == "uncertain")
    texts = {(row["conversation"], row["text"]) for row in actions if row["key"] in doubts}
    checked = {row["action_key"] for row in evidence.tasks if row["kind"] == "check"}
    said = Counter((each.session, each.text) for each in run.told())
    twice = [f"told {count} times: {what}" for what, count in said.items() if count > 1]
    # When our own message was sent is the one thing of it that a death may change.
    objects = await run.pool.fetch(
        """SELECT kind, id, CASE WHEN kind <> 'message' THEN hash
                                 WHEN body->>'source_ref' IN (
                                  SELECT external_ref FROM notifier.actions)
                                 THEN (body - 'sent_at' - 'text')::text
                                 ELSE (body - 'text')::text END AS hash
             FROM ingest.objects ORDER BY kind, id"""
    )
    said_in = [row["id"] for row in objects if row["kind"] == "message"]
    async with one_statement(run.pool) as conn:
        opened = await words.read(conn, vault("ingest"), said_in)
    spoken = {ref: one.text for ref, one in opened.items()}
    parcels = await run.pool.fetch("SELECT id, state FROM tracker.parcels ORDER BY id")
    return Ended(
        objects={
            f"{row['kind']} {row['id']}": f"{row['hash']} {spoken.get(row['id'], '')}"
            for row in objects
        },
        parcels={row["id"]: _known(Parcel.model_validate_json(row["state"])) for row in parcels},
        cases={key: _facts(case) for key, case in evidence.cases.items()},
        actions={row["key"]: row["status"] for row in actions if row["key"] not in doubts},
        tasks={
            (row["action_key"], row["kind"]): row["status"]
            for row in evidence.tasks
            if row["action_key"] not in doubts
        },
        chats=Counter({what: count for what, count in said.items() if what not in texts}),
        alerts=_alerts(run.sandbox.oncall),
        doubts=doubts,
        violations=(
            *(f"{found.invariant} {found.key}: {found.detail}" for found in violations(evidence)),
            *(f"in doubt, and nobody was asked: {key}" for key in doubts - checked),
            *_unexplained(actions),
            *twice,
        ),
    )


def differences(killed: Ended, whole: Ended) -> list[str]:
    """What a killed run has that the whole one has not, and the other way round."""
    found = list(killed.violations)
    for each in fields(Ended):
        if each.name in {"doubts", "violations"}:
            continue
        now, was = getattr(killed, each.name), getattr(whole, each.name)
        found += [
            f"{each.name} {key}: {now.get(key)} instead of {was.get(key)}"
            for key in sorted({*now, *was}, key=str)
            if now.get(key) != was.get(key) and not _doubted(key, each.name, killed, whole)
        ]
    return found


def _doubted(key: object, what: str, killed: Ended, whole: Ended) -> bool:
    """Whether the difference is only that an action is in doubt."""
    action = key[0] if what == "tasks" and isinstance(key, tuple) else key
    if what == "chats":
        return len(whole.chats - killed.chats) <= len(killed.doubts)
    return what in {"actions", "tasks"} and action in killed.doubts


def _unexplained(actions: list[Row] | tuple[Row, ...]) -> Iterator[str]:
    """Doubts that one death cannot leave: a chat is looked into, and written to once more."""
    for row in actions:
        if row["status"] == "uncertain" and row["kind"] != "extend" and row["attempts"] < 2:
            yield f"given up after one try: {row['key']}"


def _alerts(desk: OnCallDesk) -> dict[tuple[str, str], bool]:
    told = {("pagerduty", key): state == "resolve" for key, state in desk.incidents.items()}
    for alert in desk.alerts.values():
        key = alert["labels"]["dedup_key"]
        told["alertmanager", key] = "until" in alert["annotations"]
    return told


def _known(parcel: Parcel) -> str:
    holds = [f"{h.ordinal} {h.kind} {h.since} {h.until}" for h in parcel.holds]
    return f"{parcel.stage} {parcel.customs} {holds} {[scan.id for scan in parcel.scans]}"


def _facts(case: Case) -> str:
    order = case.order
    held = sorted(f"{p.id} {p.stage} {len(p.holds)}" for p in case.parcels.values())
    disputes = sorted(f"{d.id} {d.round} {d.state}" for d in case.disputes.values())
    heard = sorted(f"{m.sender} {m.id}" for m in case.messages.values())
    return f"{order and order.status}; {held}; {disputes}; {heard}"
