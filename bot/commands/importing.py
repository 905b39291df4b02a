"""`whoelse import`: what a file of contacts holds, and nothing of it is kept."""

from collections.abc import Iterator

import click

from bot.commands.saying import as_json, say

KEYS = ("name", "role", "employer", "email", "link", "relation", "connected_on")
SHOWN = KEYS[:4]
MOST_WIDE = 40  # columns


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Keep nothing, which is always so here.")
@as_json
def importing(file: str, dry_run: bool, as_json: bool) -> None:
    """Show whom a CSV, LinkedIn's export or a file of vCards would bring.

    Nothing is kept. To keep people say "import FILE" in the chat: there you tick them,
    and nobody else is stored.
    """
    from adapters.console.files import content_of
    from bot.coach.files.contacts import read_contacts

    read = read_contacts(content_of(file))
    people = [{key: row.get(key, "") for key in KEYS} for row in read.rows]
    skipped = [{"row": one.row, "why": one.why} for one in read.skipped]
    lines = [
        *_table([[person[key] for key in SHOWN] for person in people]),
        f"Read {len(people):,}, skipped {len(skipped):,}. Nothing was kept.",
        *(f"Skipped, {one}" for one in read.skipped),
    ]
    found = {"read": len(people), "skipped": skipped, "people": people}
    say(found, "\n".join(lines), as_json)


def _table(rows: list[list[str]]) -> Iterator[str]:
    """Columns as wide as what stands in them, up to a bound that a long cell breaks."""
    from adapters.console.text import width
    from adapters.text import on_one_line

    cells = [[on_one_line(cell) for cell in row] for row in rows]
    wide = [
        min(max(map(width, column)), MOST_WIDE) for column in zip(*cells, strict=True)
    ]
    for row in cells:
        padded = (
            cell + " " * (most - width(cell))
            for cell, most in zip(row, wide, strict=True)
        )
        yield "  ".join(padded).rstrip()
