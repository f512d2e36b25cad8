"""Whether people can sign in at the desk, where they do so there."""

from collections.abc import Iterable, Iterator

from services.cli.checks.finding import Finding, ok, problem, warning
from services.desk.app import provider_of
from services.desk.entrance import BACK_CHANNEL
from services.runtime.errors import InvalidInput, OutsideError
from services.runtime.http.client import Http
from services.runtime.settings import Settings


async def provider(settings: Settings) -> Iterable[Finding]:
    """Whether the provider answers, is the one that it should be, and shows what it signs with."""
    own = settings.model_copy(update={"allow_private_addresses": True})
    async with Http.of(own) as http:
        found = provider_of(settings, http)
        if found is None:
            return []
        where = f"desk.oidc: {found.settings.issuer}"
        try:
            at = await found.endpoints()
            await found.keys()
        except OutsideError as error:
            do = "nobody new comes in at the desk; see `desk.oidc.issuer`, and the way there"
            return [problem(f"{where} cannot be reached ({error.code})", do)]
        except InvalidInput as error:
            do = "write `desk.oidc.issuer` exactly as the provider's document names itself"
            return [problem(f"{where}: {error.detail or error.reason}", do)]
    told = [ok(f"people sign in at {found.settings.issuer}"), *_settled(settings, at.pkce)]
    if at.ends_ours:
        where = found.settings.address + BACK_CHANNEL
        told.append(ok(f"it can end sessions here: {where}"))
    return told


def _settled(settings: Settings, pkce: bool | None) -> Iterator[Finding]:
    oidc = settings.desk.oidc
    if oidc is None:
        return
    if oidc.client_secret is not None and not oidc.client_secret.get_secret_value():
        do = "point it to the client's secret, or leave it out for a client that has none"
        yield problem("desk.oidc.client_secret is empty", do)
    if oidc.client_secret is None and pkce is False:
        do = "give the desk's client a secret (`desk.oidc.client_secret`)"
        yield problem("the provider does not hold codes against PKCE, and no secret is set", do)
    if oidc.claim == "email" and "email" not in oidc.scopes:
        do = "add it to `desk.oidc.scopes`, or set `claim: sub`"
        yield warning("desk.oidc.claim is email, and the scope email is not asked for", do)
