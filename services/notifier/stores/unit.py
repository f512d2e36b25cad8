"""One transaction over all that the notifier keeps, and where transactions come from."""

from abc import ABC, abstractmethod
from contextlib import AbstractAsyncContextManager

from services.notifier.stores.actions import ActionStore
from services.notifier.stores.alerts import AlertStore
from services.notifier.stores.buyers import BuyerStore
from services.notifier.stores.cases import CaseStore
from services.notifier.stores.entries import EntryStore
from services.notifier.stores.ledgers import LedgerStore
from services.notifier.stores.playbooks import PlaybookStore
from services.notifier.stores.recovery import RecoveryStore
from services.notifier.stores.shops import ShopStore
from services.notifier.stores.spends import SpendStore
from services.notifier.stores.tasks import TaskStore


class Unit(ABC):
    """One transaction: what is done in it becomes true together, or not at all."""

    cases: CaseStore
    entries: EntryStore
    actions: ActionStore
    tasks: TaskStore
    alerts: AlertStore
    ledgers: LedgerStore
    shops: ShopStore
    playbooks: PlaybookStore
    spends: SpendStore
    buyers: BuyerStore
    recovery: RecoveryStore

    @abstractmethod
    def savepoint(self) -> AbstractAsyncContextManager[object]:
        """A part that an error raised from it undoes; the rest of the transaction stands."""


class Stores(ABC):
    """Where transactions come from."""

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Unit]:
        """A transaction, committed when the block ends without an error.

        Raises:
            Unavailable: the store does not answer; whether a commit took place is then not known.
        """

    @abstractmethod
    def one_statement(self) -> AbstractAsyncContextManager[Unit]:
        """A unit for a single call, which is a transaction of its own: cheaper than a whole one.

        Raises:
            Unavailable: the store does not answer.
        """
