"""A marketplace's gateway that knows every order: what a read costs there is not measured."""

import asyncio
import json
import sys
from typing import Any

import uvloop
from aiohttp import web

from tests.contract.vectors import raw


def answers() -> tuple[dict[str, Any], dict[str, Any]]:
    """An order and its lines, as Lazada gives them."""
    return json.loads(raw("lazada/order.json")), json.loads(raw("lazada/items.json"))


async def serve(port: int) -> None:
    """Answer until killed."""
    order, lines = answers()

    async def answer(request: web.Request) -> web.Response:
        order_id = int(request.query["order_id"])
        if request.path.endswith("/order/get"):
            found = {**order, "data": {**order["data"], "order_id": order_id}}
        else:
            own = [
                {**line, "order_item_id": order_id * 10 + place}
                for place, line in enumerate(lines["data"])
            ]
            found = {**lines, "data": own}
        return web.json_response(found)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1])))
