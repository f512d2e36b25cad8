"""The gateways' answers without their envelopes, and their errors by what a caller can do."""

import json
from typing import Any

import pytest

from services.connectors.marketplaces.iop.envelope import content
from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered

METHOD = "aliexpress.solution.order.get"
WRAPPER = "aliexpress_solution_order_get_response"
FOUND = {"total_count": 1, "target_list": {"order_dto": [{"order_id": 1}]}}


def read(answer: Any) -> Any:
    """What an answer carries."""
    return content("aliexpress", METHOD, json.dumps(answer).encode())


@pytest.mark.parametrize(
    "answer",
    [
        {WRAPPER: {"result": FOUND}},
        {WRAPPER: {"result": FOUND, "request_id": "1"}, "code": "0"},
        {"result": FOUND},
        {"result": {**FOUND, "success": True, "error_code": "1", "error_message": "1"}},
        {WRAPPER: {"resp_result": {"resp_code": 200, "resp_msg": "ok", "result": FOUND}}},
        {"resp_result": {"resp_code": "200", "result": FOUND}},
        {"code": "0", "data": FOUND, "request_id": "1"},
        FOUND,
    ],
)
def test_every_form_carries_the_same(answer: Any) -> None:
    """Wrapped, unwrapped, nested: the caller sees none of it; a success may carry an error_code."""
    assert {name: read(answer)[name] for name in FOUND} == FOUND


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        ({"error_response": {"code": "7", "msg": "App call limited"}}, TryLater, "7"),
        ({"error_response": {"code": 15, "sub_code": "isp.flow-control"}}, TryLater, "15"),
        ({"error_response": {"code": 15, "sub_code": "isv.bad-days"}}, Refused, "isv.bad-days"),
        ({"error_response": {"code": 15, "msg": "cannot be extended"}}, Refused, "15"),
        ({"error_response": {"code": "27"}}, NotAuthorised, "27"),
        ({"code": "ApiCallLimit", "message": "m"}, TryLater, "ApiCallLimit"),
        ({"code": "IllegalAccessToken"}, NotAuthorised, "IllegalAccessToken"),
        ({"code": "IncompleteSignature"}, NotAuthorised, "IncompleteSignature"),
        ({"code": "7", "message": "a business error"}, Refused, "7"),
        ({"code": "0", "data": {}, "error_code": "E9"}, Refused, "E9"),
        ({"result": {"success": False, "error_code": "E1"}}, Refused, "E1"),
        ({WRAPPER: {"resp_result": {"resp_code": 405, "resp_msg": "no"}}}, Refused, "405"),
    ],
)
def test_errors_of_every_layer(answer: Any, error: type[Refused], code: str) -> None:
    """An error is found in whichever layer it stands, and keeps the platform's own code."""
    with pytest.raises(error) as caught:
        read(answer)
    assert caught.value.code == code


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"\xff\xfe"])
def test_what_is_no_answer_is_unanswered(body: bytes) -> None:
    """The platform may have done it: nobody may conclude that it did not."""
    with pytest.raises(Unanswered):
        content("lazada", "/im/message/send", body)
