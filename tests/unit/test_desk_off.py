"""Who lets people in at the desk: nobody, until settings say how."""

import pytest

from services.runtime.desk import DeskSettings, OidcSettings
from tests.support.desk import DESK


def test_the_desk_is_off_until_somebody_may_come_in() -> None:
    """No address is listened on by default, and the two ways in are not mixed."""
    assert not DeskSettings().on
    assert DESK.on
    for wrong in ({"header": "X"}, {"header": "X", "alone": "ann"}, {"peers": ["x"]}):
        with pytest.raises(ValueError, match=r"desk|peers|header|network"):
            DeskSettings.model_validate(wrong)


OIDC = {
    "issuer": "https://login.example/x/",
    "client_id": "desk",
    "address": "https://desk.example/",
}


def test_where_people_sign_in_is_told_whole() -> None:
    """The issuer stays as it was written; nothing goes without TLS but to this very machine."""
    found = OidcSettings.model_validate(OIDC)
    assert (found.issuer, found.address) == ("https://login.example/x/", "https://desk.example")
    assert OidcSettings.model_validate({**OIDC, "issuer": "http://127.0.0.1:9"})
    for wrong in (
        {"issuer": "http://login.example"},
        {"issuer": "https://login.example?x=1"},
        {"issuer": "https://u:p@login.example"},
        {"address": "http://desk.example"},
        {"address": "https://desk.example/desk"},
        {"audience": "desk"},
        {"client_secret": "in plain"},
    ):
        with pytest.raises(ValueError, match=r"https|login|path|audience|env"):
            OidcSettings.model_validate({**OIDC, **wrong})
    ann = {"name": "ann", "role": "agent"}
    assert DeskSettings.model_validate({"oidc": OIDC, "people": [ann]}).on
    for mixed in (
        {"oidc": OIDC},
        {"oidc": OIDC, "people": [ann], "alone": "ann"},
        {"oidc": OIDC, "people": [{**ann, "id": "bob"}, {"name": "bob", "role": "lead"}]},
    ):
        with pytest.raises(ValueError, match=r"oidc|once"):
            DeskSettings.model_validate(mixed)
