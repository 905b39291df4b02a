"""`python -m bench.score FOLDER`: the coach beside what an expert marked.

FOLDER holds any of these, and the others are passed over:

  drafts.jsonl   messages: kind channel subject text context clean must_flag
                 must_not_flag may_flag
  dates.tsv      phrases: phrase now zone date_order expected judge also ask_ok
  personas.json  students, each with a contact: what a plan must cover, what it must not
                 ask
  imports/       files of contacts, and in expected.json how many people and who

Only what blocks or warns counts as found.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from bot.coach.check import check
from bot.coach.context import read_situation
from bot.coach.files.contacts import read_contacts
from bot.coach.files.rows import Read
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import Wish
from bot.coach.time.dates import At, read_moment
from bot.errors import Mistake

AWKWARD = {"<empty>": "", "<spaces>": "   ", "<long>": "a" * 5000}
LOUD = ("block", "warn")
FIELDS = {"company": "employer", "position": "role", "email": "email"}


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def score(folder: Path) -> None:
    """Print what was right of what stands in FOLDER, and each thing that was not."""
    for name, told in SCORES.items():
        if (file := folder / name).exists():
            for line in told(file):
                click.echo(line)


def drafts(file: Path) -> Iterator[str]:
    found = missed = false = clean = quiet = 0
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        loud = _loud(row)
        must, allowed = {*row["must_flag"]}, {*row["may_flag"]}
        wrong = loud & {*row["must_not_flag"]}
        if row["clean"]:
            wrong |= loud - allowed
            clean, quiet = clean + 1, quiet + (not loud - allowed)
        if wrong or must - loud:
            yield f"  {row['id']}: missed {sorted(must - loud)}, false {sorted(wrong)}"
        found += len(must & loud)
        missed += len(must - loud)
        false += len(wrong)
    yield (
        f"drafts: recall {_share(found, found + missed)}, "
        f"precision {_share(found, found + false)}, quiet {quiet} of {clean} clean ones"
    )


def _loud(row: Mapping[str, Any]) -> set[str]:
    known = read_situation(row["context"])
    kind, channel, text = row["kind"], row["channel"], row["text"]
    findings = check(kind, channel, text, known, row["subject"])
    return {one.rule for one in findings if one.severity in LOUD}


def dates(file: Path) -> Iterator[str]:
    right = asked = wrong = 0
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for row in rows:
        now, zone = datetime.fromisoformat(row["now"]), row["zone"]
        phrase = AWKWARD.get(row["phrase"], row["phrase"])
        order: Any = row["date_order"]
        read = read_moment(phrase, now, zone, order=order, country="US")
        if not isinstance(read, At):
            asked += (may := row["expected"] == "ASK" or row["ask_ok"] == "y")
            if not may:
                yield f"  {phrase!r}: asked back, expected {row['expected']}"
        elif _is_right(row, read.at, now):
            right += 1
        else:
            wrong += 1
            yield f"  {phrase!r}: read as {read.at}, expected {row['expected']}"
    yield (
        f"dates: {_share(right + asked, len(rows))} right or rightly asked back, "
        f"{_share(wrong, len(rows))} wrong"
    )


def _is_right(row: Mapping[str, str], at: datetime, now: datetime) -> bool:
    if row["expected"] == "ASK" or at <= now:
        return False
    zone = ZoneInfo(row["zone"])
    local = at.astimezone(zone)
    meant = [row["expected"], *filter(None, row["also"].split("|"))]
    days = [datetime.fromisoformat(one) for one in meant]
    if row["judge"] == "exact":
        return local in days
    start, _, end = row["judge"].removeprefix("window=").partition("-")
    is_in = not end or start <= f"{local:%H:%M}" <= end
    return is_in and any(local.date() == day.astimezone(zone).date() for day in days)


def personas(file: Path) -> Iterator[str]:
    covered = asked_for = in_time = whole = 0
    people = json.loads(file.read_text("utf-8"))["personas"]
    for one in people:
        contact, student = one["contact"], one["student"]
        plan = make_plan(
            Wish(
                field=f"{contact['role']}, {contact['industry']}",
                minutes=one["minutes"],
                stage=student["stage"],
                goal=student["goal"],
                relation=contact["relation"],
                comfort=contact["comfort"],
                seniority=contact["seniority"],
                know=tuple(one["known_facts"]),
                welcome=frozenset(one.get("sensitive_opt_in", ())),
            )
        )
        kinds = {asked.category for asked in plan.asked}
        must = {*one["must_cover"]}
        texts = {asked.text.casefold() for asked in plan.asked}
        never = [no["ask"] for no in one["must_not"] if no["ask"].casefold() in texts]
        covered, asked_for = covered + len(must & kinds), asked_for + len(must)
        in_time += sum(asked.minutes for asked in plan.asked) <= one["minutes"]
        whole += not (never or must - kinds)
        if never or must - kinds:
            yield f"  {one['id']}: not covered {sorted(must - kinds)}, asked {never}"
    yield (
        f"plans: {_share(covered, asked_for)} of the kinds wanted, {in_time} of "
        f"{len(people)} in time, {whole} whole"
    )


def imports(folder: Path) -> Iterator[str]:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))["files"]
    right = 0
    for name, wanted in expected.items():
        try:
            read = read_contacts((folder / name).read_bytes())
        except Mistake:
            read = Read((), ())
        wrong = [*_miscounted(wanted, read), *_misread(wanted, read)]
        right += not wrong
        if wrong:
            yield f"  {name}: {'; '.join(wrong)}"
    yield f"imports: {right} of {len(expected)} files right"


def _miscounted(wanted: Mapping[str, Any], read: Read) -> Iterator[str]:
    for key, got in (("read", len(read.rows)), ("skipped", len(read.skipped))):
        any_of = wanted[key] if isinstance(wanted[key], list) else [wanted[key]]
        if got not in any_of:
            yield f"{got} {key}, expected {wanted[key]}"


def _misread(wanted: Mapping[str, Any], read: Read) -> Iterator[str]:
    for person in wanted["people"]:
        names = {person["name"], *person.get("also", ())}
        row = next((row for row in read.rows if row["name"] in names), None)
        if row is None:
            yield f"nobody is called {person['name']!r}"
            continue
        for theirs, ours in FIELDS.items():
            right = {person.get(theirs), *person.get(f"{theirs}_also", ())}
            if theirs in person and row.get(ours, "") not in right:
                yield f"{person['name']}: {ours} is {row.get(ours)!r}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "none"


SCORES: Mapping[str, Callable[[Path], Iterator[str]]] = {
    "drafts.jsonl": drafts,
    "dates.tsv": dates,
    "personas.json": personas,
    "imports": imports,
}

if __name__ == "__main__":
    score()
