"""A text, a person in a line, what to write to them, and one's own settings."""

from contextlib import suppress
from unicodedata import bidirectional, category, normalize

from bot.coach.context import read_channel, read_kind
from bot.coach.introductions import MOST as MOST_LINE
from bot.coach.introductions import (
    comfort_of,
    is_address,
    read_person,
    source_of,
    work_of,
)
from bot.coach.situation import CHANNELS, KINDS
from bot.errors import Mistake
from bot.flows.setters import SETTERS
from bot.flows.wording import kind_and_channel
from bot.records import Student
from bot.text import MOST, MOST_NAME, cleaned, one_line
from tests.proofs.parsers.table import CONTROLS, TURNS, parser


@parser("people", "Ana", "line one\r\nline two\t\u2028end", "e\u0301" * 9)
def a_text(text: str) -> None:
    for most in (MOST, MOST_NAME, 1):
        said = cleaned(text, most)
        assert len(said) <= most
        assert said == said.lstrip() == normalize("NFC", said)
        assert all(c == "\n" or category(c) not in CONTROLS for c in said)
        assert not any(bidirectional(c) in TURNS for c in said)
        said.encode()
    line = one_line(text)
    assert len(line) <= MOST_NAME
    assert " ".join(line.split()) == line


@parser(
    "people",
    "Tom Okafor, welder at Harbor Works, my uncle",
    "Priya Shah <priya@example.com>, product designer, alum, recommended by my boss",
    "my aunt Rosa, nurse, Omar recommended her",
    "Rosa's mom",
)
def a_person(text: str) -> None:
    person = read_person(text)
    assert 0 <= person.comfort <= 10
    assert person.name == person.name.strip()
    said = (person.name[2:], person.role, person.employer, person.relation)
    assert all(len(part) <= MOST_LINE for part in (*said, person.reach, person.source))
    role, employer = work_of(text)
    assert role in one_line(text)
    assert employer in one_line(text)
    source, rest = source_of(text)
    assert len(source) + len(rest) <= MOST_LINE
    assert 0 <= comfort_of(text) <= 10
    assert not is_address(text) or len(text) <= MOST_LINE


@parser("people", "a thank-you by e-mail", "follow up linkedin note", "keep in touch")
def a_kind_and_a_channel(text: str) -> None:
    with suppress(Mistake):
        kind, channel = kind_and_channel(text)
        assert kind in ("", *KINDS)
        assert channel in ("", *CHANNELS)
    for reads, known in ((read_kind, KINDS), (read_channel, CHANNELS)):
        found, told = "", ""
        try:
            found = reads(text)
        except ValueError as unknown:
            told = str(unknown)
        assert found in known or 0 < len(told) < 800


@parser("places", "Berlin", "10pm to 7am", "none", "DMY", "20", "warm", "skeleton")
def a_setting(text: str) -> None:
    """All but the zone, which is read as above."""
    for key in SETTERS.keys() - {"zone"}:
        with suppress(Mistake):
            student = SETTERS[key](Student(id="s"), text)
            assert 10 <= student.minutes <= 60
            assert len(f"{student.name}{student.about}{student.topic}") <= 300
            assert len(student.quiet) in (0, 2)
