"""The page for who is on call: what is raised and what to do, what is stopped, what lags."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from services.desk.behind import behind
from services.desk.brake import theirs
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier.policy import Ceiling
from services.notifier.postgres.oncall import Paused, Raised, done, paused, raised
from services.notifier.stores.shops import ALL, RECOVER, Done, Waiting, shop_of_scope
from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.kafka.letters import replayed
from services.runtime.postgres import stopped
from services.runtime.postgres.pool import one_statement
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault

LAST = 20
"""Acts of people that are shown."""

MOST = 200
"""Stopped records that are shown."""


@dataclass(frozen=True, slots=True)
class Used:
    """How much has left a shop, and the most that may.

    Attributes:
        hour: in this clock hour, and on this ``day`` (UTC).
    """

    shop: str
    mode: str
    hour: int
    day: int
    most: Ceiling


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that stands for who is on call.

    Attributes:
        behind: consumer group to the records before it; None where Kafka does not say.
        waits: for a second person, about no task.
        halted: of the machine itself, so only for who sees every shop.
        done: what people did last about all this.
    """

    raised: Sequence[Raised]
    paused: Sequence[Paused]
    waits: Sequence[Waiting]
    used: Sequence[Used]
    behind: Mapping[str, int] | None
    halted: Sequence[stopped.Stopped]
    done: Sequence[Done]


async def oncall_page(visit: Visit) -> Response:
    """The page."""
    found = await standing(visit)
    asked = {one.about: one.by for one in found.waits if one.act == "resume"}
    whole = visit.person.shops is None
    return shown(visit, "oncall.html", found=found, whole=whole, asked=asked)


async def replay(visit: Visit, given: Mapping[str, str]) -> Response:
    """Have a dead letter tried again."""
    await tried(visit, given.get("record", ""))
    return RedirectResponse("/oncall", 303)


async def tried(visit: Visit, name: str) -> list[str]:
    """Have a dead letter tried again; the services that do.

    Raises:
        Forbidden: their role does not allow it.
        InvalidInput: there is no such letter, or no Kafka to read it from.
    """
    visit.need("admin")
    room = visit.room
    if room.kafka is None:
        raise InvalidInput("no_kafka", "no Kafka is configured to read it from")
    master = master_of(room.settings)
    vaults = [Vault(schema, master) for schema in stopped.SCHEMAS]
    found = await replayed(room.kafka, room.pool, vaults, name.strip(), visit.now)
    async with room.stores.transaction() as unit:
        await unit.shops.note(
            Done(visit.now, visit.person.name, "replayed", name.strip(), before="dead")
        )
    return found


async def standing(visit: Visit) -> Standing:
    """What stands now, of somebody's shops."""
    person, pool = visit.person, visit.room.pool
    waiting = asyncio.create_task(_behind(visit))
    try:
        async with one_statement(pool) as conn:
            alerts = await raised(conn)
        async with one_statement(pool) as conn:
            pauses = await paused(conn)
        async with one_statement(pool) as conn:
            acts = await done(conn, LAST)
        halted: list[stopped.Stopped] = []
        if person.shops is None:
            async with one_statement(pool) as conn:
                halted = await stopped.listed(conn, MOST)
        async with visit.room.stores.transaction() as unit:
            waits = await unit.shops.waits(visit.now)
        used = await _used(visit)
        return Standing(
            raised=[one for one in alerts if _theirs(visit, one.labels.get("shop", ""))],
            paused=[
                one
                for one in pauses
                if one.scope in (ALL, RECOVER) or person.sees(shop_of_scope(one.scope))
            ],
            waits=[one for one in waits if theirs(person, one)],
            used=used,
            behind=await waiting,
            halted=halted,
            done=[
                one
                for one in acts
                if person.shops is None or one.about == ALL or person.sees(shop_of_scope(one.about))
            ],
        )
    finally:
        waiting.cancel()


def _theirs(visit: Visit, shop: str) -> bool:
    """What the machine says of itself names no shop, or names one that is nobody's own."""
    return visit.person.shops is None or shop in visit.person.shops


async def _behind(visit: Visit) -> Mapping[str, int] | None:
    if visit.person.shops is not None or visit.room.kafka is None:
        return None
    try:
        return await behind(visit.room.kafka)
    except (Unavailable, TimeoutError):
        return None


async def _used(visit: Visit) -> list[Used]:
    room = visit.room
    await room.world.learn(room.stores)
    found = []
    async with room.stores.transaction() as unit:
        around = await room.world.surroundings(unit)
        for shop in room.shops(visit.person):
            if room.world.knows(shop):
                policy = around(shop).shop
                # A rule of no name: what the shop has let leave in all is what is asked for.
                ledgers = await unit.ledgers.used(shop, [""], visit.now)
                most = policy.ceiling
                found.append(Used(shop, policy.mode, ledgers.hour, ledgers.day, most))
    return found
