"""What the answers to Apprise's calls mean for us: HTTP, SMTP, and the chats' own codes. Pure.

Apprise says yes or no, and to DingTalk and WeCom it says yes whatever they answer under status 200:
a wrong key, a missing keyword, a robot that sends too fast. So each answer is read here as well.
"""

import json
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from services.runtime.http.outcome import of_status


@dataclass(frozen=True, slots=True)
class Codes:
    """How a chat says in a body whether it has taken a message.

    Attributes:
        field: of the JSON object.
        taken: its value where it has.
        later: values that mean that it did nothing, and may be asked again.
        key: values that mean that a person must look at key, signature or keyword.
    """

    field: str
    taken: object
    later: frozenset[object] = frozenset()
    key: frozenset[object] = frozenset()


_FEISHU = Codes("code", 0, frozenset({11232, 99991400}), frozenset({19001, 19021, 19022, 19024}))
CODES: Mapping[str, Codes] = {
    "dingtalk": Codes("errcode", 0, frozenset({-1, 130101}), frozenset({300001, 300005, 310000})),
    "wecombot": Codes("errcode", 0, frozenset({-1, 45009, 45033}), frozenset({93000, 93004})),
    "feishu": _FEISHU,
    "lark": _FEISHU,
}
"""By the schema of the address. From the platforms' tables of error codes; others are refusals."""

_SLACK_KEY = frozenset({"invalid_auth", "not_authed", "token_revoked", "account_inactive"})
_NOT_OK = Codes("ok", taken=True, later=frozenset({"ratelimited"}), key=_SLACK_KEY)
"""Slack's bots answer ``ok`` and, where that is false, an ``error``."""


def of_http(
    system: str, schema: str, status: int, body: bytes, *, wait: str | None, now: datetime
) -> OutsideError | None:
    """The error behind an answer over HTTP; None where the message was taken.

    Args:
        system: the receiver's name.
        schema: of its address.
        status: of the answer.
        body: of the answer.
        wait: its Retry-After header.
        now: the machine's time.
    """
    failure = of_status(system, status, wait, now, repeat=True)
    if failure is not None:
        return failure
    said = _object(body)
    if schema == "slack":
        failed = said.get("ok") is False
        return _of_code(system, _NOT_OK, said.get("error", "")) if failed else None
    codes = CODES.get(schema)
    if codes is None:
        return None
    if codes.field not in said:
        return Unanswered(system, "unreadable", "the answer is none of this chat's")
    value = said[codes.field]
    return None if value == codes.taken else _of_code(system, codes, value)


def _of_code(system: str, codes: Codes, value: object) -> OutsideError:
    code = str(value)[:40]
    if value in codes.later:
        return TryLater(system, code)
    return NotAuthorised(system, code) if value in codes.key else Refused(system, code)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def of_smtp(system: str, error: Exception, *, sending: bool) -> OutsideError:
    """The error behind an exception of ``smtplib``.

    Args:
        system: the receiver's name.
        error: of the connection, or of the message.
        sending: the message was on its way: it may have arrived.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return _of_reply(system, min(codes, default=550))
    if isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code
        permanent = isinstance(error, smtplib.SMTPAuthenticationError) and code >= _PERMANENT
        return NotAuthorised(system, str(code)) if permanent else _of_reply(system, code)
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return Refused(system, "no_tls", type(error).__name__)
    name = type(error).__name__
    if sending:
        return Unanswered(system, "no_answer", name)
    return TryLater(system, "no_connection", name)


_PERMANENT = 500


def _of_reply(system: str, code: int) -> OutsideError:
    return (Refused if code >= _PERMANENT else TryLater)(system, str(code))
