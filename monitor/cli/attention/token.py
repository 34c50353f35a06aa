"""`wirewatch token`: who may use the API beyond this machine."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click
from rich.console import Group
from rich.text import Text

from monitor.actions.tokens import Created, create_token, is_valid, revoke_token
from monitor.cli.attention.shared import duration, opened
from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, counted, group_config_option, json_option
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.records import Scope, Token, encode

_STORE: Final = frozenset({Part.STORE})
_SCOPES: Final = [each.value for each in Scope]


@click.group("token")
@group_config_option
def token_group() -> None:
    """Tokens by which the API knows who asks; see docs/api.md."""


@token_group.command("create")
@config_option
@click.argument("name", metavar="NAME")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(_SCOPES),
    default=("read",),
    help="read: all that is shown. write: that, and to mute and the like. feed: only feeds, in their address. "
    "May be given several times; left out, read.",
)
@click.option("--for", "lasts", metavar="DURATION", callback=duration, help="How long, such as 90d; left out, no end.")
def create_command(directory: Path, name: str, scopes: Sequence[str], lasts: timedelta | None) -> None:
    """Makes a token and prints it, this once: only its hash is kept. What is done with it has NAME as author."""
    made = asyncio.run(_create(directory, name, [Scope(each) for each in scopes], lasts))
    click.echo(made.secret)
    click.echo(f"{printable(name)}: {_scopes(made.token)}{_until(made.token)}; it is not shown again", err=True)


@token_group.command("list")
@config_option
@click.option("--all", "everything", is_flag=True, help="Also those that were revoked or ran out lately.")
@json_option("One JSON object a token and line.")
def list_command(directory: Path, everything: bool, as_json: bool) -> None:
    """Lists tokens by name, the oldest first; what they are nobody can tell any more."""
    now = system_clock()
    shown = [token for token in asyncio.run(_all(directory)) if everything or is_valid(token, now)]
    if as_json:
        for token in shown:
            click.echo(encode(token))
        return
    listed(_entry(token) for token in shown)
    click.echo(counted(len(shown), "token"))


@token_group.command("revoke")
@config_option
@click.argument("name", metavar="NAME")
def revoke_command(directory: Path, name: str) -> None:
    """Ends a token: the next request with it is refused."""
    asyncio.run(_revoke(directory, name, system_clock()))
    click.echo(f"revoked: {printable(name)}")


def _entry(token: Token) -> Group:
    head = Text.assemble((printable(token.name), "bold"), "  ", _scopes(token))
    ended = f"revoked {moment(token.revoked)}" if token.revoked else ""
    return entry(
        head, Text(facts(("made", moment(token.created)), ("until", moment(token.expires)), ("", ended)), "dim")
    )


def _scopes(token: Token) -> str:
    return ", ".join(token.scopes)


def _until(token: Token) -> str:
    return f" until {moment(token.expires)}" if token.expires else ""


async def _create(directory: Path, name: str, scopes: Sequence[Scope], lasts: timedelta | None) -> Created:
    async with opened(directory, _STORE) as (_, store):
        now = system_clock()
        return await create_token(store, name, scopes, expires=None if lasts is None else now + lasts, now=now)


async def _all(directory: Path) -> Sequence[Token]:
    async with opened(directory, _STORE) as (_, store):
        return await store.tokens()


async def _revoke(directory: Path, name: str, now: datetime) -> None:
    async with opened(directory, _STORE) as (_, store):
        await revoke_token(store, name, now)
