"""The same node from Docker, for machines that have an engine and no Java."""

import asyncio
import os
import shutil
import signal
import subprocess

from services.runtime.embedded.children import free_port
from services.runtime.errors import Unavailable
from tests.support.kafka import jars
from tests.support.kafka.broker import SETTINGS, Kafka, answers
from tests.support.kafka.jars import Missing

IMAGE = f"apache/kafka:{jars.version()}"

_CONTROLLER = 29093


class Container:
    """A container's process, by the names that ``Child`` has for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; it has arrived when this returns."""
        _docker("kill", f"--signal={number.value}", self.name)

    async def stop(self, grace: float) -> int:
        """Ask it to end, and after ``grace`` seconds end it."""
        await asyncio.to_thread(_docker, "stop", f"--time={round(grace)}", self.name)
        return int(await asyncio.to_thread(_docker, "wait", self.name))


def engine() -> None:
    """Return if there is a Docker engine to use.

    Raises:
        Missing: there is none.
    """
    if shutil.which("docker") is None:
        raise Missing("there is no docker")
    try:
        _docker("info")
    except Unavailable as error:
        raise Missing(str(error)) from None


async def start_container() -> Kafka:
    """Start a node in a container and wait until it answers.

    Raises:
        Unavailable: it does not come up.
    """
    port = free_port()
    name = f"forestall-test-kafka-{os.getpid()}-{port}"
    settings = {
        **SETTINGS,
        "listeners": f"PLAINTEXT://:{port},CONTROLLER://localhost:{_CONTROLLER}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": f"1@localhost:{_CONTROLLER}",
    }
    environ = [f"--env={_variable(key)}={value}" for key, value in settings.items()]
    options = ("--detach", f"--name={name}", f"--publish=127.0.0.1:{port}:{port}")
    container = Container(name)

    async def launch() -> Container:
        await asyncio.to_thread(_docker, "start", name)
        return container

    async def close() -> None:
        await asyncio.to_thread(_docker, "rm", "--force", name)

    await asyncio.to_thread(_docker, "run", *options, *environ, IMAGE)
    try:
        await answers(f"127.0.0.1:{port}")
    except BaseException:
        await close()
        raise
    return Kafka(f"127.0.0.1:{port}", container, launch, close)


def _variable(setting: str) -> str:
    """The image's name for a setting of the broker's."""
    return "KAFKA_" + setting.upper().replace(".", "_")


def _docker(*words: str) -> str:
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 - the engine of whoever runs the tests
    if done.returncode:
        raise Unavailable(f"docker {words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()
