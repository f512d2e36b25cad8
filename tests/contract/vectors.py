"""Push-signature vectors: E is Lazada's published one, F and G are computed with its algorithm."""

from pathlib import Path

KEY = "123456"
PUSH_SECRET = "3412gyo124goi3124"

_DATA = Path(__file__).parent / "data"


def raw(name: str) -> bytes:
    """A fixture's bytes, without the newline that ends the file."""
    return (_DATA / name).read_bytes().rstrip(b"\n")


VECTOR_E = (
    b'{"seller_id":"1234567", "message_type":0, "data":{...}..}',
    "f3d2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104ab",
)
VECTOR_F = (
    raw("aliexpress/push_order.json"),
    "c4169734104be7b5ce0762d36d2313857859444194ff2bb7e1835dbc84921aa3",
)
VECTOR_G = (
    raw("lazada/push_trade_order.json"),
    "59e04e1b1f307b7180fd58126161907cd20d33ac17cbce90ec2ae19907e701e6",
)
