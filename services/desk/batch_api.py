"""The call of REST that does one thing with several tasks."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from schemas.base import Model
from services.desk import batch
from services.desk.call import Call
from services.desk.models import TaskOut, Text
from services.desk.visit import Visit


class Together(Model):
    """One act with several tasks; what is asked for counts for each of them."""

    tasks: Annotated[tuple[int, ...], Field(min_length=1, max_length=batch.MOST)]
    act: str
    outcome: Text = ""
    reason: Text = ""


class BecameOut(Model):
    """A task as it is now, and why it was not done; empty where it was."""

    task: TaskOut
    trouble: str


class BatchOut(Model):
    """What became of each, in their order."""

    tasks: tuple[BecameOut, ...]


async def _together(visit: Visit, given: Mapping[str, str]) -> Model:
    numbers = [int(one) for one in given["tasks"].split(",")]
    became = await batch.worked(visit, given["act"], numbers, given)
    told = (BecameOut(task=TaskOut.of(one.task), trouble=one.trouble) for one in became)
    return BatchOut(tasks=tuple(told))


BATCH: tuple[Call, ...] = (
    Call(
        "/batch",
        "Do one thing with several tasks, each by itself; what failed is told.",
        "agent",
        Together,
        BatchOut,
        _together,
    ),
)
