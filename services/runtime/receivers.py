"""Settings of who is told: receivers of pages and notices, the heartbeat, the canary order."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.secrets import Secret
from services.runtime.sections import Section, WebAddress
from services.runtime.shops import ShopKey, Staffed, Zone

Level = Literal["page", "notice"]
"""A page wakes somebody; a notice waits for staffed hours."""

Route = Literal["care", "platform"]
"""``care``: orders, buyers, disputes. ``platform``: the machine itself."""

RESERVED = ("alertmanager", "pagerduty")
"""Receivers with sections of their own: no other has their name."""


class AlertmanagerSettings(Section):
    """Prometheus Alertmanager, API v2."""

    url: Annotated[WebAddress, Field(description="its base address")]
    watchdog: Annotated[
        bool, Field(description="keep an alert standing there for as long as the notifier works")
    ] = False


class PagerDutySettings(Section):
    """PagerDuty, Events API v2."""

    routing_key: Annotated[Secret, Field(description="the integration key, {env: NAME}")]
    url: WebAddress = "https://events.pagerduty.com"


class ReceiverSettings(Section):
    """A chat, a mailbox, or whatever else Apprise reaches, or a connector of another package.

    Attributes:
        kind: ``apprise``, or the name under which a package brings its own.
        url: Apprise's, with its token: ``slack://``, ``dingtalk://``, ``feishu://`` ...
        shops: whose alerts it hears, and those of no shop; empty: every shop's.
        zone: with it notices are told in ``staffed`` there, without it in the shops' own hours.
    """

    name: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
        Field(description="a name of small letters, digits and _, such as slack_care"),
    ]
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")] = "apprise"
    url: Annotated[Secret, Field(description="an Apprise address, {env: NAME}")]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = ("page", "notice")
    routes: Annotated[tuple[Route, ...], Field(min_length=1)] = ("care", "platform")
    shops: tuple[ShopKey, ...] = ()
    zone: Zone | None = None
    staffed: Staffed = Staffed()

    @model_validator(mode="after")
    def _hours_of_a_zone(self) -> Self:
        if self.zone is None and "staffed" in self.model_fields_set:
            raise PydanticCustomError("no_zone", "`staffed` needs a `zone` beside it")
        return self


class HeartbeatSettings(Section):
    """An outside watch that pages when it no longer hears from us."""

    url: Annotated[Secret, Field(description="the address to call, {env: NAME}")]
    every_seconds: Annotated[int, Field(ge=10, le=86_400)] = 60


class OnCallSettings(Section):
    """Who is told; with nobody, pages and notices are only listed by `forestall`.

    Attributes:
        runbooks: the address of docs/runbooks, as a site shows it; what the machine says of itself
            then links to its page there.
    """

    alertmanager: AlertmanagerSettings | None = None
    pagerduty: PagerDutySettings | None = None
    receivers: tuple[ReceiverSettings, ...] = ()
    heartbeat: HeartbeatSettings | None = None
    runbooks: WebAddress | None = None

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        names = [*RESERVED, *(receiver.name for receiver in self.receivers)]
        for place, name in enumerate(names):
            if name in names[:place]:
                raise PydanticCustomError(
                    "twice", "two receivers are called {name}; give each its own", {"name": name}
                )
        return self


class CanarySettings(Section):
    """An order of our own that travels the whole chain; its absence pages.

    Attributes:
        edge: where marketplaces push to, as they see it.
        within_minutes: how long one may be on its way.
    """

    edge: Annotated[WebAddress, Field(description="the address that marketplaces push to")]
    secret: Annotated[Secret, Field(description="any long random text, {env: NAME}")]
    every_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    within_minutes: Annotated[int, Field(ge=1, le=1440)] = 5
