"""A terminal on a small installation: the commands as a person types them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result

from services.cli.checks.database import CARRIED
from services.cli.main import main
from services.cli.servers import keep_last_step
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from tests.support.sealed import KEY
from tests.support.servers import kafka_environ

FILE = """
data_dir: {data_dir}
apps:
  laz:
    marketplace: lazada
    key: "123456"
    secrets: [{{env: SECRET}}]
    api: http://127.0.0.1:9
shops:
  - key: lazada/shop-1
    app: laz
    seller_id: "1000143772"
    token: {{env: SECRET}}
    zone: UTC
    mode: automatic
    unreviewed_texts: send
carriers:
  17track: {{key: {{env: SECRET}}}}
oncall:
  alertmanager: {{url: "http://127.0.0.1:9", watchdog: true}}
"""


@dataclass
class Terminal:
    """Types commands and reads what they say.

    Attributes:
        environ: beside the process's own; a test may change it.
    """

    directory: Path
    environ: dict[str, str] = field(default_factory=dict)

    async def __call__(self, *words: str, **environ: str) -> Result:
        """One command; ``environ`` holds for it alone."""
        return await self._run(words, {**self.environ, **environ})

    async def typing(self, keys: str, *words: str) -> Result:
        """One command, at whose questions ``keys`` is typed."""
        return await self._run(words, self.environ, keys)

    async def _run(
        self, words: Sequence[str], env: Mapping[str, str], keys: str | None = None
    ) -> Result:
        told = CliRunner()
        # A command has an event loop of its own, as it has in a terminal.
        result = await asyncio.to_thread(told.invoke, main, words, input=keys, env=env)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result

    async def says(self, *words: str, code: int = 0) -> str:
        """The output of a command that has to end with ``code``."""
        result = await self(*words)
        assert result.exit_code == code, result.output
        return result.output

    def stands_at(self, now: datetime) -> None:
        """Domain time of the commands from now on."""
        keep_last_step(self.directory, now)


async def terminal(kafka: KafkaProfile, url: str, directory: Path) -> Terminal:
    """A terminal on a migrated database and a broker with its topics."""
    for schema, files in CARRIED.items():
        await migrate(url, schema, files)
    config = directory / "forestall.yaml"
    config.write_text(FILE.format(data_dir=directory), encoding="utf-8")
    environ = {
        "FORESTALL_CONFIG": str(config),
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
        "SECRET": "made-up",
        "COLUMNS": "240",
    }
    return Terminal(directory, environ)
