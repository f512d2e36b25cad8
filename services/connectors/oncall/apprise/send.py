"""Pages and notices through Apprise: Slack, DingTalk, Feishu, Lark, WeCom, e-mail and others.

The address that Apprise takes holds the token: it is held as a secret, and neither the library's
own log nor an error's words ever leave here.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from services.connectors.oncall.apprise.answers import CODES
from services.connectors.oncall.apprise.seam import Attempt, watched
from services.connectors.oncall.apprise.words import Words, of_notices, of_page
from services.connectors.ports import Alert, Hears
from services.runtime.errors import ConfigurationError, OutsideError, Refused, Unanswered
from services.runtime.http.retry import Backoff, repeated
from services.runtime.threads import in_thread

if TYPE_CHECKING:
    from apprise.plugins.base import NotifyBase

LIMIT = 30.0
"""Seconds for one attempt; the library's own limits on a connection (4 and 15) are shorter."""


class Chat:
    """A receiver of words, which joins nothing and forgets nothing.

    Args:
        name: the receiver's.
        url: Apprise's address; it must lead to one destination.
        hears: what it is told.
        backoff: the pauses between attempts.

    Raises:
        ConfigurationError: Apprise knows no such address, or it leads to several destinations.
    """

    joins = False
    repeat_every: timedelta | None = None

    def __init__(self, name: str, url: str, hears: Hears, backoff: Backoff) -> None:
        self.name = name
        self.hears = hears
        self._backoff = backoff
        self._make = checked(name, url)

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:  # noqa: ARG002 - port's
        """Say each page and each end of one; notices that stand go in one message.

        That a notice is over is not said.

        Raises:
            OutsideError: it did not accept all of them. Each was offered all the same.
        """
        pages = [of_page(alert) for alert in alerts if alert.level == "page"]
        standing = [one for one in alerts if one.level == "notice" and one.ends_at is None]
        failure: OutsideError | None = None
        for words in (*pages, *of_notices(standing)):
            try:
                await repeated(self._backoff, self._offer(words))
            except OutsideError as error:
                failure = failure or error
        if failure is not None:
            raise failure

    def _offer(self, words: Words) -> Callable[[], Any]:
        async def attempt() -> None:
            try:
                await in_thread(lambda: self._say(words), LIMIT, f"say {self.name}")
            except TimeoutError as error:
                raise Unanswered(self.name, "no_answer", f"not within {LIMIT:g} s") from error

        return attempt

    def _say(self, words: Words) -> None:
        """Hand one message over; in a thread."""
        plugin = self._make()
        attempt = Attempt(self.name, _schema(plugin))
        try:
            with watched(plugin, attempt):
                taken = plugin.notify(
                    title=words.title, body=words.body, notify_type=words.kind, body_format="text"
                )
        except Exception as error:  # noqa: BLE001
            # A mistake of one of a hundred plugins must not keep the others from being told.
            raise Refused(self.name, "not_accepted", type(error).__name__) from None
        if taken and attempt.schema not in CODES:
            return  # what it met on its way, it has found another one for
        if attempt.failures:
            raise attempt.failures[-1]
        if not taken:
            raise Refused(self.name, "not_accepted", "the library says no more")


def checked(name: str, url: str) -> Callable[[], "NotifyBase"]:
    """What makes the library's object for an address, a new one for each message.

    An object that is used again waits between two messages, and takes one that it has sent for
    said.

    Raises:
        ConfigurationError: Apprise knows no such address, or it leads to several destinations.
    """
    # Half a second and 35 MiB, for who has such a receiver alone.
    from apprise import Apprise, AppriseAsset  # noqa: PLC0415

    for quiet in ("apprise", "urllib3", "requests"):
        logging.getLogger(quiet).setLevel(logging.CRITICAL)  # their words name addresses
    asset = AppriseAsset(app_id="Forestall", app_desc="Forestall", http_redirects=False)

    def make() -> "NotifyBase":
        plugin = Apprise.instantiate(url, asset=asset)
        if plugin is None:
            raise _mistake(
                name, "Apprise cannot read its url; see its list of services for how it is written"
            )
        return plugin

    if len(make()) != 1:
        raise _mistake(
            name,
            "its url leads to several destinations; make a receiver of each, so that one that "
            "fails does not repeat it to the others",
        )
    return make


def _mistake(name: str, what: str) -> ConfigurationError:
    """Without the address: it is a secret."""
    return ConfigurationError([f"oncall.receivers: {name}: {what}"])


def _schema(plugin: "NotifyBase") -> str:
    """The plugin's own name in addresses: the first of those it has."""
    found = plugin.secure_protocol or plugin.protocol or ""
    return found if isinstance(found, str) else str(next(iter(found)))
