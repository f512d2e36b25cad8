"""What every marketplace's connector promises. A connector's test derives from the classes.

The suite runs the real reader, calls and acts over real HTTP; a connector gives it a ``Bench``. A
marketplace with orders, disputes and lists derives from ``MarketplaceConformance``; one that lacks
some of them from the parts of which that is made.
"""

import json
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import ActionKind
from schemas.base import Versioned, shop_of
from schemas.dispute import Dispute
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.installed import OWN
from services.connectors.ports import Acts, Api, Hint, Listed, Shop
from services.connectors.pushes import Pushed
from services.ingest.versions import advance
from services.runtime.errors import (
    InvalidInput,
    NotAuthorised,
    OutsideError,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.runtime.ids import content_hash
from tests.contract.bench import LIST_OF, NOW, PEOPLE, Bench, Push
from tests.contract.bent import tampered, with_less, with_more
from tests.contract.gateway import Answer, Gateway, serving
from tests.contract.vectors import raw


class OnBench(ABC):
    """A connector on its bench: what every part of the suite stands on."""

    bench: Bench

    @abstractmethod
    def api(self, shop: Shop, http: Http) -> Api:
        """The connector's calls."""

    @abstractmethod
    def acts(self, shop: Shop, http: Http) -> Acts:
        """The connector's acts."""

    @asynccontextmanager
    async def outside(self, **answers: Answer) -> AsyncIterator[tuple[Gateway, Shop, Http]]:
        """The gateway, a shop that points at it, and a client; ``read=`` replaces one answer."""
        found = dict(self.bench.answers)
        if "read" in answers:
            found[self.bench.read_name] = answers["read"]
        secret = self.bench.credential or self.bench.app.secrets[0]
        gateway = Gateway(secret, found, self.bench.admission)  # type: ignore[arg-type] # a table
        backoff = Backoff(first=0.001, most=0.002, attempts=2, retry_after=0.01)
        async with serving(gateway), Http(allow_private=True, backoff=backoff) as http:
            yield gateway, self.at(gateway.address), http

    def at(self, address: str) -> Shop:
        """The shop with its gateway elsewhere."""
        app, shop = self.bench.app, self.bench.shop
        moved = replace(app, api=address)
        return replace(shop, app=moved)

    async def read(self, hint: Hint, now: datetime = NOW, **answers: Answer) -> list[Versioned]:
        """What the connector reads behind a hint."""
        async with self.outside(**answers) as (_, shop, http):
            return list(await self.api(shop, http).read(hint, now))

    async def order(self) -> Order:
        """An order that the connector acts about; overridden where none can be read."""
        order = (await self.read(self.bench.order_hint))[0]
        assert isinstance(order, Order)
        return order


class PushConformance(OnBench):
    """What arrives by push."""

    def test_a_push_holds_as_sent_and_not_as_written_again(self) -> None:
        """The raw bytes are signed: a spaced-out copy of the same JSON does not verify.

        Unless its content is what is signed: then the connector's own test bends that.
        """
        bench = self.bench
        if bench.signs is None:
            pytest.skip("this platform signs nothing: its own test says what is believed instead")
        for push in bench.pushes:
            body = raw(push.name)
            again = json.dumps(json.loads(body), indent=1).encode()
            for secret in bench.app.secrets:
                headers = bench.signs(bench.app, secret, body)
                assert bench.holds(push.arrived(headers))
                assert bench.holds(push.arrived(headers, again)) == bench.signs_content
            assert not bench.holds(push.arrived())
            assert not bench.holds(push.arrived(bench.signs(bench.app, "other", body)))

    def test_a_push_with_a_byte_tampered_with_does_not_hold(self) -> None:
        """Wherever in the body it lies."""
        bench = self.bench
        if bench.signs is None:
            return  # nothing is signed; see above
        for push in bench.pushes:
            body = raw(push.name)
            headers = bench.signs(bench.app, bench.app.secrets[0], body)
            assert bench.holds(push.arrived(headers))
            for bent in tampered(body):
                assert not bench.holds(push.arrived(headers, bent)), (push.name, bent)

    def test_a_field_more_changes_nothing(self) -> None:
        """A platform may add fields at any time, wherever in a push."""
        for push in self.bench.pushes:
            found = self.hint_of(push)
            for bent in with_more(raw(push.name)):
                read = self.bench.reader.read(self.bench.app, push.arrived({}, bent))
                assert read == found, (push.name, bent)

    def test_a_field_less_is_read_or_refused(self) -> None:
        """What is read without it names a seller that the push itself names, or none."""
        for push in self.bench.pushes:
            whole = self.hint_of(push)
            for bent in with_less(raw(push.name)):
                with suppress(InvalidInput):
                    found = self.bench.reader.read(self.bench.app, push.arrived({}, bent))
                    named = found.seller_id in {"", whole.seller_id}
                    assert named or found.seller_id.encode() in bent, (push.name, bent)

    def hint_of(self, push: Push) -> Hint:
        """What a push says."""
        return self.bench.reader.read(self.bench.app, push.arrived())

    def test_each_push_is_read_as_what_it_is(self) -> None:
        """Kind, references and times of every known push, whatever types its identifiers have."""
        for push in self.bench.pushes:
            found = self.hint_of(push)
            shown = {name: getattr(found, name) for name in Hint.__dataclass_fields__}
            assert Hint(**{**shown, "value": None}) == push.hint, push.name

    def test_an_unknown_message_type_is_nothing(self) -> None:
        """A platform may add types at any time: they are valid and need no reading."""
        unknown = Push(self.bench.unknown_type, Hint("", "nothing", ""))
        assert self.hint_of(unknown).kind == "nothing"

    def test_the_partition_key_is_the_order_that_is_read(self) -> None:
        """Where a cheap look finds an order it is the right one, also around a buyer's words."""
        for push in self.bench.pushes:
            body = raw(push.name)
            key = self.bench.reader.partition_key(body)
            assert key in (None, self.hint_of(push).order_id)

    def test_all_but_messages_are_polled_as_well(self) -> None:
        """A cheap look tells the pushes that nothing brings again from all others."""
        for push in self.bench.pushes:
            listing = LIST_OF.get(self.hint_of(push).kind)
            polled = self.bench.reader.polled(raw(push.name))
            assert listing is None or polled == (listing in self.bench.lists), push.name

    def test_any_bytes_are_read_or_refused(self) -> None:
        """Nothing that arrives makes a reader raise anything but ``InvalidInput``."""
        given(st.binary(max_size=200))(self._only_invalid_input)()

    def test_any_value_in_a_known_push_is_read_or_refused(self) -> None:
        """Nor does a known push with any value changed to anything."""
        given(self._changed_pushes())(self._only_invalid_input)()

    def _changed_pushes(self) -> st.SearchStrategy[bytes]:
        odd = st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
            lambda inner: st.lists(inner, max_size=2),
            max_leaves=3,
        )

        @st.composite
        def changed(draw: st.DrawFn) -> bytes:
            push = json.loads(raw(draw(st.sampled_from(self.bench.pushes)).name))
            parts = [part for part in push.values() if isinstance(part, dict) and part]
            within = draw(st.sampled_from([push, *parts]))
            within[draw(st.sampled_from(sorted(within)))] = draw(odd)
            return json.dumps(push).encode()

        return changed()

    def _only_invalid_input(self, body: bytes) -> None:
        reader = self.bench.reader
        assert isinstance(reader.partition_key(body), str | None)
        assert isinstance(reader.polled(body), bool)
        with suppress(InvalidInput):
            reader.read(self.bench.app, Pushed({}, body, NOW))


class CallConformance(OnBench):
    """Lists, and calls that fail."""

    async def test_lists_end_and_their_entries_come_back_as_they_went(self) -> None:
        """Every list ends; an entry's bytes, back from the inbox, give the hint they were."""
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            assert (set(api.listings), api.pushed) == (self.bench.lists, self.bench.pushed)
            for listing in api.listings:
                cursor: str | None = None
                entries: list[Listed] = []
                for _ in range(10):
                    page = await api.changes(listing, NOW - timedelta(days=60), NOW, cursor)
                    entries += page.entries
                    cursor = page.cursor
                    if cursor is None:
                        break
                assert cursor is None
                assert entries
                for entry in entries:
                    back = api.listed(listing, entry.raw, NOW)
                    assert (back.kind, back.ref) == (entry.hint.kind, entry.hint.ref)
                    assert back.seller_id == shop.seller_id

    async def test_an_unreadable_list_entry_is_refused(self) -> None:
        """What comes back from the inbox unreadable is a dead letter, not a crash."""
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            for listing in api.listings:
                for entry in (b"", b"[]", b"{}", b'{"order_id":null}'):
                    with pytest.raises(InvalidInput):
                        api.listed(listing, entry, NOW)

    async def test_each_failure_says_what_can_be_done(self) -> None:
        """The platform's codes and HTTP's become the project's errors, by what a caller can do."""
        bench = self.bench
        table: list[tuple[Answer, type[Exception]]] = [
            (bench.throttled, TryLater),
            (429, TryLater),
            (503, TryLater),
            (bench.unauthorised, NotAuthorised),
            (401, NotAuthorised),
            (bench.refused, Refused),
            (bench.unknown, InvalidInput),
            (b"<html>", Unanswered),
            (b"[]", Unanswered),
            (500, Unanswered),
            (None, Unanswered),
        ]
        for answer, error in table:
            with pytest.raises(error):
                await self.read(bench.read_hint, read=answer)

    async def test_a_call_goes_under_the_token_as_it_is_by_now(self) -> None:
        """One that was renewed meanwhile comes before the settings', without a new connector."""
        tokens: dict[str, str] = {}
        async with self.outside() as (gateway, shop, http):
            api = self.api(replace(shop, tokens=tokens), http)

            async def shown(token: str) -> bool:
                gateway.whole.clear()
                with suppress(OutsideError):
                    await api.read(self.bench.read_hint, NOW)
                asked = " ".join(f"{one.headers} {one.params}" for one in gateway.whole)
                return token in asked or b64encode(token.encode()).decode() in asked

            if not shop.token or not await shown(shop.token):
                assert not OWN[shop.app.marketplace].shop_token
                pytest.skip("its calls carry no token of the shop")
            assert OWN[shop.app.marketplace].shop_token
            for token in ("first-token", "second-token"):
                tokens[shop.key] = token
                assert await shown(token)

    async def test_no_inner_address_is_called_and_no_redirect_followed(self) -> None:
        """Names in settings and answers lead anywhere: the client refuses before anything is sent.

        A redirect is an answer that says nothing of the object.
        """
        async with self.outside() as (gateway, shop, _), Http(allow_private=False) as http:
            with pytest.raises(Refused) as refused:
                await self.api(shop, http).read(self.bench.read_hint, NOW)
            assert refused.value.code in {"private_address", "no_tls"}
            assert not gateway.calls
        for status in (301, 302, 307, 308):
            with pytest.raises(Refused):
                await self.read(self.bench.read_hint, read=status)

    async def test_a_wrong_secret_is_not_authorised(self) -> None:
        """The gateway checks every call's signature; ours holds only under the app's secret."""
        async with self.outside() as (gateway, shop, http):
            gateway.secret = "another"
            with pytest.raises(NotAuthorised):
                await self.api(shop, http).read(self.bench.read_hint, NOW)


class OrderConformance(OnBench):
    """Orders that live on the marketplace."""

    async def test_an_order_is_the_same_however_it_was_reached(self) -> None:
        """A push's hint and a list entry's lead to one content, a draft dated by its read."""
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            page = await api.changes("orders", NOW - timedelta(days=60), NOW, None)
            hints = [api.listed("orders", entry.raw, NOW) for entry in page.entries]
            polled = [it for hint in hints for it in await api.read(hint, NOW)]
            pushed = await api.read(self.bench.order_hint, NOW)
        order = pushed[0]
        assert isinstance(order, Order)
        assert content_hash(order.content()) == content_hash(polled[0].content())
        assert (order.version, order.read_started_at) == (0, NOW)
        assert shop_of(order.key) == self.bench.shop.key

    async def test_pushes_repeated_reordered_or_lost_end_in_the_newest_state(self) -> None:
        """Read twice it is one version, read late it is none, healed it is the one of the push."""
        order, later = await self.order(), timedelta(minutes=1)
        changed = OrderStatus.FROZEN if order.status is not OrderStatus.FROZEN else OrderStatus.PAID
        dated = order.source_updated_at and order.source_updated_at + later
        newer = order.model_copy(
            update={
                "status": changed,
                "source_updated_at": dated,
                "read_started_at": order.read_started_at + later,
            }
        )
        pushed = advance(None, order, NOW)
        assert pushed is not None
        repeated = advance(pushed, await self.order(), NOW + later)
        assert repeated is None or repeated.version == pushed.version == 1
        second = advance(pushed, newer, NOW + later)
        assert second is not None
        assert second.version == 2
        assert advance(second, order, NOW) is None
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            page = await api.changes("orders", NOW - timedelta(days=60), NOW, None)
            listed = (api.listed("orders", entry.raw, NOW) for entry in page.entries)
            hint = next(one for one in listed if (one.order_id or one.ref) in order.key)
            healed = (await api.read(hint, NOW))[0]
        found = advance(None, healed, NOW)
        assert found is not None
        assert (found.version, found.hash) == (pushed.version, pushed.hash)


class DisputeConformance(OnBench):
    """Disputes that are read."""

    async def test_a_dispute_belongs_to_its_shop_and_order(self) -> None:
        """Its id carries the shop, so that it never meets another shop's."""
        found = [it for it in await self.read(self.bench.dispute_hint) if isinstance(it, Dispute)]
        assert [dispute.id for dispute in found] == [
            f"{self.bench.shop.key}/{self.bench.dispute_hint.ref}"
        ]
        lives_in = self.bench.shop.orders_of or self.bench.shop.key
        assert shop_of(found[0].order_key) == lives_in


class ActConformance(OnBench):
    """What can be done."""

    async def test_can_answers_for_every_kind_and_gives_a_reason(self) -> None:
        """A refusal always has a sentence for staff; what people do is never the platform's."""
        order = await self.order()
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            for kind in ActionKind:
                found = acts.can(order, kind, None, NOW)
                assert found.allowed or found.reason
            assert all(acts.can(order, kind, None, NOW).allowed for kind in PEOPLE)
            assert not gateway.calls

    async def test_what_cannot_be_read_back_is_never_an_empty_chat(self) -> None:
        """Without a chat, or with one that nobody can read, it is refused, and no call made."""
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            if not acts.reads_back:
                with pytest.raises(Refused):
                    await acts.own_messages("c-1", NOW)
                assert not gateway.calls

    def test_no_secret_is_printed(self) -> None:
        """Neither secret nor token shows in a representation, so none reaches a log by accident."""
        shown = repr(self.bench.shop) + repr(self.bench.app)
        secrets = [one for one in (self.bench.shop.token, *self.bench.app.secrets) if one]
        assert not any(secret in shown for secret in secrets)


class MarketplaceConformance(
    PushConformance, CallConformance, OrderConformance, DisputeConformance, ActConformance
):
    """The whole suite."""
