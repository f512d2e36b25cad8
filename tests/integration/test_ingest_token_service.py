"""Ingest as it ships, on a token that is due: renewed, and every later call goes under the new."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from services.connectors.tokens import store
from services.connectors.tokens.grant import Grant
from services.ingest import store_lists
from services.ingest.app import MIGRATIONS, SCHEMA, build
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import open_pool, transaction
from services.runtime.service import start_runtime
from services.runtime.settings import load
from tests.contract.gateway import Gateway, admitted, serving
from tests.support.eventually import eventually
from tests.support.ingest import SECRET, SELLER, SHOP, Platform
from tests.support.sealed import KEY, vault
from tests.support.servers import kafka_environ

FILE = """
allow_private_addresses: true
data_dir: {data_dir}
apps:
  laz: {{marketplace: lazada, key: "123456", secrets: [{{env: SECRET}}], api: "{api}",
        auth: "{api}"}}
shops:
  - {{key: {shop}, app: laz, seller_id: "{seller}", site: lazada_sg, zone: Asia/Singapore,
     poll_minutes: 1}}
"""
PAIR = {
    "code": "0",
    "access_token": "a-new",
    "refresh_token": "r-new",
    "expires_in": 2592000,
    "refresh_expires_in": 15552000,
}


async def test_the_service_renews_and_uses_what_came(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Without a restart, and without a token in the settings."""
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    platform, now = Platform(orders={}), datetime.now(UTC)
    answers = platform.answers() | {
        "/rest/auth/token/refresh": json.dumps(PAIR).encode(),
        "/seller/get": b'{"code":"0","data":{"status":"ACTIVE"}}',
    }
    gateway = Gateway(SECRET, answers, AnyPath())  # type: ignore[arg-type] # its answer is one of the gateway's
    async with serving(gateway):
        pool = await open_pool(postgres_url, application="test")
        place = await store.place_of(pool)
        old = Grant("a-old", "r-old", now + timedelta(days=1), now + timedelta(days=90))
        async with transaction(pool) as conn:
            granted = now - timedelta(days=29)
            await store.keep(conn, vault(SCHEMA), SHOP, old, granted, place=place)
        file = tmp_path / "forestall.yaml"
        text = FILE.format(data_dir=tmp_path, api=gateway.address, shop=SHOP, seller=SELLER)
        file.write_text(text, encoding="utf-8")
        environ = {
            "SECRET": SECRET,
            **kafka_environ(kafka),
            "FORESTALL_DATABASE_URL": postgres_url,
            "FORESTALL_PRIVACY_KEY": KEY,
        }
        runtime = await start_runtime(load(file, environ), "ingest")
        service = await build(runtime, ("normaliser", "reconciler"))
        stop = asyncio.Event()
        running = asyncio.create_task(service.run(stop))
        try:

            async def renewed() -> bool:
                async with transaction(pool) as conn:
                    (kept,) = await store.every(conn)
                return kept.version == 2

            await eventually(renewed)
            assert gateway.asked("/rest/auth/token/refresh")[0]["refresh_token"] == "r-old"

            async def calls_under_it() -> bool:
                # Again and again: a reading that had begun before sets its list's next one.
                async with transaction(pool) as conn:
                    await conn.execute("UPDATE ingest.watermarks SET due_at = $1", now)
                    await conn.execute("SELECT pg_notify($1, '')", store_lists.CHANNEL)
                asked = gateway.asked("/orders/get")
                return any(call["access_token"] == "a-new" for call in asked)

            await eventually(calls_under_it)
        finally:
            stop.set()
            await running
            await pool.close()
    assert len(gateway.asked("/rest/auth/token/refresh")) == 1


class AnyPath:
    """Signatures are another test's; a call is named by its path."""

    def name(self, asked: object) -> str:
        """The path."""
        return str(getattr(asked, "path", ""))

    def refusal(self, secret: str, asked: object) -> object:
        """None."""
        del secret, asked
        return admitted
