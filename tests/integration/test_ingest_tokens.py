"""Tokens on the real database: renewed in time, killed anywhere, and people told."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from services.cli.checks.tokens import standing
from services.connectors.tokens import store
from services.connectors.tokens.book import token_book
from services.connectors.tokens.grant import Grant
from services.ingest.app import MIGRATIONS, SCHEMA
from services.ingest.renewer import AGAIN, LEASE
from services.runtime.clock import SteppedClock
from services.runtime.errors import TryLater, Unanswered, Unavailable
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.runtime.privacy.master import MasterKeys
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings
from tests.support.granted import DAY, HOUR, SHOP, Ground, Killed, Platform
from tests.support.sealed import SECRET, vault
from tests.support.servers import START


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Ground]:
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    pool = await open_pool(postgres_url, application="test")
    ground = Ground(pool, clock, Platform())
    await ground.authorised()
    yield ground
    await pool.close()


async def test_a_token_is_renewed_at_half_its_life_and_read_by_all(ground: Ground) -> None:
    """Not before; whoever keeps a book of tokens has the new one at the next look."""
    renewer = ground.renewer()
    book = await token_book(ground.pool, MasterKeys([SECRET]), ground.clock)
    assert book.tokens == {SHOP: "a1"}
    assert await renewer.once() == START + 2 * HOUR
    assert ground.platform.asked == []
    for number in range(2, 6):
        ground.step(2 * HOUR)
        await renewer.once()
        await book.load()
        assert book.tokens == {SHOP: f"a{number}"}
    assert ground.platform.asked == ["r1", "r2", "r3", "r4"]
    assert ground.levels() == []


async def test_a_refresh_token_that_stays_keeps_its_end(ground: Ground) -> None:
    """EBay tells it with the first pair alone; past it nothing is renewed, and people are told."""
    platform, renewer = ground.platform, ground.renewer()
    platform.again = True
    until = (await ground.kept()).refresh_until
    platform.stays = True
    for _ in range(3):
        ground.step(2 * HOUR)
        await renewer.once()
    assert platform.asked == ["r1", "r1", "r1"]
    assert (await ground.kept()).refresh_until == until


async def test_nothing_of_a_token_lies_in_plain(ground: Ground) -> None:
    """Not in the row; and rotating the master key takes the tokens along."""
    row = await ground.pool.fetchrow("SELECT * FROM ingest.tokens")
    assert row is not None
    assert b"a1" not in row["sealed"]
    assert not any("a1" in str(value) for name, value in row.items() if name != "sealed")
    newer = bytes(range(1, 33))
    rotating = Vault(SCHEMA, MasterKeys([newer, SECRET]))
    async with transaction(ground.pool) as conn:
        assert await rotating.rewrap(conn, 10) == 1
    book = await token_book(ground.pool, MasterKeys([newer]), ground.clock)
    assert book.tokens == {SHOP: "a1"}
    with pytest.raises(Unavailable):
        await token_book(ground.pool, MasterKeys([SECRET]), ground.clock)


@pytest.mark.parametrize("done", [False, True], ids=["before-the-call", "after-the-call"])
@pytest.mark.parametrize("again", [False, True], ids=["once", "again"])
async def test_a_process_killed_while_it_renews_leaves_no_doubt(
    ground: Ground, done: bool, again: bool
) -> None:
    """Between the commit and the call, and between the call and the storing.

    The row says that a call was under way. Where a refresh token may be sent again it is, once: not
    used, it renews; used, the platform says no. Where it may not, a person is asked.
    """
    ground.platform.again = again
    ground.platform.faults = [(Killed(), done)]
    ground.step(2 * HOUR)
    with pytest.raises(Killed):
        await ground.renewer().once()
    assert (await ground.kept()).refreshing_since == ground.clock.now()
    heir = ground.renewer()
    await heir.once()
    assert ground.platform.asked == ["r1"], "its lease has not ended"
    ground.step(LEASE)
    await heir.once()
    kept = await ground.kept()
    assert ground.platform.asked == (["r1", "r1"] if again else ["r1"])
    if again and not done:
        assert (kept.state, kept.refreshing_since, kept.tries) == ("valid", None, 0)
        assert await ground.tokens() == {SHOP: "a2"}
        assert ground.levels() == []
        return
    assert (kept.state, kept.due_at) == ("needs_authorisation", None)
    assert await ground.tokens() == {SHOP: "a1"}, "good for calls until it ends"
    assert ground.levels() == ["page"], "two of its four hours are left"
    await ground.authorised()
    await heir.once()
    assert (await ground.kept()).state == "valid"
    assert ground.levels() == []


async def test_an_answer_that_cannot_be_stored_is_kept_until_it_can(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pair is the only one: while PostgreSQL is gone it waits in the process."""
    renewer = ground.renewer()
    whole = store.renewed

    async def gone(*_: Any, **__: Any) -> bool:
        raise Unavailable("PostgreSQL: not there")

    ground.step(2 * HOUR)
    monkeypatch.setattr(store, "renewed", gone)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await renewer.once()
    monkeypatch.setattr(store, "renewed", whole)
    await renewer.once()
    assert ground.platform.asked == ["r1"]
    assert await ground.tokens() == {SHOP: "a2"}


async def test_a_platform_that_did_nothing_is_asked_again(ground: Ground) -> None:
    """Too many calls, or not there: the token is as good as before, however often."""
    ground.platform.faults = [(TryLater("shopee", "429"), False)] * 3
    ground.step(2 * HOUR)
    renewer = ground.renewer()
    for _ in range(3):
        await renewer.once()
        assert (await ground.kept()).refreshing_since is None
        ground.step(AGAIN)
    await renewer.once()
    assert await ground.tokens() == {SHOP: "a2"}


async def test_a_lost_answer_is_not_sent_after(ground: Ground) -> None:
    """A platform whose tokens work once has perhaps used it up: a person is asked."""
    ground.platform.faults = [(Unanswered("shopee", "cut"), True)]
    ground.step(2 * HOUR)
    renewer = ground.renewer()
    await renewer.once()
    ground.step(AGAIN)
    await renewer.once()
    assert ground.platform.asked == ["r1"]
    assert (await ground.kept()).state == "needs_authorisation"


async def test_a_token_that_could_not_be_opened_was_sent_to_nobody(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL gone, or a master key missing: no call was made, so no answer was lost."""
    whole, renewer = store.opened, ground.renewer()

    async def gone(*_: Any, **__: Any) -> Any:
        raise Unavailable("a master key is missing")

    ground.step(2 * HOUR)
    monkeypatch.setattr(store, "opened", gone)
    for _ in range(3):
        with pytest.raises(Unavailable):
            await renewer.once()
        ground.step(LEASE)
    monkeypatch.setattr(store, "opened", whole)
    await renewer.once()
    assert ground.platform.asked == ["r1"]
    assert await ground.tokens() == {SHOP: "a2"}


async def test_a_row_that_was_changed_takes_no_other_with_it(ground: Ground) -> None:
    """Its own shop needs authorisation; every other calls and renews as ever."""
    place, now = await store.place_of(ground.pool), ground.clock.now()
    async with transaction(ground.pool) as conn:
        other = Grant("b1", "s1", now + DAY)
        await store.keep(conn, vault(SCHEMA), "shopee/two", other, now, place=place)
        await conn.execute(
            "UPDATE ingest.tokens SET sealed = (SELECT sealed FROM ingest.tokens WHERE shop = $1)"
            " WHERE shop = $2",
            "shopee/two",
            SHOP,
        )
    assert await ground.tokens() == {"shopee/two": "b1"}
    ground.step(2 * HOUR)
    await ground.renewer().once()
    async with transaction(ground.pool) as conn:
        states = {one.shop: one.state for one in await store.every(conn)}
    assert states == {SHOP: "needs_authorisation", "shopee/two": "valid"}
    assert ground.platform.asked == []


async def test_two_processes_do_not_send_one_token_twice(ground: Ground) -> None:
    """The second finds the row leased."""
    ground.step(2 * HOUR)
    one, other = ground.renewer(), ground.renewer()
    await one.once()
    await other.once()
    assert ground.platform.asked == ["r1"]


async def test_people_are_told_with_the_hours_left_until_somebody_acts(ground: Ground) -> None:
    """A notice at 48 hours, a page at 6; both end with the authorisation, also after a restart."""
    ground.platform.life = 30 * DAY
    await ground.authorised()
    ground.platform.good = "elsewhere"
    ground.step(15 * DAY)
    renewer = ground.renewer()
    due = await renewer.once()
    assert ground.levels() == []
    wanted = {48: ["notice"], 6: ["page"]}
    for hours, levels in wanted.items():
        while due is not None and due < START + 30 * DAY - hours * HOUR:
            ground.clock.step_to(due)
            due = await renewer.once()
        ground.clock.step_to(START + 30 * DAY - hours * HOUR)
        due = await renewer.once()
        assert ground.levels() == levels
        (alert,) = (one for one in ground.told[-1] if one.ends_at is None)
        assert alert.why_now.startswith(f"in {hours} h")
        assert "invalid_refresh_token" in alert.summary
        assert f"forestall shop authorize {SHOP}" in alert.what_to_do
    ground.platform.good = "r9"
    await ground.authorised()
    await ground.renewer().once()
    assert {alert.dedup_key: alert.ends_at for alert in ground.told[-1]} == {
        f"page|token|{SHOP}": ground.clock.now(),
        f"notice|token|{SHOP}": ground.clock.now(),
    }, "what an earlier process may have raised"


async def test_the_doctor_names_what_a_person_has_to_authorise(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ending tokens, shops with none, and tokens that were restored from a backup."""
    settings = Settings.model_validate({}).model_copy(
        update={"shops": (_Shop(SHOP), _Shop("shopee/two"))}
    )

    async def told() -> list[tuple[str, str]]:
        found = await standing(settings, ground.pool, ["ingest"], ground.clock.now())
        return [(one.level, one.what) for one in found]

    assert await told() == [
        ("problem", "shop shopee/two: it has no token"),
        ("ok", "1 shop renews its token"),
    ]

    async def elsewhere(_: Pool) -> str:
        return "another database"

    monkeypatch.setattr(store, "place_of", elsewhere)
    (suspect,) = [what for level, what in await told() if level == "warning"]
    assert suspect.startswith(f"shop {SHOP}: its token comes from a backup")
    ground.step(2 * HOUR)
    await ground.renewer().once()
    assert [level for level, _ in await told()] == ["problem", "ok"], "a renewal has told"
    ground.platform.good = "elsewhere"
    ground.step(2 * HOUR)
    await ground.renewer().once()
    assert any("2 h are left" in what for level, what in await told() if level == "problem")


@dataclass(frozen=True)
class _Shop:
    """As much of a shop's settings as the check looks at."""

    key: str

    marketplace = "shopee"

    @property
    def token(self) -> "_Shop":
        """Empty."""
        return self

    def get_secret_value(self) -> str:
        """None is set."""
        return ""


async def test_a_database_without_tokens_is_an_empty_book(
    postgres_url: str, clock: SteppedClock
) -> None:
    """The notifier may start before ingest has ever run."""
    pool = await open_pool(postgres_url, application="test")
    try:
        book = await token_book(pool, MasterKeys([SECRET]), clock)
        assert book.tokens == {}
    finally:
        await pool.close()


async def test_a_token_of_the_database_comes_before_that_of_the_settings(ground: Ground) -> None:
    """And the settings' counts again once it is forgotten."""
    from services.connectors.ports import App, Shop  # noqa: PLC0415 - one test's own

    book = await token_book(ground.pool, MasterKeys([SECRET]), ground.clock)
    app = App("app", "shopee", "1", ("s",), "https://api")
    shop = Shop(SHOP, app, "7", "of the settings", tokens=book.tokens)
    assert shop.valid_token == "a1"
    async with transaction(ground.pool) as conn:
        assert await store.forget(conn, SHOP)
    await book.load()
    assert shop.valid_token == "of the settings"
    assert replace(shop, tokens={}) == shop, "no part of what a shop is"
