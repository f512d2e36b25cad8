"""The whole of ingest, wired as it ships: webhook in by HTTP, the order out on its topic."""

import asyncio
import json
from pathlib import Path

import httpx

from schemas.topics import ORDERS
from services.ingest.app import build
from services.runtime.embedded.children import free_port
from services.runtime.http.connections import trusted
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.service import start_runtime
from services.runtime.settings import load
from tests.contract.gateway import Gateway, serving
from tests.support.eventually import eventually
from tests.support.ingest import PATH, SECRET, SELLER, SHOP, Platform, order_push, records, signed
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ

FILE = """
allow_private_addresses: true
data_dir: {data_dir}
edge: {{host: 127.0.0.1, port: {port}}}
apps:
  laz: {{marketplace: lazada, key: "123456", secrets: [{{env: SECRET}}], api: "{api}"}}
shops:
  - {{key: {shop}, app: laz, seller_id: "{seller}", site: lazada_sg, token: {{env: SECRET}},
     zone: Asia/Singapore}}
"""


async def test_a_push_goes_through_the_service(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Edge, normaliser, relay and reconciler in one process; it drains when asked to stop."""
    platform = Platform(orders={"42": ("shipped", START)})
    port, file = free_port(), tmp_path / "forestall.yaml"
    body = order_push("42", START)
    async with serving(Gateway(SECRET, platform.answers())) as gateway:
        file.write_text(
            FILE.format(
                data_dir=tmp_path,
                port=port,
                api=gateway.address,
                shop=SHOP,
                seller=SELLER,
            ),
            encoding="utf-8",
        )
        environ = {
            "SECRET": SECRET,
            **kafka_environ(kafka),
            "FORESTALL_DATABASE_URL": postgres_url,
            "FORESTALL_PRIVACY_KEY": KEY,
        }
        service = await build(await start_runtime(load(file, environ), "ingest"))
        stop = asyncio.Event()
        running = asyncio.create_task(service.run(stop))
        try:
            async with httpx.AsyncClient(verify=trusted(), timeout=60) as client:

                async def accepted() -> bool:
                    try:
                        url = f"http://127.0.0.1:{port}{PATH}"
                        answer = await client.post(url, content=body, headers=signed(body))
                    except httpx.ConnectError:
                        return False
                    return answer.status_code == 200

                await eventually(accepted)
            (record,) = await eventually(lambda: records(kafka, ORDERS.name))
        finally:
            stop.set()
            await running
    order = json.loads(record.value or b"")
    assert (order["key"], order["status"], order["version"]) == (f"{SHOP}/42", "shipped", 1)
