"""Which of PayPal's pushes are believed: the certificate's address, name, time and authority."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.connectors.marketplaces.paypal import signing
from services.connectors.marketplaces.paypal.keys import Keys
from services.connectors.marketplaces.paypal.push import PushReader
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput
from tests.contract import certificates
from tests.contract.conformance_marketplace import NOW
from tests.contract.test_hostile_json import Said
from tests.contract.test_paypal import (
    APP,
    BETWEEN,
    CERTIFICATE,
    PAYPAL,
    PEM,
    READER,
    ROOT,
    SIGNER,
    signed,
)
from tests.contract.vectors import raw


def pushed(headers: Mapping[str, str] | None = None, at: datetime = NOW) -> Pushed:
    """A push, some of its headers otherwise."""
    body = raw("paypal/push_created.json")
    return Pushed({**signed(APP, "client-secret", body), **(headers or {})}, body, at)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1",
        "https://evil.example/v1/notifications/certs/CERT-1",
        "https://evilpaypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1",
        "https://api.paypal.com:8443/v1/notifications/certs/CERT-1",
        "https://api.paypal.com/v1/notifications/certs/../../evil",
        "https://api.paypal.com/v1/notifications/certs/CERT-1?to=https://evil.example",
        "https://api.paypal.com/v1/notifications/certs/CERT-1\n",
        "https://api.paypal.com/v1/notifications/certs/CERT-" + "1" * 200,
        "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
        "HTTPS://api.paypal.com/v1/notifications/certs/CERT-1",
        "https://api.paypal.com\\@evil.example/v1/notifications/certs/CERT-1",
        "https://api.pаypal.com/v1/notifications/certs/CERT-1",
    ],
)
def test_a_certificate_is_asked_for_nowhere_but_at_paypal(address: str) -> None:
    """Whatever a push names: another host, port, scheme, path or world is not PayPal's."""
    assert READER.key_ref(APP, pushed()) == CERTIFICATE
    assert READER.key_ref(APP, pushed({signing.CERTIFICATE: address})) is None


def test_the_sandbox_and_the_live_platform_do_not_vouch_for_each_other() -> None:
    """Each has hosts and a name of its own."""
    sandbox = replace(APP, api="https://api-m.sandbox.paypal.com")
    address = CERTIFICATE.replace("api.", "api.sandbox.")
    assert READER.key_ref(sandbox, pushed({signing.CERTIFICATE: address})) == address
    assert READER.key_ref(sandbox, pushed()) is None
    assert not READER.verify_under(sandbox, pushed(), PEM)


@pytest.mark.parametrize("algorithm", ["", "SHA1withRSA", "sha256withrsa", "none"])
def test_only_the_documented_algorithm_is_believed(algorithm: str) -> None:
    """A sender does not choose how it is verified."""
    assert READER.key_ref(APP, pushed({signing.ALGORITHM: algorithm})) is None


def test_without_the_webhooks_id_nothing_is_believed() -> None:
    """Signed over none, it would be a push to anybody's webhook."""
    app = replace(APP, webhook="")
    body = raw("paypal/push_created.json")
    push = Pushed(signed(app, "client-secret", body), body, NOW)
    assert READER.key_ref(app, push) is None
    assert not READER.verify_under(app, push, PEM)
    other = replace(APP, webhook="4JH86294D6297924G")
    assert not READER.verify_under(other, pushed(), PEM)


def test_a_certificate_is_believed_only_in_paypals_name_in_its_time_and_under_an_authority() -> (
    None
):
    """One of another name, out of date, self-made or without its chain vouches for nothing."""
    assert READER.verify_under(APP, pushed(), PEM)
    assert not READER.verify_under(APP, pushed(at=NOW + timedelta(days=31)), PEM)
    assert not READER.verify_under(APP, pushed(at=NOW - timedelta(days=31)), PEM)
    assert not READER.verify_under(APP, pushed(), PAYPAL.pem)
    assert not READER.verify_under(APP, pushed(), ROOT.pem)
    stranger = certificates.authority(NOW)
    for other in (
        certificates.named("evil.example", NOW, BETWEEN).pem + BETWEEN.pem,
        certificates.named(SIGNER, NOW, stranger).pem,
        certificates.named(SIGNER, NOW, stranger).pem + stranger.pem,
        b"",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ):
        assert not READER.verify_under(APP, pushed(), other)


@pytest.mark.parametrize(
    "signature", ["", "!", "AAAA", "A" * 10_000, base64.b64encode(b"\0" * 256).decode(), "é"]
)
def test_a_signature_that_is_none_does_not_hold(signature: str) -> None:
    """Whatever stands in its place, nothing is raised."""
    assert not READER.verify_under(APP, pushed({signing.SIGNATURE: signature}), PEM)


def test_our_own_authorities_are_those_of_every_call() -> None:
    """The store that is used where no test gives one is not empty, and trusts no test's."""
    assert not PushReader().verify_under(APP, pushed(), PEM)
    assert signing.trusted() is signing.trusted()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", PEM[:200], PEM + b"x" * 65_536])
async def test_what_is_no_certificate_is_no_key(body: bytes) -> None:
    """It is remembered as none, so that nobody can have it asked for again and again."""
    with pytest.raises(InvalidInput):
        await Keys(Said(body)).key(CERTIFICATE)


async def test_a_certificate_comes_as_it_is_published() -> None:
    """With those that lead to its authority; none there is known from none to be had."""
    assert await Keys(Said(PEM)).key(CERTIFICATE) == PEM
    with pytest.raises(InvalidInput):
        await Keys(Said(PEM, 404)).key(CERTIFICATE)
