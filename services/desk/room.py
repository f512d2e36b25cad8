"""What the desk's pages stand on: the stores, the rules in force, the time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.connectors import registry
from services.connectors.oncall.audience import Audience
from services.desk.who import Person
from services.notifier.app import world_of
from services.notifier.kinds import SPEAKING
from services.notifier.plan import plan
from services.notifier.postgres.unit import PostgresStores
from services.notifier.speech import drafted, read_in
from services.notifier.stores.tasks import Task
from services.notifier.tasks import show
from services.notifier.view import CaseView, explain
from services.notifier.world import World
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool
from services.runtime.service import Runtime
from services.runtime.settings import Settings
from services.runtime.shops import StaffLanguage

_READ: Mapping[StaffLanguage, str] = {"en": "en", "zh-Hans": "zh-Hant"}
"""In which of the buyers' languages people read along."""


@dataclass(slots=True)
class Room:
    """Everything that a request may need.

    Attributes:
        world: the shops and the rules; read anew for every case that is looked at.
        receivers: who hears that what was raised has ended.
        work: what is done longer than a request takes.
        kafka: whose lag is told, and whose dead letters are replayed; None: there is none.
    """

    settings: Settings
    pool: Pool
    clock: Clock
    world: World
    receivers: Audience
    kafka: KafkaProfile | None = None
    stores: PostgresStores = field(init=False)
    work: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The notifier's stores, over the pool."""
        self.stores = PostgresStores(self.pool)

    @classmethod
    def of(cls, runtime: Runtime) -> "Room":
        """The room of an installation.

        Raises:
            ConfigurationError: the playbook or a shop is set up wrongly.
        """
        settings, clock = runtime.settings, runtime.clock
        world = world_of(settings, runtime.http, clock)
        receivers = Audience(registry.oncall(settings))
        kafka = runtime.kafka if runtime.kafka.bootstrap else None
        return cls(settings, runtime.pool, clock, world, receivers, kafka)

    def shops(self, person: Person) -> list[str]:
        """The shops of the settings that somebody sees."""
        return [one.key for one in self.settings.shops if person.sees(one.key)]

    def zone(self, person: Person, order_key: str) -> ZoneInfo:
        """In which somebody reads an order's deadlines: their own, else its shop's."""
        key = order_key.rsplit("/", 1)[0]
        shop = next((one.zone for one in self.settings.shops if one.key == key), "UTC")
        return ZoneInfo(person.zone or shop)

    async def task(self, person: Person, number: int) -> Task:
        """A task of one of somebody's shops.

        Raises:
            InvalidInput: there is none of that number there.
        """
        task = await show(self.stores, number)
        if not person.sees(task.shop):
            raise InvalidInput("unknown_task", f"there is no task {number}")
        return task

    async def reading(self, view: CaseView, task: Task, language: StaffLanguage) -> str:
        """What a task's text to a buyer says in a reader's language; empty where nobody can say."""
        async with self.stores.transaction() as unit:
            around = (await self.world.surroundings(unit))(task.shop)
        again = plan(
            view.case, self.world.playbook, around, self.clock.now(), anew={task.action_key}
        )
        action = next((one for one in again.actions if one.key == task.action_key), None)
        if action is None:
            return ""
        said, draft = task.body, action.args.get("draft", "")
        if action.kind not in SPEAKING:
            _, _, said = drafted(task.body)
            action = replace(action, template=draft)
        texts = self.world.texts
        return read_in(_READ[language], said, action, case=view.case, around=around, texts=texts)

    async def case(self, person: Person, order_key: str, now: datetime) -> CaseView:
        """The case of an order in one of somebody's shops.

        Raises:
            InvalidInput: nothing was ever heard of such an order there.
        """
        if not person.sees_order(order_key):
            raise InvalidInput("unknown_order", f"there is no order {order_key}")
        await self.world.learn(self.stores)
        return await explain(self.stores, self.world, order_key, now)
