"""The commands that ask the coach one thing: a plan, a check, a moment in words."""

from pathlib import Path
from typing import Any

import click

from bot.commands.saying import as_json, complain, filled, say

tz_option = click.option(
    "--tz", metavar="ZONE", callback=filled, help="Such as America/New_York."
)
now_option = click.option(
    "--now", metavar="ISO", callback=filled, help="Such as 2026-11-19T14:10."
)


@click.command()
@click.option("--field", required=True, metavar="WORDS", help="What they work in.")
@click.option("--minutes", type=int, required=True, help="How long the talk is.")
@click.option("--stage", metavar="WORDS", default="", help="Where you are in life.")
@click.option("--goal", metavar="WORDS", default="", help="What you want to find out.")
@click.option("--relation", metavar="WORDS", default="", help="Who they are to you.")
@click.option("--comfort", type=int, help="0 for family to 10 for a public figure.")
@click.option(
    "--seniority", metavar="WORDS", default="", help="How far they have come."
)
@click.option("--know", metavar="FACT", multiple=True, help="What you know of them.")
@click.option("--job-interview", is_flag=True, help="Rather for a job interview.")
@click.option(
    "--questions", metavar="FILE", callback=filled, help="With questions of your own."
)
@as_json
def plan(
    know: tuple[str, ...], questions: str | None, as_json: bool, **words: Any
) -> None:
    """Questions for a talk, with a time for each."""
    from bot.coach.questions.bank import take_in
    from bot.coach.questions.plan import make_plan
    from bot.coach.questions.wish import Wish

    if questions:
        take_in(Path(questions))
    made = make_plan(Wish(know=know, **words))
    shown = ("id", "text", "category", "phase", "minutes", "why")
    asked = [{key: getattr(one, key) for key in shown} for one in made.asked]
    found = {
        "questions": asked,
        "minutes": made.minutes,
        "if_short": list(made.if_short),
        "understood": list(made.understood),
    }
    lines = [f"{one.minutes:>2}  {one.phase:<6}  {one.text}" for one in made.asked]
    say(found, "\n".join((*made.understood, *lines)), as_json)


@click.command()
@click.option("--kind", required=True, metavar="WORDS", help="Such as outreach.")
@click.option("--channel", required=True, metavar="WORDS", help="Such as email.")
@click.option("--subject", metavar="S", help="Of an e-mail.")
@click.option(
    "--context", metavar="FILE.json", callback=filled, help="What is known of the two."
)
@click.argument("file", default="-")
@as_json
def check(
    kind: str,
    channel: str,
    subject: str | None,
    context: str | None,
    file: str,
    as_json: bool,
) -> None:
    """Look at a message before it is sent: a file, or what stands on the input."""
    from bot.coach.check import check
    from bot.coach.context import (
        read_channel,
        read_kind,
        read_situation,
        unknown_keys,
    )
    from bot.commands import given

    try:
        which, where = read_kind(kind), read_channel(channel)
        table = given.known(context) if context else {}
        known = read_situation(table)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if passed_over := unknown_keys(table):
        complain(f"{context}: I know no {', '.join(passed_over)}, and went on without.")
    findings = check(which, where, given.text(file), known, subject)
    shown = ("rule", "severity", "span", "why", "repair")
    found = [{key: getattr(one, key) for key in shown} for one in findings]
    lines = [
        f"{one.severity:<5}  {one.rule}: {one.why} {one.repair}" for one in findings
    ]
    say({"findings": found}, "\n".join(lines) or "Nothing to change.", as_json)


@click.command()
@click.argument("phrase", nargs=-1, required=True)
@now_option
@tz_option
@click.option("--order", type=click.Choice(["MDY", "DMY"]), default="MDY")
@click.option("--country", metavar="CC", help="Whose holidays are free.")
@as_json
def when(
    phrase: tuple[str, ...],
    now: str | None,
    tz: str | None,
    order: Any,
    country: str | None,
    as_json: bool,
) -> None:
    """Read a moment in words, such as "3 business days" or "friday 3pm"."""
    from bot.coach.time.dates import At, Unclear, read_moment, spoken
    from bot.coach.time.days import local
    from bot.commands import given

    zone = given.zone(tz)
    here = given.moment(now, zone)
    read = read_moment(
        given.phrase(" ".join(phrase)),
        here,
        zone,
        order=order,
        country=given.country(country, zone),
    )
    match read:
        case At(at):
            found = {"at": local(at, zone).isoformat()}
            say(found, spoken(at, zone, here), as_json)
        case Unclear(why, readings) if readings or as_json:
            say({"ask": why}, why, as_json)
        case Unclear(why):
            raise click.ClickException(why)
