"""What surrounds the cases, as the decisions take it: shops, rules in force, pauses, abilities."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import structlog

from schemas.action import ActionKind
from schemas.base import shop_of
from schemas.order import Order
from services.connectors.manners import STRICT
from services.connectors.ports import Acts, Capability, OwnMessage, Sent
from services.connectors.remedies import NoRefundFlow
from services.notifier.inforce import InForce, Named
from services.notifier.plan import mode_of
from services.notifier.playbook import Playbook
from services.notifier.policy import Ceiling, ShopPolicy, Surroundings
from services.notifier.renamed import carried
from services.notifier.rule import Rule
from services.notifier.share import Draw
from services.notifier.stored import stored
from services.notifier.stores.shops import ALL, RECOVER, state_scope
from services.notifier.stores.unit import Stores, Unit
from services.notifier.texts import Texts
from services.runtime.errors import ConfigurationError, Refused
from services.runtime.shops import RuleSettings, ShopSettings, StaffLanguage
from services.runtime.staffed import Staffed, in_rush
from services.runtime.terms import Term

log = structlog.get_logger()

_EVER = datetime.max.replace(tzinfo=UTC)


class World:
    """The shops of this installation.

    Args:
        shops: their settings.
        acts: what can be done in each, by shop key.
        playbook: the rules of the settings, in force where no other has been taken.
        texts: what is said.

    Attributes:
        playbook: the rules in force, as the last transaction found them; see ``renamed``.
        number: under which they were taken; 0: those of the settings.
    """

    def __init__(
        self,
        shops: Sequence[ShopSettings],
        acts: Mapping[str, Acts],
        playbook: Playbook,
        texts: Texts,
    ) -> None:
        self.playbook = playbook
        self.texts = texts
        self.number = 0
        self._of_settings = self._written = playbook
        self._pinned = False
        self._unread = (0, "")
        self._acts = acts
        self._settings = {shop.key: shop for shop in shops}
        self._policies: dict[str, ShopPolicy] = {}
        self._in_force: Mapping[str, Mapping[str, datetime]] = {}

    async def enrol(self, stores: Stores, now: datetime) -> None:
        """Note the first sight of shops and rules, and read since when each lives.

        What began before that instant is the past: it is entered as missed, never done.

        Raises:
            ConfigurationError: the playbook in force cannot be read.
        """
        async with stores.transaction() as unit:
            await self._follow(unit, await unit.playbooks.number())
            await unit.shops.enrol(self.acting(self._written), now)
        await self.learn(stores)

    async def learn(self, stores: Stores) -> None:
        """Read since when each shop and rule lives, and note nothing: for those who only look.

        Raises:
            ConfigurationError: the playbook in force cannot be read.
        """
        async with stores.transaction() as unit:
            await self._follow(unit, await unit.playbooks.number())
            live = await unit.shops.live_since()
            self._note(await unit.shops.in_force())
        self._policies = {
            key: policy_of(shop, live[key], self._paid_at(key))
            for key, shop in self._settings.items()
            if key in live
        }

    def _paid_at(self, key: str) -> dict[str, Mapping[str, Term]]:
        """The payment providers' shops whose disputes are about a shop's orders."""
        return {one.key: one.terms for one in self._settings.values() if one.orders_of == key}

    def pin(self, playbook: Playbook) -> None:
        """Look at everything as this playbook would have it, whichever is in force."""
        self.playbook = self._written = playbook
        self._pinned = True

    def acting(self, playbook: Playbook) -> dict[str, list[Named]]:
        """The rules of a playbook that are in force in each shop: all that are not ``off``."""
        return {
            key: [_named(rule, policy_of(shop, _EVER)) for rule in playbook.rules]
            for key, shop in self._settings.items()
        }

    async def refresh(self, stores: Stores) -> str:
        """Take the playbook that is in force; returns its version."""
        async with stores.one_statement() as unit:
            number = await unit.playbooks.number()
        if number not in (self.number, self._unread[0]):
            async with stores.transaction() as unit:
                await self.surroundings(unit)
        return self.playbook.version

    async def _follow(self, unit: Unit, number: int) -> None:
        """Take the playbook of a number.

        Raises:
            ConfigurationError: it cannot be read.
        """
        if number == self.number or self._pinned:
            return
        told = await unit.playbooks.written(number)
        playbook = self._of_settings if told is None else stored(number, told, self.texts.names)
        in_force = await unit.shops.in_force()
        self._written, self.number = playbook, number
        self._note(in_force)

    def _note(self, known: Mapping[str, Mapping[str, InForce]]) -> None:
        """Take what is known of the rules: since when they are in force, and what they were."""
        self._in_force = _since(known)
        self.playbook = carried(self._written, known.values())

    async def _unreadable(self, unit: Unit, number: int) -> str:
        """Take the playbook of a number, or say why nothing may leave: it cannot be read here."""
        if self._unread[0] != number or not number:
            self._unread = (0, "")
            try:
                await self._follow(unit, number)
            except ConfigurationError as error:
                log.exception("playbook.unreadable", number=number, problems=error.problems)
                why = f"playbook {number} is in force, and this program cannot read it"
                self._unread = (number, why)
        return self._unread[1]

    def knows(self, shop: str) -> bool:
        """Whether the shop is one of this installation's."""
        return shop in self._policies

    def staff_language(self, shop: str) -> StaffLanguage:
        """What a shop's people read; English in one that the settings no longer have."""
        policy = self._policies.get(shop)
        return policy.staff_language if policy else "en"

    def in_rush(self, shop: str, at: datetime) -> bool:
        """Whether it is a peak of the shop's; never in one that the settings no longer have."""
        policy = self._policies.get(shop)
        return policy is not None and in_rush(policy.staffed, at)

    async def surroundings(self, unit: Unit) -> Callable[[str], Surroundings]:
        """The surroundings of a shop, with what people have decided up to this transaction.

        ``playbook`` is the one in force afterwards. Where this program cannot read that, everything
        is paused: what it says of buyers must not be decided by another.
        """
        standing = await unit.shops.standing()
        unread = await self._unreadable(unit, standing.playbook)
        paused = standing.pauses

        def around(shop: str) -> Surroundings:
            policy = self._policies.get(shop)
            if policy is None:
                return Surroundings(shop=_retired(shop), can=GONE.can, paused=GONE_REASON)
            scopes = (shop, state_scope(shop), ALL, RECOVER)
            stopped = next((paused[by] for by in scopes if by in paused), None)
            return Surroundings(
                shop=policy,
                can=self._acts[shop].can,
                remedies=self._acts[shop].remedies,
                rules_in_force=self._in_force.get(shop, {}),
                manners=self._acts[shop].manners,
                draw=standing.draws.get(shop, Draw()),
                paused=stopped or unread or None,
                recovering=RECOVER in paused,
            )

        return around

    def acts_of(self, shop: str) -> Acts:
        """What can be done in a shop; nothing in one that the settings no longer have."""
        return self._acts.get(shop, GONE)


def _named(rule: Rule, shop: ShopPolicy) -> Named:
    """A rule as a shop has it, and the countries where it is off and on the other way round."""
    on = mode_of(rule, shop) != "off"
    other = (
        country
        for country, one in rule.countries.items()
        if (mode_of(one, shop) != "off") is not on
    )
    return Named(rule.id, rule.was, on, frozenset(other))


def _since(known: Mapping[str, Mapping[str, InForce]]) -> dict[str, dict[str, datetime]]:
    return {shop: {rule: one.since for rule, one in rules.items()} for shop, rules in known.items()}


GONE_REASON = "the shop is no longer in the settings"


class Gone(NoRefundFlow):
    """The abilities in a shop that the settings no longer have: none."""

    reads_back = False
    manners = STRICT
    no_flow = GONE_REASON

    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        """Nothing."""
        del order, kind, conversation, now
        return Capability(allowed=False, reason=GONE_REASON)

    async def open_conversation(self, order: Order) -> str:
        """Refused."""
        raise Refused(shop_of(order.key), "gone", GONE_REASON)

    async def send(self, conversation: str, text: str) -> Sent:
        """Refused."""
        del text
        raise Refused(conversation, "gone", GONE_REASON)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Refused."""
        del since
        raise Refused(conversation, "gone", GONE_REASON)

    async def extend(self, order: Order, days: int) -> None:
        """Refused."""
        del days
        raise Refused(shop_of(order.key), "gone", GONE_REASON)


GONE = Gone()


def _retired(shop: str) -> ShopPolicy:
    return ShopPolicy(key=shop, live_since=_EVER, staffed=Staffed(zone="UTC"))


def policy_of(
    shop: ShopSettings,
    live_since: datetime,
    paid_at: Mapping[str, Mapping[str, Term]] | None = None,
) -> ShopPolicy:
    """The part of a shop's settings, and of its payment providers', that decisions depend on."""
    return ShopPolicy(
        key=shop.key,
        live_since=live_since,
        staffed=Staffed.of(shop.staffed, shop.zone),
        mode=shop.mode,
        rule_modes={rule: one.mode for rule, one in shop.rules.items() if one.mode},
        ceiling=Ceiling(shop.ceiling_per_hour, shop.ceiling_per_day),
        rule_ceiling=Ceiling(shop.rule_ceiling_per_hour, shop.rule_ceiling_per_day),
        rule_ceilings={rule: _ceiling_of(shop, one) for rule, one in shop.rules.items()},
        messages_per_order=shop.messages_per_order,
        apart=timedelta(hours=shop.hours_between_messages),
        messages_per_buyer_day=shop.messages_per_buyer_day,
        language=shop.language,
        staff_language=shop.staff_language,
        unreviewed=shop.unreviewed_texts,
        tracking_page=shop.tracking_page,
        forwarder=shop.forwarder,
        contact_name=shop.contact_name,
        own_terms=shop.terms,
        paid_at=paid_at or {},
        offers=shop.offers,
        holdout=shop.holdout_percent,
    )


def _ceiling_of(shop: ShopSettings, rule: RuleSettings) -> Ceiling:
    hour, day = rule.ceiling_per_hour, rule.ceiling_per_day
    return Ceiling(
        shop.rule_ceiling_per_hour if hour is None else hour,
        shop.rule_ceiling_per_day if day is None else day,
    )
