"""Learns from cases: reads those that hold a complaint, and keeps what settled them, anybody's.

Each case is one short transaction that holds it against being changed, so that an erasure comes
either before it (and nothing is kept) or after it (and takes away what was). Several desks may run.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from services.desk.knowledge import store
from services.desk.knowledge.anonymous import Known, anonymous, facts_of, known_in
from services.desk.knowledge.lexemes import configuration, pairs_in
from services.desk.knowledge.solved import Answer, about, answer_of, course
from services.desk.knowledge.store import Row
from services.notifier import staff_words, talk
from services.notifier.case import Case
from services.notifier.complaint import complaint_of
from services.notifier.hearing.tongue import tongue_of
from services.notifier.languages import country_name, language_of, match
from services.notifier.ledger import Entry, ref_of
from services.notifier.messages import values
from services.notifier.ours import persons
from services.notifier.policy import Surroundings
from services.notifier.postgres.unit import PostgresStores, PostgresUnit
from services.notifier.texts import DIRECTORY
from services.notifier.world import World
from services.runtime import yaml_text
from services.runtime.clock import Clock
from services.runtime.errors import ConfigurationError, ForestallError, Unavailable
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.privacy import words
from services.runtime.privacy.vault import Vault

EVERY = timedelta(minutes=15)
"""Domain time between two rounds."""

BATCH = 50
"""Cases that one pass reads."""

_ERASED = "erased@"
"""How the entry of an erasure is called; see ``services.notifier.postgres.privacy``."""

COMMON = Path(__file__).with_name("common_words.yaml")
"""Words that staff use and our own texts do not, by language."""

_MARKS = re.compile(r"\{[%{].*?[%}]\}|^(?:reviewed_\w+:.*|--- \w+)$", re.MULTILINE)

log = get_logger()


@dataclass(frozen=True, slots=True)
class _Said:
    """What was written in the chat.

    Attributes:
        theirs: the buyer's words.
        ours: those of people of the shop, by the message's id.
        whole: all of it could be opened; else it is not known which words are the buyer's.
    """

    theirs: list[str]
    ours: Mapping[str, str]
    whole: bool


class Learner:
    """Reads what has changed.

    Args:
        pool: PostgreSQL.
        clock: domain time.
        world: the shops and their texts; a view of its own.
        own: the seller's own texts, over those that come with the program.
        vault: opens what people of the shop wrote.

    Attributes:
        loop: a batch after another, then nothing until the next round.
    """

    def __init__(
        self, pool: Pool, clock: Clock, world: World, own: Path | None, vault: Vault
    ) -> None:
        self.loop = Loop("learn", clock, self._pass)
        self._pool = pool
        self._clock = clock
        self._world = world
        self._own = own
        self._vault = vault
        self._after = ""

    async def to_the_end(self) -> None:
        """Read all that there is to be read now."""
        while await self.step():
            continue

    async def step(self) -> bool:
        """Read the next batch of a round; whether there may be more, else a new one begins."""
        now = self._clock.now()
        with suppress(ConfigurationError):  # pages tell of it; what is over is over all the same
            await self._world.learn(PostgresStores(self._pool))
        async with transaction(self._pool) as conn:
            keys = await store.due(conn, now, BATCH, self._after)
        for key in keys:
            await self._one(key, now)
            self._after = key
            self.loop.move()
        if len(keys) == BATCH:
            return True
        self._after = ""
        return False

    async def _pass(self) -> datetime | None:
        more = await self.step()
        return self._clock.now() if more else self._clock.now() + EVERY

    async def _one(self, key: str, now: datetime) -> None:
        """Read a case; a bug of ours over one holds up no other, and its next version is tried."""
        try:
            async with transaction(self._pool) as conn:
                await self._read(conn, key, now)
        except Unavailable:
            raise
        except Exception:
            log.exception("desk.not_learned", order=key)
            async with transaction(self._pool) as conn:
                await store.skip(conn, key, now)

    async def _read(self, conn: Connection, key: str, now: datetime) -> None:
        row = await conn.fetchrow(
            "SELECT shop, version, state FROM notifier.cases WHERE order_key = $1 FOR SHARE", key
        )
        if row is None:
            return
        unit = PostgresUnit(conn)
        entries = [link.entry for link in await unit.entries.chain(key)]
        case = Case.model_validate_json(row["state"])
        complaint = complaint_of(case)
        begun = course(case, entries, now)
        actions = list((await unit.actions.of_order(key)).values())
        tasks = await unit.tasks.of_order(key)
        said = await self._said(conn, case, entries)
        if any(one.source_id.startswith(_ERASED) for one in entries) or complaint is None:
            # That it was complained of stays a fact; nothing else of theirs is kept.
            begun = replace(begun, settled_at=None, look_at=None, outcome="", rules=())
        found = answer_of(case, actions, tasks, said.ours, begun) if begun.settled_at else None
        around = (await self._world.surroundings(unit))(row["shop"])
        language, text = "", ""
        if found is not None and said.whole:
            language = await asyncio.to_thread(_language, found, case, self._world)
            text = await asyncio.to_thread(
                self._anybodys, found, case, around, language, said.theirs
            )
        carriers = [one.carrier for one in case.parcels.values() if one.carrier]
        made = Row(
            order_key=key,
            version=row["version"],
            look_at=begun.look_at,
            shop=row["shop"],
            type=complaint.type if complaint else "",
            party=complaint.responsible if complaint else "",
            country=case.country,
            carrier=carriers[0] if carriers else "",
            raised_at=begun.raised_at,
            settled_at=begun.settled_at,
            outcome=begun.outcome,
            rules=begun.rules,
            language=language if text else "",
            answer=text,
            by_person=bool(text and found and found.by_person),
        )
        gist = _gist(made, self._reasons()) if made.settled_at else ""
        await store.put(
            conn,
            made,
            dictionary=configuration(language),
            gist=gist,
            pairs=pairs_in(text, gist),
        )

    async def _said(self, conn: Connection, case: Case, entries: Iterable[Entry]) -> _Said:
        """What the buyer wrote, and what people of the shop did."""
        refs = [ref_of(one) for one in entries if one.kind == "message" and one.body.get("words")]
        try:
            opened = await words.read(conn, self._vault, refs)
        except ForestallError as error:
            log.warning("desk.sealed", error=type(error).__name__)
            return _Said([], {}, whole=False)
        texts = {ref.rpartition("@")[0]: one.text for ref, one in opened.items()}
        ours = {one.id for one in persons(case)}
        buyers = {one.id for one in case.messages.values() if one.sender == "buyer"}
        return _Said(
            [text for ref, text in texts.items() if ref in buyers],
            {ref: text for ref, text in texts.items() if ref in ours},
            whole=len(opened) == len(set(refs)),
        )

    def _anybodys(
        self,
        found: Answer,
        case: Case,
        around: Surroundings,
        language: str,
        theirs: list[str],
    ) -> str:
        told = values(about(found.action, case), case, around, language)
        known = known_words(language, self._own)
        return anonymous(found.text, facts_of(told), theirs, known, language)

    def _reasons(self) -> Mapping[str, str]:
        return {rule.id: rule.about for rule in self._world.playbook.rules}


def _language(found: Answer, case: Case, world: World) -> str:
    """A person's words tell it themselves where they can; else it is that of what they answered."""
    told = tongue_of(found.text) if found.by_person else ""
    known = world.texts.languages
    if told and (own := match(told, case.country, known)):
        return own
    heard = talk.heard_in(case)
    return found.language or talk.language(case) or language_of(case.order, known, "en", heard)


def _gist(row: Row, reasons: Mapping[str, str]) -> str:
    """What a case is found by beside its answer, in English and in Chinese."""
    english = [
        row.type.replace("_", " "),
        row.party,
        row.outcome,
        row.carrier,
        row.shop.split("/", 1)[0],
        *row.rules,
        *(reasons.get(rule, "") for rule in row.rules),
    ]
    chinese = [staff_words.in_words(one, "zh-Hans") for one in english if one]
    countries = [country_name(row.country, tag) for tag in ("en", "zh-Hans")] if row.country else []
    return " ".join((*english, *countries, *chinese))


def known_words(language: str, own: Path | None) -> Known:
    """The words of our own texts in a language, the seller's among them."""
    return _known(language, own)


@lru_cache(maxsize=64)
def _known(language: str, own: Path | None) -> Known:
    folders = [folder / language for folder in (DIRECTORY, own) if folder is not None]
    texts = [
        _MARKS.sub(" ", path.read_text(encoding="utf-8-sig"))
        for folder in folders
        for path in sorted(folder.glob("*.txt"))
    ]
    common: Mapping[str, str] = yaml_text.read(COMMON.read_text(encoding="utf-8"))
    return known_in([*texts, common.get(language.split("-", maxsplit=1)[0], "")])
