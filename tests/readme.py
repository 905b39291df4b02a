"""What README and docs show: a command, and under it what it really answers.

Pages call these between cog's marks; `make format` writes the answers into them and
`make check` compares. Each has a home of its own, and a chat has its own clock, so
that the answer is the same on every machine and every day.
"""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
MONDAY = "--as Ana --now 2026-11-16T09:00 --tz America/New_York"


def whoelse(command: str, typed: str = "", exit: int = 0, **files: str) -> None:
    """`whoelse` with these words; `typed` is what it reads, and `files` are at hand,
    by name: `people_csv` is people.csv."""
    answer = _answer(command, typed, exit, files)
    given = f" <<END\n{typed}\nEND" if typed else ""
    print(f"```console\n$ whoelse {command}{given}\n{answer}```")


def known() -> None:
    """What the coach knows, counted at this moment."""
    from bot.coach.check import rules
    from bot.coach.knowledge import KNOWLEDGE, read_toml
    from bot.coach.questions.bank import bank
    from bot.coach.questions.plan_rules import rules as rules_of_plans

    questions = bank().questions
    families = read_toml(KNOWLEDGE / "fields.toml").values()
    figures = {
        "questions": len(questions),
        "of them for every field": sum(one.family == "*" for one in questions),
        "kinds of question": len(bank().categories),
        "families of work": len(families),
        "words for jobs and subjects": sum(len(one["words"]) for one in families),
        "rules for a message": len(rules()),
        "rules for a plan": len(rules_of_plans().by_name),
    }
    print("| what | how many |\n| --- | --- |")
    for what, many in figures.items():
        print(f"| {what} | {many:,} |")


def words() -> None:
    """The table of commands, as the bot itself knows it."""
    from bot.flows import FLOWS

    print("| word | what it does |\n| --- | --- |")
    for command in (c for flow in FLOWS for c in flow.commands.values()):
        if not command.staff:
            print(f"| `{command.usage.replace('|', chr(92) + '|')}` | {command.help} |")


def asked_of_slack() -> None:
    """The scopes and events of the manifest, as it is written."""
    from adapters.slack.manifest import EVENTS, EVENTS_OF_MANY, SCOPES

    print("| what | to |\n| --- | --- |")
    for name, reason in {**SCOPES, **EVENTS}.items():
        print(f"| `{name}` | {reason} |")
    for name, reason in EVENTS_OF_MANY.items():
        print(f"| `{name}`, with a public address | {reason} |")


def asked_of_discord() -> None:
    """What the invitations ask for, and the one intent of the connection."""
    from adapters.discord.invite import invitations

    server, person = invitations("1")
    print("| what | to |\n| --- | --- |")
    for name, reason in {**person.asks, **server.asks}.items():
        print(f"| `{name}` | {reason} |")
    reason = "hear what a student says in direct messages; it is not privileged"
    print(f"| the intent `DIRECT_MESSAGES` | {reason} |")


def doctor_of(what: str, exit: int = 0, **files: str) -> None:
    """What the doctor says of one thing; the rest is about the machine."""
    said = _answer("doctor --offline", "", exit, files, only=f" {what}")
    print(f"```console\n$ whoelse doctor --offline | grep {what}\n{said}```")


def chat(*typed: str) -> None:
    print(f"```console\n$ make chat\n{chatted(*typed)}```")


def chatted(*typed: str) -> str:
    """Ana's conversation from its first word, on a Monday morning in November."""
    said = "".join(f"{line}\n" for line in typed)
    return _answer(f"chat --plain --echo {MONDAY}", said, 0)


def proved() -> None:
    """What the last `make prove` counted."""
    if not (kept := ROOT / "docs" / "proofs.json").exists():
        print("This version was not proved at length yet: `make prove` does it.")
        return
    proofs = json.loads(kept.read_text("utf-8"))
    print("| proof | counted | when, and of which commit |\n| --- | --- | --- |")
    for proof, line in proofs.items():
        figures = line["counted"].items()
        counted = ", ".join(f"{figure:,} {name}" for name, figure in figures)
        when = ", ".join(filter(None, (line["date"], line.get("commit"))))
        print(f"| {proof} | {counted} | {when} |")


def measured() -> None:
    """What the last `make bench` measured."""
    from bench.report import markdown

    if not (kept := ROOT / "docs" / "bench.json").exists():
        print("This version was not measured yet: `make bench` does it.")
        return
    print(markdown(json.loads(kept.read_text("utf-8"))))


def _answer(
    command: str,
    typed: str,
    exit: int,
    files: Mapping[str, str] | None = None,
    only: str = "",
) -> str:
    """Both streams, as a screen would show them; of these the lines with `only`."""
    with TemporaryDirectory() as home:
        for name, content in (files or {}).items():
            file = name[::-1].replace("_", ".", 1)[::-1].replace("_", "-")
            (Path(home) / file).write_text(content, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "bot", *shlex.split(command)],
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=home,
            env={
                "HOME": home,
                "PATH": os.defpath,
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
            },
        )
    lines = [line.rstrip() for line in done.stdout.splitlines() if only in line]
    told = "\n".join(lines) + "\n"
    if done.returncode != exit or home in told:
        raise RuntimeError(f"whoelse {command}: exit {done.returncode}\n{done.stdout}")
    return told
