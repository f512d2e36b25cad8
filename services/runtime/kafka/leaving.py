"""How a consumer leaves its group, and that of the embedded broker never does."""

import asyncio

from aiokafka import AIOKafkaConsumer

from services.runtime.logs import get_logger

log = get_logger()

LIMIT = 5.0
"""Seconds of machine time for leaving the group."""


def never_leave(inner: AIOKafkaConsumer) -> None:
    """Let a group of the embedded broker's find out by the end of the session who is gone.

    That broker keeps a leader that leaves while its group is forming, for ever: all who join later
    wait for it to share out the partitions. A leader that falls silent it does replace.
    """

    async def stay() -> None:
        inner._coordinator.reset_generation()  # noqa: SLF001 - the client has no switch for it

    inner._coordinator._maybe_leave_group = stay  # noqa: SLF001 - as above


async def leave(inner: AIOKafkaConsumer) -> None:
    """Leave the group, so that the others need not wait for the session to end.

    In a task of its own: a client stopped before it came to run raises CancelledError here.
    """
    leaving = asyncio.create_task(inner.stop(), name="leave")
    done, _ = await asyncio.wait({leaving}, timeout=LIMIT)
    leaving.cancel()
    if not done or leaving.cancelled() or leaving.exception() is not None:
        log.info("consumer.not_left")
