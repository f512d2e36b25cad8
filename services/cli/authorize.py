"""``forestall shop authorize``: a shop's tokens, by the platform's own page or pasted."""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import click

from services.cli.context import config_option, fail, run_async, settings_of
from services.cli.servers import database, now_of
from services.connectors import registry
from services.connectors.ports import Shop
from services.connectors.tokens import store
from services.connectors.tokens.grant import Authorisation, Grant
from services.connectors.tokens.life import refresh_at
from services.runtime.http.client import Http
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.privacy.master import master_of
from services.runtime.privacy.vault import Vault
from services.runtime.settings import Settings


@click.command()
@click.argument("key", metavar="MARKETPLACE/SHOP")
@click.option("--redirect", default="", help="The app's callback address, as registered there.")
@click.option("--code", default="", help="What the platform gave, instead of asking for it.")
@click.option("--paste", is_flag=True, help="Take tokens that you have, instead of a code.")
@click.option("--forget", is_flag=True, help="Forget the kept token: that of the settings counts.")
@config_option
def authorize(
    key: str, *, redirect: str, code: str, paste: bool, forget: bool, config: Path | None
) -> None:
    """Have a seller let the app in, and keep the tokens, sealed; they are renewed by themselves.

    It prints the page to open, and takes the code that the platform sends the browser away with,
    or the whole address. What is kept comes before `token` in the settings.
    """
    settings = settings_of(config)
    if settings.shop(key) is None:
        fail(f"there is no shop {key} in the settings")
    shop = registry.shop(settings, key)
    if not registry.wants_token(shop.app.marketplace):
        fail(f"{key}: calls there go under no token of a shop, there is nothing to authorise")
    if forget:
        run_async(_forget(settings, shop))
    run_async(_authorize(settings, shop, redirect, code, paste=paste))


async def _forget(settings: Settings, shop: Shop) -> int:
    async with database(settings) as pool, one_statement(pool) as conn:
        gone = await store.forget(conn, shop.key)
    click.echo(f"{shop.key}: {'forgotten' if gone else 'no token was kept'}")
    return 0


async def _authorize(
    settings: Settings, shop: Shop, redirect: str, code: str, *, paste: bool
) -> int:
    vault = Vault(store.SCHEMA, master_of(settings))
    async with database(settings) as pool, Http.of(settings) as http:
        place = await store.place_of(pool)  # that there is a database is asked before a code is
        flow = registry.authorisation(shop, http)
        if flow is None or paste:
            grant = await _pasted(flow, shop, await now_of(settings))
        else:
            redirect = _opened(flow, shop, redirect)
            said = code or click.prompt("The code, or the address that the browser was sent to")
            code = _code(said, shop)
            grant = await flow.exchange(code, redirect, await now_of(settings))
        if grant.sellers and shop.seller_id not in grant.sellers:
            named = ", ".join(sorted(grant.sellers))
            fail(f"{shop.key}: seller {named} let the app in, and its `seller_id` is another")
        await _keep(pool, vault, shop.key, grant, await now_of(settings), place=place)
    return 0


def _opened(flow: Authorisation, shop: Shop, redirect: str) -> str:
    """Say which page to open; the callback's address, where the platform wants it."""
    if flow.redirects and not redirect:
        redirect = click.prompt("The app's callback address, as registered there")
    page = flow.page(redirect)
    if page is None:
        click.echo("Open the authorisation link that the platform's console shows for the app,")
        click.echo(f"sign in as the seller of {shop.key}, and let the app in.")
    else:
        click.echo(f"Open this page, sign in as the seller of {shop.key}, and let the app in:")
        click.echo(f"\n  {page}\n")
    return redirect


def _code(said: str, shop: Shop) -> str:
    """The code of what was pasted: itself, or the address that carries it."""
    if "://" not in said:
        return said.strip()
    told = parse_qs(urlsplit(said.strip()).query)
    other = told.get("shop_id", [shop.seller_id])[0]
    if other != shop.seller_id:
        fail(f"{shop.key}: shop {other} let the app in, and its `seller_id` is another")
    if "code" not in told:
        fail("that address carries no `code`: the seller has not let the app in")
    return told["code"][0]


async def _pasted(flow: Authorisation | None, shop: Shop, now: datetime) -> Grant:
    """The tokens as they were typed; of a refresh token alone, what it buys."""
    prompt = "Access token (empty: buy one with the refresh token)" if flow else "Access token"
    access = click.prompt(prompt, hide_input=True, default="" if flow else None).strip()
    refresh = click.prompt("Refresh token (empty: none)", hide_input=True, default="").strip()
    if not access:
        if flow is None or not refresh:
            fail(f"{shop.key}: neither an access token nor a refresh token was given")
        return await flow.renew(refresh, now)
    hours = click.prompt("Hours until the access token ends (0: not known)", type=float, default=0)
    if hours <= 0 and refresh and flow is not None:
        return await flow.renew(refresh, now)  # else it would end some day, and nobody would know
    return Grant(access, refresh, now + timedelta(hours=hours) if hours > 0 else None)


async def _keep(
    pool: Pool, vault: Vault, shop: str, grant: Grant, now: datetime, *, place: str
) -> None:
    async with transaction(pool) as conn:
        await store.keep(conn, vault, shop, grant, now, place=place)
    due = refresh_at(now, grant.expires_at, grant.refresh_until) if grant.refresh else None
    if grant.expires_at is None:
        told = "when its token ends is not known: nobody will be told before it"
    elif due is None:
        told = f"until {grant.expires_at:%Y-%m-%d %H:%M} UTC; you are told 48 h before"
    else:
        told = f"until {grant.expires_at:%Y-%m-%d %H:%M} UTC, renewed on {due:%Y-%m-%d %H:%M}"
    click.echo(f"{shop}: authorised, {told}")
