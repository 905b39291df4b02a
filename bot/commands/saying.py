"""How a command ends: with what it found, or with one sentence on what is wrong."""

import json
import os
import sys
from typing import Any, NoReturn

import click

from bot.errors import BotError, Mistake

FAILED = 2
INTERRUPTED = 130  # as shells say it: 128, and 2 for SIGINT

as_json = click.option("--json", "as_json", is_flag=True, help="For programs.")


class OneSentence(click.Group):
    """Whatever goes wrong, nobody is shown a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        if sys.stdout is None:
            _end("There is nowhere to write to: standard output is closed.")
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except (KeyboardInterrupt, click.Abort):
            sys.exit(INTERRUPTED)
        except Exception as error:
            _end(_sentence(error))
        sys.exit(code or 0)

    def invoke(self, context: click.Context) -> Any:
        """Who reads may have read enough; click itself would call that a failure."""
        try:
            code = super().invoke(context)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


def say(found: object, text: str, as_json: bool) -> None:
    """`text` tells people what `found` tells programs."""
    from adapters.text import visible

    # In ASCII, JSON survives every terminal, and lone surrogates too.
    click.echo(json.dumps(found, indent=2) if as_json else visible(text))


def _sentence(error: Exception) -> str:
    match error:
        case click.ClickException():
            return error.format_message()
        case Mistake(text=text):
            from adapters.console.render import Sheet, text_of
            from bot.views import View

            return text_of(View((text,)), Sheet("UTC", sys.maxsize))
        case BotError():
            return str(error)
        case OSError(filename=name, strerror=why):
            return f"{name or 'The output'}: {why}."
        case _:
            from bot.engine.faults import named
            from bot.engine.trouble import of_sqlite

            if why := of_sqlite(error):
                return f"The data file cannot be used now: {why}"
            return f"That broke, and it is our fault: {named(error)}."


def complain(sentence: str) -> None:
    from adapters.text import visible

    click.echo(visible(sentence), err=True)


def filled(context: click.Context, option: click.Parameter, value: str | None) -> Any:
    """Nobody who names nothing means what is usual: a variable may be empty."""
    if value is not None and value.strip() in ("", "-"):
        raise click.UsageError(f"--{option.name} is empty. Name one, or leave it out.")
    return value


def _end(sentence: str) -> NoReturn:
    complain(sentence)
    sys.exit(FAILED)
