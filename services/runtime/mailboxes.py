"""Settings of a shop's mailbox: e-mail to buyers whom the shop itself knows."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints

from services.runtime.secrets import Secret
from services.runtime.sections import Section

MailAddress = Annotated[str, StringConstraints(pattern=r"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$")]


class MailboxSettings(Section):
    """The mailbox that a shop writes from.

    Attributes:
        sender: the address that letters come from.
        name: what buyers see beside it.
        reply_to: where their answers go; empty: to ``sender``.
        tls: ``starttls`` (port 587), ``tls`` from the first byte (465), ``none`` to a relay on this
            machine alone.
    """

    sender: Annotated[MailAddress, Field(description="the address that letters come from")]
    name: Annotated[
        str,
        StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,60}$"),
        Field(description="the shop's name, as buyers know it"),
    ]
    reply_to: MailAddress | Literal[""] = ""
    host: Annotated[str, Field(min_length=1, description="the SMTP server")]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: Annotated[Secret, Field(description="its password, {env: NAME}")] = SecretStr("")
