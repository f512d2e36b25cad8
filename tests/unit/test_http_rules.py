"""The pure parts of the HTTP client: addresses, Retry-After, pauses."""

from datetime import UTC, datetime, timedelta

import pytest

from services.runtime.errors import TryLater
from services.runtime.http.addresses import is_public
from services.runtime.http.outcome import of_status
from services.runtime.http.retry import retry_after

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1%eth0",
        "ff02::1",
        "fd00:ec2::254",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "fec0::1",
    ],
)
def test_inner_addresses_are_not_public(address: str) -> None:
    """Loopback, private, shared, link-local, metadata, multicast; wrapped in IPv6 too."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_outer_addresses_are_public(address: str) -> None:
    """The internet may be called."""
    assert is_public(address)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("0.05", 0.05),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("99999999999999999999", 1e9),
    ],
)
def test_retry_after_is_read_in_both_forms(header: str, seconds: float) -> None:
    """Seconds, or a date; a date that is over asks for no wait."""
    assert retry_after(header, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("header", [None, "", "soon", "-1", "1e9", "²", "."])
def test_a_retry_after_that_is_neither_is_nothing(header: str | None) -> None:
    """Nonsense is left out, never an error."""
    assert retry_after(header, NOW) is None


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_success_is_no_error(status: int) -> None:
    """Every 2xx is an answer."""
    assert of_status("shop", status, None, NOW, repeat=False) is None


def test_a_bad_gateway_did_nothing_only_where_repeating_is_safe() -> None:
    """The system behind it may have done it: a message must not go out twice for a 502."""
    assert isinstance(of_status("shop", 502, None, NOW, repeat=True), TryLater)
    assert not isinstance(of_status("shop", 502, None, NOW, repeat=False), TryLater)
