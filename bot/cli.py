"""The commands of `whoelse`. Each imports what it needs, so that each starts fast."""

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands.asks import check, now_option, plan, tz_option, when
from bot.commands.importing import importing
from bot.commands.inviting import inviting
from bot.commands.saying import (
    FAILED,
    OneSentence,
    as_json,
    complain,
    filled,
    say,
)
from bot.errors import Unusable

if TYPE_CHECKING:
    from bot.config import Config
    from bot.records import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who sits down where, and how. A clock that has `now` stands still."""

    config: "Config"
    file: Path
    keys: tuple[bytes, ...]  # the newest first
    who: "Visitor"
    staff: tuple[tuple[str, str], ...]  # platform and account of each
    now: datetime | None
    plain: bool
    echo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is served, and from which file."""

    config: "Config"
    file: Path
    keys: tuple[bytes, ...]  # the newest first


@dataclass(frozen=True, slots=True)
class Starts:
    """What begins a chat, and what serves the platforms; `bot.__main__` has them."""

    chat: Callable[[Seat], None]
    run: Callable[[Work], None]


def _version(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """Where the package is only unpacked, nobody has noted which one it is."""
    from importlib.metadata import PackageNotFoundError, version

    if not asked:
        return
    try:
        click.echo(f"whoelse {version('whoelse')}")
    except PackageNotFoundError:
        click.echo("whoelse, not installed")
    context.exit()


@click.group(
    cls=OneSentence,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version.",
)
@click.pass_context
def commands(context: click.Context) -> None:
    """Who Else takes a student from one informational interview to the next."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


config_option = click.option(
    "--config", metavar="FILE", callback=filled, help="Instead of config.toml."
)
db_option = click.option("--db", metavar="FILE", callback=filled, help="The data file.")


@commands.command()
@click.option("--plain", is_flag=True, help="Plain lines, as in a pipe.")
@click.option("--echo", is_flag=True, help="Show what is heard, as in a transcript.")
@db_option
@click.option("--as", "name", metavar="NAME", help="Who you are.")
@tz_option
@now_option
@config_option
@click.option("--staff", metavar="NAME", multiple=True, help="Who is staff here.")
@click.pass_obj
def chat(
    starts: Starts,
    plain: bool,
    echo: bool,
    db: str | None,
    name: str | None,
    tz: str | None,
    now: str | None,
    config: str | None,
    staff: tuple[str, ...],
) -> None:
    """Talk to the bot here.

    With --now the clock stands still; ":skip 3 days" moves it.
    """
    from adapters.console.translate import visitor
    from bot.commands import given
    from bot.commands.home import data_file, login_name, make_folder
    from bot.commands.keys import keys_of
    from bot.engine.files import MEMORY, recognised

    settings = given.settings(config)
    zone = given.zone(tz or settings.zone)
    file = data_file(db, settings)
    make_folder(file)
    if str(file) != MEMORY:
        file = recognised(file)
    starts.chat(
        Seat(
            config=settings,
            file=file,
            keys=keys_of(file, settings),
            who=visitor(login_name() if name is None else name, zone),
            staff=tuple(map(given.staff, (*settings.staff, *staff))),
            now=given.moment(now, zone) if now else None,
            plain=plain,
            echo=echo,
        )
    )


@commands.command()
@db_option
@config_option
@click.pass_obj
def run(starts: Starts, db: str | None, config: str | None) -> None:
    """Serve the platforms that the settings name, until it is told to stop."""
    from bot.commands import given
    from bot.commands.home import data_file, make_folder
    from bot.commands.keys import keys_of
    from bot.engine.files import recognised

    settings = given.settings(config)
    if settings.slack is None and settings.discord is None:
        raise Unusable(
            "No platform is named: add a line [slack] or [discord] to config.toml. Try"
            " it without any: whoelse chat."
        )
    file = data_file(db, settings)
    make_folder(file)
    file = recognised(file)
    starts.run(Work(config=settings, file=file, keys=keys_of(file, settings)))


@commands.command()
@click.option("--offline", is_flag=True, help="Ask nobody over the network.")
@db_option
@config_option
@as_json
def doctor(offline: bool, db: str | None, config: str | None, as_json: bool) -> int:
    """Look whether all is as it should be, and say how to mend what is not."""
    from bot.commands.doctor import examined

    now = datetime.now(UTC)
    found = examined(db, config, os.environ, now, offline=offline)
    failed = any(finding.level == "fail" for finding in found)
    shown = [asdict(finding) for finding in found]
    lines = "\n".join(finding.line for finding in found)
    say({"ok": not failed, "findings": shown}, lines, as_json)
    if failed:
        complain("Not all is well: mend what is shown as fail.")
    return FAILED if failed else 0


@commands.command()
@click.argument("platform", type=click.Choice(["slack"]))
@config_option
def manifest(platform: str, config: str | None) -> None:
    """Print what the platform has to know of the app, to be pasted there."""
    from adapters.slack.manifest import manifest
    from bot.commands import given
    from bot.config import Slack
    from bot.flows import FLOWS

    table = [command for flow in FLOWS for command in flow.commands.values()]
    slack = given.settings(config).slack or Slack()
    say(manifest(table, slack), "", as_json=True)


@commands.command()
@click.argument("target", metavar="FILE")
@db_option
@config_option
@as_json
def backup(target: str, db: str | None, config: str | None, as_json: bool) -> None:
    """Copy the data file, also while the bot runs; the copy can be checked."""
    from bot.commands import given
    from bot.commands.home import data_file
    from bot.commands.keys import key_file
    from bot.engine.backup import SUM, backup

    file = data_file(db, given.settings(config))
    backup(file, Path(target))
    kept = f"{target} and {target}{SUM}"
    said = f"Saved as {kept}. Keep a copy of {key_file(file)} in another place."
    say({"file": target, "sum": f"{target}{SUM}"}, said, as_json)


@commands.command()
@click.argument("source", metavar="FILE")
@db_option
@config_option
@as_json
def restore(source: str, db: str | None, config: str | None, as_json: bool) -> None:
    """Put a backup in the place of the data file, which is kept beside it."""
    from bot.commands import given
    from bot.commands.home import data_file, make_folder
    from bot.engine.backup import restore

    file = data_file(db, given.settings(config))
    make_folder(file)
    restore(Path(source), file)
    say({"file": str(file)}, f"{file} is as it was in {source}.", as_json)


for command in (plan, check, when, importing, inviting):
    commands.add_command(command)
