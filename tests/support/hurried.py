"""``python -m tests.support.hurried WORDS``: ``forestall WORDS`` that waits little and asks often.

A real call is given up after 20 seconds: in a campaign that would be all that ever happens. And
batches of forty would leave too few calls for a limit to be kept.
"""

from typing import Any

from services.cli.main import main
from services.connectors.carriers.laposte.api import LaPoste
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.runtime.http.client import Http

PATIENCE = 1.0
"""Seconds after which a call is given up."""

BATCH = 4
"""Numbers in a call."""

_call = Http.call


async def _hurried(self: Http, *args: Any, **named: Any) -> Any:
    return await _call(self, *args, **(named | {"timeout": PATIENCE}))


if __name__ == "__main__":
    Http.call = _hurried  # type: ignore[method-assign] # what this module is for
    SeventeenTrack.batch = LaPoste.batch = BATCH
    main()
