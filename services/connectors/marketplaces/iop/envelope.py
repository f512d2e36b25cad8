"""What the gateways wrap their answers in, and what their errors mean to a caller. Pure.

A success comes in three forms, all seen in the wild (from SDK code), and one client must take each:

* wrapped:   ``{"aliexpress_x_get_response": {"result": {...}}}``
* unwrapped: ``{"result": {...}}`` (``simplify``), and Lazada's ``{"code": "0", "data": {...}}``
* nested:    ``{"aliexpress_x_get_response": {"resp_result": {"resp_code": 200, "result": {...}}}}``

An error is ``{"error_response": {"code", "msg", "sub_code", ...}}`` or a non-zero ``code``.
"""

import re
from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.answers import object_of
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater

_SUCCESS = frozenset({"", "0", "200", "SUCCESS"})
_LATER = frozenset({"ApiCallLimit", "AppCallLimit", "ServiceUnavailable"})
_LATER_OLDER = "7"
"""Throttling as the older envelope numbers it; Lazada gives the same number another meaning."""
_REMOTE_OLDER = "15"
"""Any failure behind the older gateway, throttling among them: only its words tell which."""
_THROTTLED = re.compile(r"limit|frequen|flow.?control|too (many|fast)", re.IGNORECASE)
_NOT_AUTHORISED = frozenset(
    {
        "IllegalAccessToken",
        "IllegalRefreshToken",
        "IncompleteSignature",
        "InvalidAppkey",
        "InvalidAppKey",
        "AUTH_TYPE_UNSUPPORTED",
        "26",  # older envelope: missing session
        "27",  # older envelope: invalid session
    }
)
_LAYERS = ("resp_result", "result", "result_object", "data")


def content(system: str, method: str, body: bytes) -> Any:
    """What an answer carries, without its envelope.

    Args:
        system: the marketplace, for the errors.
        method: the call's name, ``aliexpress.issue.issuelist.get`` or ``/order/get``.
        body: the raw answer.

    Returns:
        The innermost of ``resp_result``, ``result``, ``result_object`` and ``data``; the answer
        itself where it has none of them.

    Raises:
        Unanswered: it is not JSON, or not an object: what the platform did is not known.
        TryLater: a limit is reached or the platform is not there.
        NotAuthorised: token, key or signature is not accepted.
        Refused: any other error, with the platform's own code.
    """
    found = object_of(system, body)
    _raise_for(system, found, older=False)
    found = found.get(method.replace(".", "_") + "_response", found)
    for layer in _LAYERS:
        if isinstance(found, Mapping):
            _raise_for(system, found, older=True)
            found = found.get(layer, found)
    if isinstance(found, Mapping):
        _raise_for(system, found, older=True)
    return found


def _raise_for(system: str, layer: Mapping[str, Any], *, older: bool) -> None:
    """Raise the error that a layer states; say nothing of a success.

    ``error_code`` means nothing beside ``success: true``: successful order lists carry it too.
    """
    error = layer.get("error_response")
    if isinstance(error, Mapping):
        raise _named(system, error, older=True)
    success = str(layer.get("success", "")).lower()
    failed = success == "false" or (
        not success and str(layer.get("error_code") or "") not in _SUCCESS
    )
    if failed or str(layer.get("code") or "") not in _SUCCESS:
        raise _named(system, layer, older=older)
    if str(layer.get("resp_code") or "") not in _SUCCESS:
        raise _named(system, layer, older=True)


def _named(system: str, error: Mapping[str, Any], *, older: bool) -> OutsideError:
    codes = (str(error.get(name) or "") for name in ("code", "resp_code", "error_code"))
    code = next((code for code in codes if code not in _SUCCESS), "error")
    sub = str(error.get("sub_code") or "")
    words = ("message", "msg", "sub_msg", "resp_msg", "error_message", "error_msg")
    detail = next((str(error[name]) for name in words if error.get(name)), "")
    if code in _NOT_AUTHORISED or sub in _NOT_AUTHORISED:
        return NotAuthorised(system, code, detail)
    throttled = older and (
        code == _LATER_OLDER
        or (code == _REMOTE_OLDER and bool(_THROTTLED.search(f"{sub} {detail}")))
    )
    if code in _LATER or sub in _LATER or throttled:
        return TryLater(system, code, detail)
    return Refused(system, sub or code, detail)
