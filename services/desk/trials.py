"""A playbook tried at the desk, and taken into force: by an admin, with a reason.

Trying takes longer than a request: every text is filled, every case of ours played, every live
order planned twice. It goes on behind the page, and what it came to is kept for whoever looks.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import RedirectResponse, Response

from services.connectors import registry
from services.desk import rules
from services.desk.pages import shown
from services.desk.room import Room
from services.desk.visit import Forbidden, Visit
from services.notifier import taking
from services.notifier.agreeing import SecondNeeded, waits_for
from services.notifier.difference import difference
from services.notifier.eyes import Eyes
from services.notifier.of_settings import rules_of
from services.notifier.playbook import Playbook, Written, compiled, written
from services.notifier.postgres import trials
from services.notifier.postgres.trials import Fresh, State, Trial
from services.notifier.stores.playbooks import Taken
from services.notifier.taking import Standing, Wanted
from services.notifier.texts import Texts
from services.notifier.trying import Found, changed, otherwise, wrong_with
from services.runtime.errors import ConfigurationError, InvalidInput
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import one_statement, transaction

log = get_logger()

LONGEST = 512 * 1024
"""Bytes of a form that brings a playbook."""

LONGEST_REASON = 1000
OLD = timedelta(hours=1)
"""After which what a trial found is too old to rest on."""

_TOLD_EVERY = 1.0
"""Seconds of machine time between two notes of how far a trial is."""

_SKELETON = "extends: default\nchange: {}\n"


async def try_page(visit: Visit) -> Response:
    """The form: an overlay to write or to bring, beginning with the one in force."""
    _need(visit)
    found = await rules.in_force(visit)
    async with visit.room.stores.transaction() as unit:
        told = await unit.playbooks.written(found.number)
    async with one_statement(visit.room.pool) as conn:
        last = await trials.last(conn)
    text = told.text if told else _SKELETON
    return shown(visit, "try.html", text=text, found=found, last=last)


async def begin(visit: Visit, given: Mapping[str, str]) -> Response:
    """Try a text, a file or an older playbook; the page of the trial follows."""
    number = await begun(visit, given)
    return RedirectResponse(f"/playbook/trials/{number}", 303)


async def begun(visit: Visit, given: Mapping[str, str]) -> int:
    """Begin to try the playbook of ``file``, else of ``text``, else that of a ``number``.

    Raises:
        Forbidden: they are no admin of the whole installation.
        InvalidInput: there is none, or another is being tried.
    """
    _need(visit)
    room = visit.room
    name, told = await _given(visit, given)
    standing = await taking.standing(room.stores, room.world)
    async with transaction(room.pool) as conn:
        fresh = Fresh(visit.now, visit.person.name, name, told, standing.number)
        number = await trials.begin(conn, fresh)
    if number is None:
        raise InvalidInput("busy", "another playbook is being tried: wait until that is done")
    work = asyncio.create_task(_run(room, number, told, standing))
    room.work.add(work)
    work.add_done_callback(room.work.discard)
    return number


async def _given(visit: Visit, given: Mapping[str, str]) -> tuple[str, Written | None]:
    text = given.get("file", "").strip() or given.get("text", "").strip()
    if text:
        try:
            plain = text.replace("\r\n", "\n") + "\n"
            return "the desk", await asyncio.to_thread(written, plain)
        except ConfigurationError as error:
            raise InvalidInput("unreadable_playbook", "; ".join(error.problems)) from error
    number = given.get("number", "")
    if not (number.isascii() and number.isdecimal()):
        raise InvalidInput("no_playbook", "write a playbook, or bring a file")
    _, told = await rules.playbook_of(visit, int(number[:9]))
    return (told.name if told else ""), told


def _need(visit: Visit) -> None:
    """A playbook is in force for every shop."""
    visit.need("admin")
    if visit.person.shops is not None:
        raise Forbidden("a playbook is in force for every shop: this wants somebody who sees all")


async def trial_page(visit: Visit) -> Response:
    """How far it is, or what it came to, and the form that takes it."""
    found = await trial_of(visit, visit.request.path_params["number"])
    deed = taking.deed_of(found.number, found.written, visit.person.name, "")
    async with visit.room.stores.transaction() as unit:
        number = await unit.playbooks.number()
        first = await waits_for(unit, deed, visit.now)
    old = visit.now - found.at > OLD
    return shown(visit, "trial.html", trial=found, number=number, old=old, first=first)


async def trial_of(visit: Visit, number: int) -> Trial:
    """A trial.

    Raises:
        Forbidden: they are no admin of the whole installation.
        InvalidInput: there is none of that number.
    """
    _need(visit)
    async with one_statement(visit.room.pool) as conn:
        found = await trials.read(conn, number) if number < 1 << 63 else None
    if found is None:
        raise InvalidInput("unknown_trial", f"there is no trial {number}")
    return found


async def take(visit: Visit, given: Mapping[str, str]) -> Response:
    """Take the playbook of a trial into force; one that waits for a second person says so."""
    number = visit.request.path_params["number"]
    try:
        await taken(visit, number, given)
    except SecondNeeded:
        return RedirectResponse(f"/playbook/trials/{number}", 303)
    return RedirectResponse("/playbook", 303)


async def taken(visit: Visit, number: int, given: Mapping[str, str]) -> Taken:
    """Take the playbook of a trial into force; ``yes`` where it changes much.

    Raises:
        Forbidden: they are no admin of the whole installation.
        SecondNeeded: it waits for a second person to take it as well.
        InvalidInput: it is not tried to its end, or no longer; another was taken meanwhile; no
            reason; or so much would leave otherwise that they have to say yes.
    """
    trial = await trial_of(visit, number)
    reason = given.get("reason", "").strip()[:LONGEST_REASON]
    if trial.state != "done":
        raise InvalidInput("not_tried", "this playbook was not tried to its end")
    if visit.now - trial.at > OLD:
        raise InvalidInput("too_old", "this was tried more than an hour ago: try it again")
    if not reason:
        raise InvalidInput("no_reason", "say why: it stands beside it for good")
    if trial.found.asks and given.get("yes", "") not in ("yes", "True"):
        told = f"{trial.found.more} messages and acts more would leave, and {trial.found.fewer}"
        raise InvalidInput("many", f"within 24 h {told} fewer: say yes to that")
    room = visit.room
    standing = await taking.standing(room.stores, room.world)
    playbook = await _read(room, trial.written, standing.world.texts)
    wanted = Wanted(trial.number, playbook, trial.written, visit.person.name, reason)
    eyes = Eyes.of(room.settings, visit.person.role)
    row = await taking.take(room.stores, standing.world, wanted, visit.now, eyes)
    log.info("playbook.taken", number=row.number, by=row.author)
    return row


async def _read(room: Room, told: Written | None, texts: Texts) -> Playbook:
    """The rules of a text, or those of the settings.

    Raises:
        ConfigurationError: with every problem.
    """
    if told is None:
        return await asyncio.to_thread(rules_of, room.settings, texts)
    return await asyncio.to_thread(compiled, told, texts.names)


async def _run(room: Room, number: int, told: Written | None, standing: Standing) -> None:
    state: State = "failed"
    found, passed = Found(), [0, 0]
    telling = asyncio.create_task(_tell(room, number, passed))
    try:
        found = await _tried(room, told, standing, passed)
        state = "wrong" if found.problems else "done"
    except Exception:
        log.exception("playbook.trial_failed", trial=number)
    finally:
        telling.cancel()
    async with transaction(room.pool) as conn:
        await trials.end(conn, number, state, found)


async def _tried(room: Room, told: Written | None, standing: Standing, passed: list[int]) -> Found:
    """Everything that trying finds; ``passed`` is kept at the live orders done, and of how many."""
    world, texts = standing.world, standing.world.texts
    try:
        playbook = await _read(room, told, texts)
    except ConfigurationError as error:
        return Found(problems=tuple(error.problems))
    manners = registry.manners(room.settings)
    problems = await asyncio.to_thread(wrong_with, playbook, texts, manners)
    if problems:
        return Found(problems=tuple(problems))
    cases = await asyncio.to_thread(otherwise, playbook, texts, told)

    def progress(done: int, total: int) -> None:
        passed[:] = [done, total]

    now = room.clock.now()
    changes = await taking.compare(room.stores, world, playbook, now, progress)
    differs = [] if standing.unread else difference(world.playbook, playbook)
    return Found(
        difference=tuple((rule, tuple(words)) for rule, words in differs),
        cases=tuple(cases),
        changes=changed(changes),
    )


async def _tell(room: Room, number: int, passed: list[int]) -> None:
    while True:
        async with transaction(room.pool) as conn:
            await trials.move_on(conn, number, *passed)
        await asyncio.sleep(_TOLD_EVERY)
