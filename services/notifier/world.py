"""What surrounds the cases, as the decisions take it: shops, rules in force, pauses, abilities."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from schemas.action import ActionKind
from schemas.base import shop_of
from schemas.order import Order
from services.connectors.manners import STRICT
from services.connectors.ports import Acts, Capability, OwnMessage, Sent
from services.connectors.remedies import NoRefundFlow
from services.notifier.playbook import Playbook
from services.notifier.policy import Ceiling, ShopPolicy, Surroundings
from services.notifier.stores.shops import ALL, RECOVER
from services.notifier.stores.unit import Stores, Unit
from services.notifier.texts import Texts
from services.runtime.errors import Refused
from services.runtime.shops import RuleSettings, ShopSettings, StaffLanguage
from services.runtime.staffed import Staffed


class World:
    """The shops of this installation.

    Args:
        shops: their settings.
        acts: what can be done in each, by shop key.
        playbook: the rules.
        texts: what is said.
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
        self._acts = acts
        self._settings = {shop.key: shop for shop in shops}
        self._policies: dict[str, ShopPolicy] = {}
        self._in_force: Mapping[str, Mapping[str, datetime]] = {}

    async def enrol(self, stores: Stores, now: datetime) -> None:
        """Note the first sight of shops and rules, and read since when each lives.

        What began before that instant is the past: it is entered as missed, never done.
        """
        async with stores.transaction() as unit:
            rules = [(rule.id, rule.was) for rule in self.playbook.rules]
            await unit.shops.enrol(self._settings, rules, now)
        await self.learn(stores)

    async def learn(self, stores: Stores) -> None:
        """Read since when each shop and rule lives, and note nothing: for those who only look."""
        async with stores.transaction() as unit:
            live = await unit.shops.live_since()
            self._in_force = await unit.shops.in_force()
        self._policies = {
            key: policy_of(shop, live[key]) for key, shop in self._settings.items() if key in live
        }

    def knows(self, shop: str) -> bool:
        """Whether the shop is one of this installation's."""
        return shop in self._policies

    def staff_language(self, shop: str) -> StaffLanguage:
        """What a shop's people read; English in one that the settings no longer have."""
        policy = self._policies.get(shop)
        return policy.staff_language if policy else "en"

    async def surroundings(self, unit: Unit) -> Callable[[str], Surroundings]:
        """The surroundings of a shop, with the pauses as they are in this transaction."""
        paused = await unit.shops.pauses()

        def around(shop: str) -> Surroundings:
            policy = self._policies.get(shop)
            if policy is None:
                return Surroundings(shop=_retired(shop), can=GONE.can, paused=GONE_REASON)
            return Surroundings(
                shop=policy,
                can=self._acts[shop].can,
                remedies=self._acts[shop].remedies,
                rules_in_force=self._in_force.get(shop, {}),
                manners=self._acts[shop].manners,
                paused=next((paused[by] for by in (shop, ALL, RECOVER) if by in paused), None),
            )

        return around

    def acts_of(self, shop: str) -> Acts:
        """What can be done in a shop; nothing in one that the settings no longer have."""
        return self._acts.get(shop, GONE)


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
    return ShopPolicy(
        key=shop, live_since=datetime.max.replace(tzinfo=UTC), staffed=Staffed(zone="UTC")
    )


def policy_of(shop: ShopSettings, live_since: datetime) -> ShopPolicy:
    """The part of a shop's settings that decisions depend on."""
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
        own_terms=shop.terms,
        offers=shop.offers,
    )


def _ceiling_of(shop: ShopSettings, rule: RuleSettings) -> Ceiling:
    hour, day = rule.ceiling_per_hour, rule.ceiling_per_day
    return Ceiling(
        shop.rule_ceiling_per_hour if hour is None else hour,
        shop.rule_ceiling_per_day if day is None else day,
    )
