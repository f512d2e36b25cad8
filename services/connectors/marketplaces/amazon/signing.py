"""Signature Version 4 of AWS, for calls without a query. Pure.

Source: "Create a signed AWS API request" (documented; vectors of AWS's own test suite). It stands
here since what signs alone is not kept up or wants ``requests``, and botocore brings the models of
every service for one header.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Access:
    """Under whose key which service of which region is called."""

    region: str
    service: str
    key: str
    secret: str = field(repr=False)


def sign(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    access: Access,
    at: datetime,
) -> dict[str, str]:
    """The headers of a signed call: the given ones, in lower case, and those that sign them.

    Args:
        method: ``POST`` ...
        url: absolute, without a query, its path as it is sent.
        headers: all that are to be signed beside the host and the time.
        body: as it is sent.
        access: whose call it is.
        at: the real time, UTC; AWS takes five minutes' difference.
    """
    there, stamp = urlsplit(url), f"{at:%Y%m%dT%H%M%SZ}"
    told = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    told |= {"host": there.netloc, "x-amz-date": stamp}
    names = ";".join(sorted(told))
    lines = "".join(f"{name}:{told[name]}\n" for name in sorted(told))
    request = [method, there.path or "/", "", lines, names, hashlib.sha256(body).hexdigest()]
    scope = f"{stamp[:8]}/{access.region}/{access.service}/aws4_request"
    digest = hashlib.sha256("\n".join(request).encode()).hexdigest()
    key = f"AWS4{access.secret}".encode()
    for part in scope.split("/"):
        key = _hmac(key, part)
    signature = _hmac(key, f"{_ALGORITHM}\n{stamp}\n{scope}\n{digest}").hex()
    told["authorization"] = (
        f"{_ALGORITHM} Credential={access.key}/{scope}, SignedHeaders={names}, "
        f"Signature={signature}"
    )
    return told


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
