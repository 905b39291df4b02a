"""`python -m bench [NAME ...]`: measures, shows a table, and keeps it for the docs."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from bench import coaching, deciding, due, memory, pending, recording, stalls
from bench.discord import rows as discord
from bench.disk import Disk
from bench.frame import Subject, judged, measured
from bench.report import Plain, as_json, machine, rounds_as_json, table
from bench.slack import rows as slack

KEPT = Path(__file__).parents[1] / "docs" / "bench.json"
QUICK = 0.1  # of the full size
WIDTH = 150

SUBJECTS: Mapping[str, Callable[[float], Subject]] = {
    "recording": recording.subject,
    "due": due.subject,
    "stalls": stalls.subject,
    "pending": pending.subject,
    "deciding": deciding.subject,
    "coaching": coaching.subject,
    "memory": memory.subject,
    "slack": slack.subject,
    "discord": discord.subject,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([*SUBJECTS]), metavar="[NAME]...")
@click.option("--rounds", default=5, show_default=True, help="Each side, by turns.")
@click.option("--quick", is_flag=True, help="A tenth of everything, in one round.")
@click.option(
    "--folder",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="On the disk that is to be measured.",
)
def bench(names: tuple[str, ...], rounds: int, quick: bool, folder: Path) -> None:
    """Measure ours beside its peers. All of it, with no NAME, is kept for the docs."""
    part, rounds = (QUICK, 1) if quick else (1.0, rounds)
    console = Console(width=max(Console().width, WIDTH))
    rows: list[Plain] = []
    figures: dict[str, Plain] = {}
    with _empty(folder) as disk:
        facts = machine(disk)
    for name in names or SUBJECTS:
        click.echo(f"{name}, {rounds} rounds ...", err=True)
        subject = SUBJECTS[name](part)
        with _empty(folder) as disk:
            found = measured(subject, rounds, disk)
        told = [as_json(judged(row, found)) for row in subject.rows]
        console.print(table(told))
        rows += told
        figures[name] = rounds_as_json(found)
    console.print(facts)
    if not (names or quick):
        kept = {"machine": facts, "rounds": rounds, "rows": rows, "figures": figures}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")


@contextmanager
def _empty(folder: Path) -> Iterator[Disk]:
    with TemporaryDirectory(dir=folder, prefix="bench-") as empty:
        yield Disk(Path(empty))


if __name__ == "__main__":
    bench()
