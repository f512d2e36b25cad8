"""Chats and mailboxes behind Apprise keep the contract of every receiver, and their own rules."""

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.slack import NotifySlack
from apprise.plugins.wecombot import NotifyWeComBot

from services.connectors.oncall.apprise import words
from services.connectors.oncall.apprise.send import Chat
from services.connectors.ports import Hears, OnCall
from services.runtime.errors import (
    ConfigurationError,
    NotAuthorised,
    OutsideError,
    Refused,
    TryLater,
    Unanswered,
)
from services.runtime.http.client import Http
from tests.contract.conformance_oncall import NOW, OTHER, PAGE, Heard, OnCallConformance
from tests.contract.loopback import Loopback, Received, Reply
from tests.contract.mailbox import Mailbox, mail, mailbox

KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"


class _Worded(OnCallConformance):
    """What a chat says is all there is: the reference in it is the identity."""

    def text(self, received: Received) -> str:
        """The words of a request: the whole of it, where a chat does not say which part."""
        return received.body.decode()

    def heard(self, received: Received) -> list[Heard]:
        """A page stands until its end is said; a folded message tells of several notices."""
        text = self.text(received)
        link = PAGE.link if PAGE.link in text else ""
        return [
            Heard(reference, "Over:" not in text, text, link)
            for reference in re.findall(r"F-[0-9a-f]{8}", text)
        ]

    async def test_notices_are_one_message(self, server: Loopback, oncall: OnCall) -> None:
        """However many stand; that one is over is not said."""
        others = [replace(OTHER, dedup_key=f"notice|{n}") for n in range(3)]
        await oncall.send([*others, replace(OTHER, dedup_key="gone", ends_at=NOW)], NOW)
        assert len(server.received) == 1
        assert len(self.all_heard(server)) == 3

    async def test_hostile_words_stay_words(self, server: Loopback, oncall: OnCall) -> None:
        """Line breaks, brackets and templates of an alert's words are shown, not obeyed."""
        hostile = "a\r\nBcc: evil@x.example\r\n\r\n<!channel> {{app_id}} *b* \\n"
        await oncall.send([replace(PAGE, summary=hostile, why_now=hostile)], NOW)
        (received,) = server.received
        text = self.text(received)
        assert "{{app_id}} *b* \\n" in text
        assert ("<!channel>" in text) is not self.obeys_brackets

    obeys_brackets = False
    """Whether the chat would ring everybody's bell for what stands in brackets."""


class _Robot(_Worded):
    """A chat's robot behind HTTP, with its own codes under status 200."""

    plugin: type[Any]
    attribute = "notify_url"
    path: str
    url: str
    refusals: tuple[tuple[bytes, type[OutsideError]], ...]

    @pytest.fixture(autouse=True)
    def _address(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def connector(self, http: Http, url: str) -> OnCall:
        """The robot at the loopback's address."""
        self._patch.setattr(self.plugin, self.attribute, url + self.path)
        return Chat("the_chat", self.url, Hears(), http.backoff)

    async def test_a_refusal_under_200_is_one(self, server: Loopback, oncall: OnCall) -> None:
        """The chat's own codes say that nobody was told, whatever the status."""
        for body, error in self.refusals:
            server.answers(Reply(200, body))
            with pytest.raises(error):
                await oncall.send([PAGE], NOW)

    async def test_secrets_stay_here(
        self, server: Loopback, oncall: OnCall, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Neither an error nor any logger's line holds the address's token."""
        secret = self.url.split("://")[1].strip("/").split("/")[-1]
        said = []
        with caplog.at_level(logging.WARNING):
            for reply in (Reply(403), Reply(400), Reply(cut=True)):
                server.answers(reply)
                with pytest.raises(OutsideError) as caught:
                    await oncall.send([PAGE], NOW)
                said.append(f"{caught.value!r} {caught.value}")
        assert server.received
        assert secret not in " ".join([*said, caplog.text, repr(oncall)])


class TestSlack(_Robot):
    """Slack's incoming webhooks answer ``ok``."""

    answer = b"ok"
    plugin, attribute, path, url = NotifySlack, "webhook_url", "/services", SLACK
    refusals = (
        (b"no_service", Refused),
        (b'{"ok": false, "error": "invalid_auth"}', NotAuthorised),
    )
    obeys_brackets = True

    def text(self, received: Received) -> str:
        """Title and text of the attachment."""
        assert received.path == "/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
        (told,) = received.json()["attachments"]
        return f"{told['title']}\n{told['text']}"


class TestDingTalk(_Robot):
    """DingTalk's robots answer 200 and an ``errcode``, whatever they think of a message."""

    answer = b'{"errcode": 0, "errmsg": "ok"}'
    plugin, path, url = NotifyDingTalk, "/robot/send?access_token={token}", f"dingtalk://{KEY}/"
    refusals = (
        (b'{"errcode": 310000, "errmsg": "keywords not in content"}', NotAuthorised),
        (b'{"errcode": 130101, "errmsg": "send too fast"}', TryLater),
        (b'{"errcode": 40035, "errmsg": "bad parameter"}', Refused),
        (b"<html>a proxy's page</html>", Unanswered),
    )

    def text(self, received: Received) -> str:
        """The text."""
        assert (received.path, received.query) == ("/robot/send", {"access_token": KEY})
        text: str = received.json()["text"]["content"]
        return text


class TestFeishu(_Robot):
    """Feishu's robots answer 200 and a ``code``."""

    answer = b'{"code": 0, "data": {}, "msg": "success"}'
    plugin, path, url = NotifyFeishu, "/open-apis/bot/v2/hook/{token}/", f"feishu://{KEY}"
    refusals = (
        (b'{"code": 19001, "msg": "param invalid"}', NotAuthorised),
        (b'{"code": 11232, "msg": "frequency limited"}', TryLater),
        (b'{"code": 9499, "msg": "Bad Request"}', Refused),
    )

    def text(self, received: Received) -> str:
        """The text."""
        assert received.path == f"/open-apis/bot/v2/hook/{KEY}/"
        text: str = received.json()["content"]["text"]
        return text


class TestWeCom(_Robot):
    """WeCom's robots answer 200 and an ``errcode``, whatever they think of a message."""

    answer = b'{"errcode": 0, "errmsg": "ok"}'
    plugin, path, url = NotifyWeComBot, "/cgi-bin/webhook/send?key={key}", f"wecombot://{KEY}"
    refusals = (
        (b'{"errcode": 93000, "errmsg": "invalid webhook url"}', NotAuthorised),
        (b'{"errcode": 45009, "errmsg": "api freq out of limit"}', TryLater),
        (b'{"errcode": 40008, "errmsg": "invalid message type"}', Refused),
    )

    def text(self, received: Received) -> str:
        """The text, within what WeCom takes."""
        assert received.query == {"key": KEY}
        text: str = received.json()["text"]["content"]
        assert len(text.encode()) <= 2048
        return text


class TestMail(_Worded):
    """A mailbox behind SMTP with a login."""

    redirected = False
    nobody = "127.0.0.1:1"

    @pytest.fixture
    async def server(self) -> AsyncIterator[Mailbox]:
        """The mail server."""
        async with mailbox(login=True) as box:
            yield box

    def connector(self, http: Http, url: str) -> OnCall:
        """Mail to one address."""
        where = f"mailto://user:{KEY}@{url}?from=f@shop.example&to=duty@shop.example"
        return Chat("the_mail", where, Hears(), http.backoff)

    def text(self, received: Received) -> str:
        """Subject and text."""
        told = mail(received)
        assert told["to"] == "duty@shop.example"
        assert told["bcc"] is None
        body = told.get_body(("plain",))
        assert body is not None
        return f"{told['subject']}\n{body.get_content()}"


@pytest.mark.parametrize("url", ["nonsense://x", "dingtalk://", "slack://a"])
def test_an_address_that_is_none_is_named_by_its_receiver(url: str) -> None:
    """It is a mistake of the settings; the sentence does not show the address."""
    with pytest.raises(ConfigurationError, match="the_chat") as caught:
        Chat("the_chat", url, Hears(), Http(allow_private=True).backoff)
    assert url not in str(caught.value)


def test_one_receiver_is_one_destination() -> None:
    """Two channels in one address could not be told apart when one of them fails."""
    with pytest.raises(ConfigurationError, match="several"):
        Chat("the_chat", f"{SLACK}%23a/%23b", Hears(), Http(allow_private=True).backoff)


def test_words_fit_everywhere() -> None:
    """However long an alert's words, in whatever script, a message is within the least limit.

    And each holds the keyword that a robot may be bound to.
    """
    long = replace(PAGE, summary="海" * 900, why_now="ж" * 900, what_to_do="x" * 900)
    notices = [replace(long, level="notice", dedup_key=str(n)) for n in range(5)]
    page, *folded = [words.of_page(long), *words.of_notices(notices)]
    for said in (page, *folded):
        assert len(f"{said.title}\r\n{said.body}".encode()) <= 2048
        assert "Forestall" in said.body
    references = [words.reference(alert) for alert in notices]
    assert [one for said in folded for one in references if one in said.body] == references
