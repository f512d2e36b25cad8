"""The section of the settings about apps: who pushes, what signs, and how much may be asked."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from services.runtime.dated import Dated
from services.runtime.secrets import Secret
from services.runtime.sections import Id, Section, WebAddress, webhook_address


class CallBudget(Dated):
    """How many calls a platform takes of an app, by its own word; of a rate nine tenths are used.

    Attributes:
        per_second: calls, machine time; None where no such limit is known.
        per_day: calls in a domain day (UTC); the same.
        each: whose they are: all shops' of the app together, or each shop's.
    """

    per_second: Annotated[float | None, Field(gt=0)] = None
    per_day: Annotated[int | None, Field(ge=1)] = None
    each: Literal["app", "shop"] = "app"

    @model_validator(mode="after")
    def _bounds(self) -> "CallBudget":
        if self.per_second is None and self.per_day is None:
            raise PydanticCustomError("budget", "set per_second or per_day, or leave it out")
        return self


class QueueSettings(Section):
    """A queue of AWS to which the platform sends an app's pushes, and who may read it.

    Attributes:
        url: the queue's own address, with account and name.
        region: such as ``us-east-1``.
        key: of a user who may receive and delete its messages, and nothing else.
        secret: what belongs to that key.
    """

    url: WebAddress
    region: Annotated[str, Field(pattern="^[a-z0-9-]+$")]
    key: Secret
    secret: Secret


class AppSettings(Section):
    """An application registered on a marketplace: what pushes and what signs."""

    marketplace: Annotated[
        Id, Field(description="lazada, aliexpress, shopee ...: see docs/marketplaces.md")
    ]
    key: Annotated[str, Field(description="the app key of the platform's console")]
    secrets: Annotated[
        tuple[Secret, ...],
        Field(min_length=1, description="the live app secrets, the newest first, [{env: NAME}]"),
    ]
    api: Annotated[WebAddress, Field(description="base address of the platform's gateway")]
    webhook: Annotated[
        str,
        AfterValidator(webhook_address),
        Field(
            description="our webhook's address or id there, where pushes sign over it or the "
            "platform asks whether the address is ours"
        ),
    ] = ""
    auth: Annotated[
        WebAddress | Literal[""],
        Field(description="where it authorises shops, if that is not where the connector knows"),
    ] = ""
    challenge: Annotated[
        Secret | None,
        Field(description="what was registered with that address to show that it is ours: ebay"),
    ] = None
    budget: Annotated[
        CallBudget | None,
        Field(
            description="how many calls it may make; None: what the connector knows, if anything"
        ),
    ] = None
    queue: Annotated[
        QueueSettings | None,
        Field(description="where the platform sends its pushes, if not to our address: amazon"),
    ] = None
