"""Signatures of the Standard Webhooks specification (symmetric, version ``v1``). Pure.

Source: the specification's "Verifying webhook authenticity". The reference library takes the time
from the machine and the message apart from its bytes, so these lines are our own.
"""

import binascii
import hmac
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

from services.connectors.ports import App
from services.connectors.pushes import Pushed

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
"""How far a push's time may be from ours: an old one that is sent again is refused."""

MOST = 10
"""Signatures of one push that are looked at: senders give one for each of their live secrets."""

_PREFIX = "whsec_"
_DIGITS = 12


def sign(secret: str, message_id: str, at: datetime, body: bytes) -> str:
    """What ``webhook-signature`` holds; whole seconds of the time are signed.

    ``secret`` is as it is exchanged: base64 behind ``whsec_``, or any text.
    """
    return _signature(_key(secret), message_id, str(int(at.timestamp())), body)


def push_holds(app: App, push: Pushed) -> bool:
    """Whether one of the given signatures holds under any live secret, and the time is near."""
    message_id, stamp = push.headers.get(ID, ""), push.headers.get(TIMESTAMP, "")
    if not message_id or not _near(stamp, push.at):
        return False
    given = push.headers.get(SIGNATURE, "").encode("latin-1", "replace").split()[:MOST]
    wanted = [_signature(_key(one), message_id, stamp, push.body).encode() for one in app.secrets]
    return any(hmac.compare_digest(one, own) for one in given for own in wanted)


def _signature(key: bytes, message_id: str, stamp: str, body: bytes) -> str:
    signed = b"%s.%s.%s" % (message_id.encode("latin-1", "replace"), stamp.encode(), body)
    return f"v1,{b64encode(hmac.digest(key, signed, 'sha256')).decode()}"


def _key(secret: str) -> bytes:
    """The bytes that are exchanged as base64; of a text that is none, its own: never nothing."""
    try:
        return b64decode(secret.removeprefix(_PREFIX), validate=True) or secret.encode()
    except (binascii.Error, ValueError):
        return secret.encode()


def _near(stamp: str, at: datetime) -> bool:
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _DIGITS):
        return False
    try:
        return abs(datetime.fromtimestamp(int(stamp), UTC) - at) <= TOLERANCE
    except (OverflowError, ValueError, OSError):
        return False
