"""The open platform's signatures: the vectors hold, and what was changed does not."""

import json

import pytest

from services.connectors.marketplaces.iop.signing import push_holds, sign_call, sign_push
from services.connectors.ports import App
from tests.contract.vectors import KEY, PUSH_SECRET, VECTOR_E, VECTOR_F, VECTOR_G

APP = App(
    id="app",
    marketplace="lazada",
    key=KEY,
    secrets=(PUSH_SECRET,),
    api="https://api.example",
)
VECTORS = [
    pytest.param(body, digest, id=name)
    for name, (body, digest) in (("E", VECTOR_E), ("F", VECTOR_F), ("G", VECTOR_G))
]


def test_vector_a_a_path_is_signed_before_the_parameters() -> None:
    """A: the platform's own REST vector."""
    params = {
        "access_token": "test",
        "app_key": "123456",
        "order_id": "1234",
        "sign_method": "sha256",
        "timestamp": "1517820392000",
    }
    sign = "4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A"
    assert sign_call("helloworld", params, "/order/get") == sign


def test_vector_d_a_method_is_a_parameter_like_the_others() -> None:
    """D: a named method has no path; its JSON text is signed as it stands."""
    params = {
        "app_key": "123456",
        "method": "aliexpress.issue.issuelist.get",
        "query_dto": '{"current_page":1,"issue_status":"processing","page_size":50}',
        "session": "test",
        "sign_method": "sha256",
        "timestamp": "1517820392000",
    }
    sign = "9CB52B53A16084743455C1EE1D9A0C485B8B1E6F7C552B774159511A1DAA6966"
    assert sign_call("helloworld", params) == sign


def test_empty_values_and_the_sign_itself_are_not_signed() -> None:
    """A signed call signs the same again, and an empty parameter changes nothing."""
    params = {"app_key": "1", "order_id": "2"}
    sign = sign_call("s", params)
    assert sign_call("s", {**params, "sign": sign, "empty": ""}) == sign


def test_order_is_ascii_not_alphabetical() -> None:
    """Upper-case names come before lower-case ones (``ReverseOrderLine...`` before ``app_key``)."""
    assert sign_call("s", {"a": "1", "B": "2"}) == sign_call("s", {"": "B2a1"})


@pytest.mark.parametrize(("body", "digest"), VECTORS)
def test_push_vectors(body: bytes, digest: str) -> None:
    """E is published (its body is not even JSON); F and G fix what the algorithm gives."""
    assert sign_push(KEY, PUSH_SECRET, body) == digest
    assert push_holds(APP, {"authorization": digest}, body)


@pytest.mark.parametrize(("body", "digest"), VECTORS)
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda _b, d: ({"authorization": d}, b""), id="no body"),
        pytest.param(lambda b, d: ({"authorization": d}, b + b" "), id="a space more"),
        pytest.param(lambda b, d: ({"authorization": d[:-1]}, b), id="a digit less"),
        pytest.param(lambda b, d: ({"authorization": d.upper()}, b), id="upper case"),
        pytest.param(lambda b, d: ({"authorization": f"{d}é"}, b), id="not ASCII"),
        pytest.param(lambda b, _d: ({"authorization": ""}, b), id="empty"),
        pytest.param(lambda b, _d: ({}, b), id="missing"),
    ],
)
def test_what_was_changed_does_not_hold(body: bytes, digest: str, change) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a table of lambdas
    """Any change to body or header makes the signature fail, and none raises."""
    headers, sent = change(body, digest)
    assert not push_holds(APP, headers, sent)


def test_a_body_written_again_does_not_hold() -> None:
    """Vector F parsed and re-serialised is another text: only raw bytes are verified."""
    body, digest = VECTOR_F
    again = json.dumps(json.loads(body)).encode()
    assert again != body
    assert not push_holds(APP, {"authorization": digest}, again)


def test_another_secret_or_key_does_not_hold() -> None:
    """The digest binds the app's key and its secret."""
    body, digest = VECTOR_G
    for key, secret in ((KEY, "another"), ("654321", PUSH_SECRET)):
        app = App(id="app", marketplace="lazada", key=key, secrets=(secret,), api="https://x")
        assert not push_holds(app, {"authorization": digest}, body)


def test_every_live_secret_holds() -> None:
    """While a secret is being changed, pushes under the old and the new one are accepted."""
    body, digest = VECTOR_G
    for secrets in (("new", PUSH_SECRET), (PUSH_SECRET, "old")):
        app = App(id="app", marketplace="lazada", key=KEY, secrets=secrets, api="https://x")
        assert push_holds(app, {"authorization": digest}, body)
