"""Bodies and heads that nobody means well with."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

_ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(2**63) - 1, 2**64, 1e308, -0.0, 0.1])
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(
        ["null", "", "\x00", "\ud800", "９" * 20, "1e9999", "../../", "${7*7}", "\u202e"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
_DEEP = st.sampled_from(
    [
        *(b"[" * 5000, b'{"a":' * 5000, b"[" * 900 + b"]" * 900, b'{"data":' + b"9" * 5000 + b"}"),
        *(b'{"data":1e99999999999999999999}', b'{"data":-9e-999999999}'),
    ]
)
_TEXTS = st.text(
    alphabet=st.characters(codec="latin-1", exclude_characters="\r\n\x00"), max_size=60
)


@st.composite
def changed(draw: st.DrawFn, bodies: Sequence[bytes]) -> bytes:
    """A real body with something of it replaced, added, cut or spoiled."""
    body = draw(st.sampled_from(list(bodies)))
    how = draw(st.integers(0, 9))
    if how == 0:
        return draw(st.binary(max_size=300))
    if how == 1:
        return draw(_DEEP)
    if how == 2:
        at = draw(st.integers(0, len(body)))
        return body[:at] + draw(st.binary(max_size=4)) + body[at + draw(st.integers(0, 3)) :]
    try:
        told = json.loads(body)
    except ValueError:
        return body
    _spoil(draw, told)
    return json.dumps(told, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


def _spoil(draw: st.DrawFn, told: Any) -> None:
    within = told
    while True:
        inner = [one for one in _children(within) if isinstance(one, (dict, list)) and one]
        if not inner or draw(st.booleans()):
            break
        within = draw(st.sampled_from(inner))
    if isinstance(within, dict) and within:
        name = draw(st.sampled_from(sorted(within)))
        if draw(st.booleans()):
            within[name] = draw(_ODD)
        else:
            del within[name]
    elif isinstance(within, list) and within:
        within[draw(st.integers(0, len(within) - 1))] = draw(_ODD)


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


headers = st.dictionaries(
    st.sampled_from(
        ["authorization", "x-shopify-topic", "x-wc-webhook-topic", "x-ebay-signature", "sign",
         "webhook-id", "webhook-timestamp", "webhook-signature", "x-tm-timestamp", "content-length",
         "content-encoding", "paypal-cert-url", "paypal-transmission-sig", "x-made-up"]
    ),
    _TEXTS,
    max_size=8,
)  # fmt: skip
paths = st.sampled_from(["/", "//", "/webhooks", "/webhooks/lazada/none", "/%00", "/../etc/passwd"])
queries = st.sampled_from([b"", b"challenge_code=1", b"challenge_code=%ff%00", b"a=1&" * 400])
