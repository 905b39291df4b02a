"""A message of the student's, and all that one is written from."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from bot.coach.check import apply, check
from bot.coach.compose import SHAPES, compose
from bot.coach.situation import CHANNELS, KINDS, Debrief, Situation, Someone, Writer
from bot.coach.writing.templates import VOICES
from tests.proofs.parsers.table import NOW, parser, pick

SITUATION = Situation(
    student=Writer(name="Tom Okafor", about="ceramics, Hillgate Institute"),
    contact=Someone(name="Ines Duarte", role="potter", relation="stranger"),
    referrer=Someone(name="Rosa Silva", relation="aunt"),
    leave="not_asked",
    other_contacts=(Someone(name="Ana Silva", employer="Osprey Ferries"),),
    now=NOW,
    zone="America/New_York",
    met_at=NOW - timedelta(hours=20),
    debrief=Debrief(hook="Her story about the first kiln"),
    slots=(NOW + timedelta(days=3), NOW + timedelta(days=4)),
)
MESSAGE = (
    "Hi Ines,\n\nYou teach throwing to blind students. I study ceramics at Hillgate.\n"
    "\nWould you have 15 minutes on Friday, November 20 to tell me how you begin? If "
    "it's a bad time, I understand.\n\nThank you,\nTom Okafor"
)


@parser(
    "check",
    *MESSAGE.split("\n\n"),
    "Dear Sir,\nI hope you are well.",
    "Are you hiring? Reply asap!!!",
    "Hi [name],",
    "Rosa said I could get a job at your team.",
    "See https://example.com",
)
def a_message(text: str) -> None:
    kind, channel = pick(text, [*product(KINDS, CHANNELS)])
    for finding in check(kind, channel, text, SITUATION, pick(text, (None, text))):
        start, end = finding.span or (0, 0)
        assert 0 <= start <= end <= len(text)
        assert finding.why.endswith((".", "?"))
        assert len(finding.why) + len(finding.repair) < 1_000
        assert isinstance(apply(text, finding), str)


@parser("compose", "wrote a guide to bikes", "{topic}", "[their name]", "Hi {lead}")
def what_is_known(text: str) -> None:
    """Typed into all that a message may draw on."""
    half = len(text) // 2
    first, second = text[:half], text[half:]
    kind, channel, shape, voice = pick(text, MESSAGES)
    known = replace(
        SITUATION,
        student=Writer(name=first, about=second),
        contact=Someone(name=second, role=text, relation=first, facts=(text, first)),
        referrer=Someone(name=text, relation=second),
        leave=pick(text, ("granted", "declined", "will_introduce_first")),
        zone=first,
        contact_zone=second,
        contact_country=text,
        debrief=Debrief(learnt=(text,), surprise=first, advice=(second,), hook=text),
        topic=text,
        place=text,
        news=text,
    )
    made = compose(kind, channel, known, voice=voice, shape=shape)
    assert bool(made.text) != bool(made.missing)
    assert len(made.subject) <= 100
    assert len(made.text) <= 4_000
    assert all(len(missing.ask) < 700 for missing in made.missing)
    f"{made.subject}{made.text}".encode()


MESSAGES = [*product(KINDS, CHANNELS, SHAPES, VOICES)]
