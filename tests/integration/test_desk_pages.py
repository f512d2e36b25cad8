"""The desk's pages over HTTP: who comes in, and what they do with tasks, cases and the brake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from services.notifier import tasks
from services.notifier.app import SCHEMA
from services.notifier.postgres.privacy import erase
from services.runtime.desk import DeskSettings
from services.runtime.postgres.pool import transaction
from tests.support.desk import HEADER, at, furnish, room_of
from tests.support.dump import dump, found_in
from tests.support.notifier import KEY, NOW, dispute, hold, message, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.sealed import vault

HOLD = "hold-buyer-must-act"
NAMED = (
    """INSERT INTO tracker.parcels (id, provider, number, state, changed_at)
       SELECT 'p/' || $1::text, '17track', 'RR123456789CN', '{}', $2::timestamptz""",
    """INSERT INTO tracker.parcel_orders (parcel_id, order_key, buyer, country, carrier, shipped_at)
       SELECT 'p/' || $1::text, $1::text, 'buyer-1', 'ES', '', $2::timestamptz""",
)
"""What the tracker keeps of the order's parcel, as far as a search needs it."""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    shell = await open_shell(postgres_url, mode="approve")
    await furnish(postgres_url)
    for statement in NAMED:
        await shell.pool.execute(statement, KEY, NOW)
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    yield shell
    await shell.pool.close()


async def number_of(shell: Shell, rule: str = HOLD) -> int:
    """The number of the open task of a rule."""
    (found,) = [one for one in await tasks.list_tasks(shell.stores) if one.rule == rule]
    return found.id


async def test_nobody_passes_without_a_name_that_the_proxy_tells(shell: Shell) -> None:
    """Another peer, no name, two names and an unknown one are all turned away."""
    room = room_of(shell)
    for peer, headers in (
        ("192.0.2.1", {HEADER: "ann"}),
        ("10.9.0.1", {}),
        ("10.9.0.1", {HEADER: "mallory"}),
        ("10.9.0.1", {"X-Other": "ann"}),
    ):
        async with at(room, "", peer, headers) as stranger:
            assert "may not come in" in await stranger.sees("/queue", 403)
    async with at(room, "ann") as ann:
        answer = await ann.http.get("/queue", headers=[(HEADER, "ann"), (HEADER, "adm")])
        assert answer.status_code == 403


async def test_alone_is_this_machine_under_its_own_name(shell: Shell) -> None:
    """No other address, no proxy between, and no site's name that leads here."""
    room = room_of(shell, DeskSettings(alone="ann"))
    for peer, headers, status in (
        ("127.0.0.1", {"Host": "localhost:8090"}, 200),
        ("::1", {"Host": "[::1]:8090"}, 200),
        ("10.0.0.9", {"Host": "localhost:8090"}, 403),
        ("127.0.0.1", {"Host": "evil.example"}, 403),
        ("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "10.1.1.1"}, 403),
    ):
        async with at(room, "", peer, headers) as visitor:
            await visitor.sees("/queue", status)


async def test_every_form_wants_the_token_of_its_session(shell: Shell) -> None:
    """Without it, with another's, and from another site's page nothing is done."""
    room = room_of(shell)
    number = await number_of(shell)
    posts = [f"/tasks/{number}/approve", f"/cases/{KEY}", "/search", "/pause", "/resume"]
    async with at(room, "adm") as adm, at(room, "lea") as lea:
        await adm.sees("/queue")
        theirs = (await lea.sees("/search")).split('name="token" value="')[1].split('"')[0]
        for path in posts:
            for token in ("", "0" * 64, theirs):
                answer = await adm.http.post(path, data={"token": token, "scope": "all"})
                assert answer.status_code == 403, path
            headers = {"Sec-Fetch-Site": "cross-site"}
            assert (await adm.http.post(path, headers=headers)).status_code == 403
    assert await number_of(shell) == number
    assert await shell.rows("pauses") == []


async def test_a_session_that_has_ended_shows_nothing(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour without a request: pages and forms say so, and another session begins by hand."""
    room = room_of(shell)
    at_machine = [1_000_000.0]
    monkeypatch.setattr("services.desk.entrance.time.time", lambda: at_machine[0])
    async with at(room, "ann") as ann:
        assert KEY in await ann.sees("/queue")
        at_machine[0] += 3_599
        assert KEY in await ann.sees("/queue")
        at_machine[0] += 3_601
        told = await ann.sees("/queue", 403)
        assert "session has ended" in told
        assert KEY not in told
        assert (await ann.http.post("/session")).status_code == 303
        assert KEY in await ann.sees("/queue")


async def test_no_page_lets_a_browser_run_or_load_anything_else(shell: Shell) -> None:
    """Every answer carries the policy, pages are not kept, and the cookie stays where it is."""
    async with at(room_of(shell), "ann") as ann:
        for path in ("/queue", "/nowhere", "/static/desk.js"):
            answer = await ann.http.get(path)
            policy = answer.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
        page = await ann.http.get("/queue")
        assert page.headers["cache-control"] == "no-store"
        for flag in ("__Host-desk=", "HttpOnly", "Secure", "SameSite=Strict"):
            assert flag in page.headers["set-cookie"]


async def test_an_approval_leaves_as_the_page_showed_it(shell: Shell) -> None:
    """The text stands on the page, is let go by its reader's name, and leaves word for word."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "ann") as ann:
        assert f"/tasks/{number}" in await ann.sees("/queue")
        told = await ann.sees(f"/tasks/{number}")
        (task,) = [one for one in await shell.rows("tasks") if one["id"] == number]
        assert task["body"].splitlines()[0] in told
        assert 'lang="es"' in told
        await ann.sends(f"/tasks/{number}/approve")
        assert "ann" in await ann.sees(f"/tasks/{number}")
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == [task["body"]]
    acts = [row for row in await shell.rows("entries") if row["kind"] == "person"]
    assert '"by": "ann"' in acts[-1]["body"]


async def test_a_text_leaves_in_other_words_that_pass_the_gate(shell: Shell) -> None:
    """What the marketplace would not have is told; else it leaves as written, and is ours."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "ann") as ann:
        told = await ann.sees(f"/tasks/{number}")
        assert "What it says" in told
        assert "customs" in told.split("What it says")[1].split("</section>")[0]
        refused = await ann.sends(f"/tasks/{number}/edit", status=409, words="escribe a a@b.es")
        assert "the marketplace would not have it" in refused.text
        await ann.sends(f"/tasks/{number}/edit", words="Hola,\r\nlo miramos hoy.")
        assert "approved, in other words" in await ann.sees(f"/tasks/{number}")
    await shell.run()
    ((_, own),) = shell.market.chat
    assert own.text == "Hola,\nlo miramos hoy."
    await shell.tell(message("own", sender="seller", text=own.text, source_ref=own.external_ref))
    async with at(room, "ann") as ann:
        told = await ann.asks(f"/cases/{KEY}")
        assert any("in other words" in one["line"] for one in told["entries"])
        assert any(one["line"] == "from us" for one in told["entries"])
    async with transaction(shell.pool) as conn:
        asked = {"by": "ann", "reason": "x", "now": shell.clock.now()}
        await erase(conn, vault(SCHEMA), f"{SHOP}/buyer-1", [KEY], **asked)
    assert not found_in(await dump(shell.pool), "lo miramos hoy")


async def test_a_draft_stands_apart_with_what_it_says(shell: Shell) -> None:
    """Where a person answers: what to do is theirs, the words to the buyer are copied alone."""
    await shell.tell(message("m-9", text="¿Dónde está mi paquete?"))
    await shell.run()
    found = [one for one in await tasks.list_tasks(shell.stores) if "A draft (" in one.body]
    assert found, [one.rule for one in await tasks.list_tasks(shell.stores)]
    async with at(room_of(shell), "ann") as ann:
        told = await ann.sees(f"/tasks/{found[0].id}")
    own, drafted = told.split("A draft to the buyer")
    assert 'lang="es"' in drafted
    assert "A draft (" not in own
    assert "What it says" in drafted


async def test_of_two_agents_one_wins_and_the_other_is_told(shell: Shell) -> None:
    """Who takes a task has it; who approves it second hears who was faster."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "ann") as ann, at(room, "bob") as bob:
        await ann.sends(f"/tasks/{number}/take")
        told = await bob.sends(f"/tasks/{number}/take", status=409)
        assert "ann has task" in told.text
        await ann.sends(f"/tasks/{number}/approve")
        told = await bob.sends(f"/tasks/{number}/refuse", status=409)
        assert "no longer open: done by ann" in told.text


async def test_of_many_at_once_one_wins(shell: Shell) -> None:
    """Five agents take a task in one instant: one has it; five approve it: it leaves once."""
    room, number = room_of(shell), await number_of(shell)
    names = ("ann", "bob", "lea", "adm", "li")
    async with AsyncExitStack() as stack:
        agents = [await stack.enter_async_context(at(room, name)) for name in names]
        for what in ("take", "approve"):
            answers = await asyncio.gather(
                *(one.http.post(f"/api/tasks/{number}/{what}", json={}) for one in agents)
            )
            assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409]
    await shell.run()
    assert len(shell.market.chat) == 1
    acts = [row for row in await shell.rows("entries") if row["kind"] == "person"]
    assert len(acts) == 2


async def test_a_mistake_of_ours_shows_nothing_of_itself(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that breaks says so with 500 and the policy of every page; no trace, no value."""

    async def broken(*_: object) -> None:
        raise RuntimeError("a secret value")

    monkeypatch.setattr("services.desk.queue.page", broken)
    async with at(room_of(shell), "ann", raises=False) as ann:
        answer = await ann.http.get("/queue")
        assert answer.status_code == 500
        assert "a secret value" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert (await ann.asks("/tasks", status=500))["reason"] == "bug"


async def test_people_see_their_own_shops_alone(shell: Shell) -> None:
    """Not the task, not its case, not by search, and not by an address."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "eve") as eve, at(room, "bob") as bob:
        assert KEY in await bob.sees("/queue")
        assert KEY not in await eve.sees("/queue")
        for path in (f"/tasks/{number}", f"/cases/{KEY}", f"/queue?shop={SHOP}"):
            await eve.sees(path, 404)
        await eve.sends(f"/tasks/{number}/approve", status=404)
        await eve.sends(f"/cases/{KEY}", status=404, hand="take")
        found = await eve.sends("/search", status=200, wanted="RR123456789CN")
        assert "nothing was found" in found.text
        await eve.sends("/pause", status=404, scope=SHOP, reason="x")


async def test_roles_do_what_they_may(shell: Shell) -> None:
    """A viewer looks; an agent stops a shop, a lead lets it go on, an admin does it for all."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "vic") as vic, at(room, "ann") as ann, at(room, "lea") as lea:
        assert "<form" not in (await vic.sees(f"/tasks/{number}")).split("<main")[1]
        await vic.sends(f"/tasks/{number}/approve", status=403)
        await vic.sends("/pause", status=403, scope=SHOP, reason="x")
        await ann.sends("/pause", status=403, scope="all", reason="x")
        await ann.sends("/pause", scope=SHOP, reason="a recall")
        (paused,) = await shell.rows("pauses")
        assert (paused["scope"], paused["reason"], paused["by"]) == (SHOP, "a recall", "ann")
        assert "a recall" in await ann.sees(f"/tasks/{number}")
        await ann.sends("/resume", status=403, scope=SHOP)
        await lea.sends("/resume", scope=SHOP)
        await lea.sends(f"/tasks/{number}/assign", to="bob")
        await lea.sends(f"/tasks/{number}/assign", status=409, to="mallory")
    async with at(room, "bob") as bob:
        assert KEY in await bob.sees("/queue?hands=mine")
        assert KEY not in await bob.sees("/queue?hands=free")
    async with at(room, "adm") as adm:
        await adm.sends("/pause", scope="all", reason="x")
    assert [row["scope"] for row in await shell.rows("pauses")] == ["all"]


async def test_what_is_put_off_comes_back(shell: Shell) -> None:
    """It is left out until then, and not past its deadline."""
    room = room_of(shell)
    await shell.tell(dispute())
    number = await number_of(shell, "dispute-opened")
    async with at(room, "ann") as ann:
        await ann.sends(f"/tasks/{number}/snooze", status=409, hours="72")
        await ann.sends(f"/tasks/{number}/snooze", status=409, hours="-1")
        await ann.sends(f"/tasks/{number}/snooze", hours="4")
        assert f"/tasks/{number}" not in await ann.sees("/queue")
        assert f"/tasks/{number}" in await ann.sees("/queue?snoozed=1")
        await shell.step(timedelta(hours=4))
        assert f"/tasks/{number}" in await ann.sees("/queue")


async def test_sent_counts_as_said_and_not_needed_does_not(postgres_url: str) -> None:
    """Of a text that staff were to send: marked sent it was said at that instant."""
    await furnish(postgres_url)
    shell = await open_shell(postgres_url)
    shell.market.allowed = False
    keys = [f"{KEY}{name}" for name in "ab"]
    for key in keys:
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await shell.run()
    by_order = {one.order_key: one for one in await tasks.list_tasks(shell.stores)}
    async with at(room_of(shell), "ann") as ann:
        assert "Sent" in await ann.sees(f"/tasks/{by_order[keys[0]].id}")
        await ann.sends(f"/tasks/{by_order[keys[0]].id}/done")
        await ann.sends(f"/tasks/{by_order[keys[1]].id}/not-needed", reason="they rang")
    async with shell.stores.transaction() as unit:
        cases = [await unit.cases.read(key) for key in keys]
    deeds = [next(iter(row.case.deeds.values())) for row in cases if row]
    assert [deed.closed_at is not None for deed in deeds] == [True, False]
    assert deeds[1].taken_by == "ann", "nobody is reminded of it"
    assert [one["status"] for one in await shell.rows("tasks")] == ["done", "refused"]
    await shell.pool.close()


async def test_a_case_is_found_and_tells_what_will_happen(shell: Shell) -> None:
    """By the order's number, a tracking number and the buyer's reference, never in an address."""
    room = room_of(shell)
    async with at(room, "ann") as ann:
        for wanted in (KEY, "1001", "buyer-1", "rr 123456789 cn"):
            found = await ann.sends("/search", wanted=wanted)
            assert found.headers["location"] == f"/cases/{KEY}"
        told = await ann.sees(f"/cases/{KEY}")
        for words in ("RR123456789CN", "What will happen", "What happened", HOLD):
            assert words in told
        await ann.sends(f"/cases/{KEY}", hand="take")
        assert "in hand: ann" in await ann.sees(f"/cases/{KEY}")
        await ann.sends(f"/cases/{KEY}", hand="back")
        assert "in hand: ann" not in await ann.sees(f"/cases/{KEY}")
        await ann.sees(f"/cases/{SHOP}/none", 404)


async def test_the_evidence_is_a_file_to_check(shell: Shell) -> None:
    """The same as the command's, by page and by REST, for whose shop it is."""
    room = room_of(shell)
    async with at(room, "ann") as ann, at(room, "eve") as eve:
        assert 'action="/evidence/' in await ann.sees(f"/cases/{KEY}")
        for base in ("/evidence", "/api/evidence"):
            for form, media in (("text", "text/markdown"), ("html", "text/html")):
                answer = await ann.http.get(f"{base}/{KEY}?format={form}&language=de")
                assert answer.headers["content-disposition"].startswith("attachment")
                assert answer.headers["content-type"].startswith(media)
                assert "Nachweise zur Bestellung 1001" in answer.text
            await ann.sees(f"{base}/{KEY}?format=doc", 409)
            await ann.sees(f"{base}/{KEY}?format=text&language=xx", 409)
            await eve.sees(f"{base}/{KEY}?format=text", 404)
        found = await ann.asks(f"/evidence/{KEY}")
        assert found["language"] == "en"
        entered = {row["hash"] for row in await shell.rows("entries")}
        assert {one["hash"] for one in found["items"]} <= entered


async def test_others_words_are_text(shell: Shell) -> None:
    """Markup in a title, a reason or an outcome stands on the page as it was written."""
    room, number = room_of(shell), await number_of(shell)
    async with at(room, "ann") as ann:
        await ann.sends(f"/tasks/{number}/refuse", reason="<script>x</script>")
        told = await ann.sees(f"/tasks/{number}")
        assert "<script>x" not in told
        assert "&lt;script&gt;x" in told
        answer = await ann.sends("/pause", scope=SHOP, reason="x", back="//evil.example")
        assert answer.headers["location"] == "/queue"


async def test_the_queue_goes_on_where_a_page_ended(shell: Shell) -> None:
    """By deadline, then what is at risk; each task stands on one page alone."""
    room = room_of(shell)
    await shell.pool.execute(
        """INSERT INTO notifier.tasks (key, action_key, order_key, shop, kind, rule, title, status,
                                       created_at, deadline, at_risk, currency, country)
           SELECT 'k' || n, 'k' || n, $1, $2, 'do', 'r', 't' || n, 'open', $3,
                  $3::timestamptz + n / 2 * interval '1 hour', n % 2, 'EUR', 'ES'
           FROM generate_series(2, 121) AS n""",
        KEY,
        SHOP,
        NOW,
    )
    async with at(room, "ann") as ann:
        seen: list[str] = []
        path = "/queue?kind=do&country=es"
        while path:
            page = await ann.sees(path)
            found = [part.split('"')[0] for part in page.split('class="row" href="/tasks/')[1:]]
            assert len(found) <= 50
            seen += found
            more = page.split('rel="next" href="')
            path = more[1].split('"')[0].replace("&amp;", "&") if len(more) > 1 else ""
        assert len(seen) == len(set(seen)) == 120
        titles = {str(row["id"]): row["title"] for row in await shell.rows("tasks")}
        assert [titles[one] for one in seen][:4] == ["t3", "t2", "t5", "t4"]
        await ann.sees("/queue?after=nonsense", 409)
        await ann.sees("/queue?kind=nonsense", 409)
