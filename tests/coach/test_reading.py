"""How a message is read: sentences, edges, phrases, denials, lengths of time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.rules.draft import read_draft
from bot.coach.rules.durations import asked_for
from bot.coach.rules.finding import denied, hit
from bot.coach.rules.people import distance, is_short_for, parts, same_name
from bot.coach.rules.phrases import Phrases, places_of, read_sets
from bot.coach.rules.text import read, read_line
from bot.coach.situation import Situation, Someone


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("Dr. Lee and J. K. Park spoke, e.g. on tides. I came.", 2),
        ("They don't. We didn't.", 2),
        ("It was late... but you stayed. I saw it.", 2),
        ("At 3 p.m. we met. At 4 p.m. You left.", 3),
        ("thanks for the chat. can we talk?", ["thanks for the chat.", "can we talk?"]),
        ("no stop here\n\nnor here", ["no stop here", "nor here"]),
        ("Two times:\n- Tuesday\n- Friday", ["Two times:", "- Tuesday", "- Friday"]),
        ('You said "never stop." I stopped.', 2),
        ("!!! ... ???", []),
        ("", []),
    ],
)
def test_a_message_falls_into_sentences(text: str, sentences: list[str] | int) -> None:
    found = [text[one.start : one.end] for one in read(text).sentences]
    assert (len(found) if isinstance(sentences, int) else found) == sentences


def test_a_line_that_a_mail_program_wrapped_is_one_sentence() -> None:
    wrapped = (
        "Your letters from the lock on the old canal had my brother and me\n"
        "out in the rain with a rope and a clock."
    )
    assert len(read(wrapped).sentences) == 1


@pytest.mark.parametrize(
    ("text", "greeting"),
    [
        ("Hi Ana,\nI saw you.", "Hi Ana,"),
        ("Dear Ms. de la Cruz,\nI saw you.", "Dear Ms. de la Cruz,"),
        ("hello ana can we talk", "hello"),
        ("Hi Ana I saw you on Monday, and", "Hi Ana"),
        ("Good morning Dr. Park! I saw you.", "Good morning Dr. Park!"),
        ("To whom it may concern:\nI saw you.", "To whom it may concern:"),
        ("Higher, you said.", ""),
        ("Ana, I saw you.", ""),
    ],
)
def test_the_greeting_ends_after_the_name(text: str, greeting: str) -> None:
    parts = read(text)
    assert parts.said(parts.greeting) == greeting


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("I saw you.\n\nThank you,\nTom Okafor", "Thank you,\nTom Okafor"),
        (
            "I saw you.\nKind regards\nTom\nhiring manager, chess club",
            "Kind regards\nTom",
        ),
        ("I saw you.\n\nTom Okafor", "Tom Okafor"),
        ("I saw you.\n\nThanks for the chat", ""),
        ("Thank you", ""),
    ],
)
def test_the_signature_begins_with_the_closing_or_the_name(
    text: str, signature: str
) -> None:
    parts = read(text, "Tom Okafor")
    assert parts.said(parts.signature).startswith(signature)
    assert bool(signature) == bool(parts.said(parts.signature))


@settings(max_examples=2_000, deadline=None)
@given(st.text(max_size=200), st.text(max_size=20))
def test_every_part_keeps_its_place(text: str, writer: str) -> None:
    found = read(text, writer)
    assert len(found.plain) == len(found.own) == len(text)
    places = [(one.start, one.end) for one in found.sentences]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


def matches(phrase: str, text: str) -> list[str]:
    sets = read_sets({"org": ["team", "night shift"]})
    line = read_line(text)
    found = Phrases([phrase], sets).find(line.forms, line.places)
    return [text[slice(*hit(line, first, last).span)] for first, last in found]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("hire|employ me", "Would you employ me?", ["employ me"]),
        ("hire|employ me", "Would you hire him?", []),
        ("any ~ opening", "any paid summer opening", ["any paid summer opening"]),
        ("any ~ opening", "any of your openings", []),
        ("if ... opens", "if a place on it opens", ["if a place on it opens"]),
        ("if ... opens", "if so. It opens", []),
        ("part of your? team", "part of team", ["part of team"]),
        ("your <org>", "on your night shift", ["your night shift"]),
        ("(a chance|some time) to", "some time to talk", ["some time to"]),
        ("# minutes", "15 minutes or twenty minutes", ["15 minutes", "twenty minutes"]),
        ("i am not", "I'm not, and I AM NOT", ["I'm not", "I AM NOT"]),
        ("do not", "don't or dont", ["don't", "dont"]),
        ("your team", "ur team's lab", ["ur team's"]),
        ("full time", "a full-time day", ["full-time"]),
    ],
)
def test_the_notation_of_phrases(phrase: str, text: str, found: list[str]) -> None:
    assert matches(phrase, text) == found


@given(st.lists(st.sampled_from(["a", "b", "", "15"]), max_size=30))
def test_places_are_where_the_words_are(words: list[str]) -> None:
    for word, at in places_of(words).items():
        assert all(words[place] == ("15" if word == "#" else word) for place in at)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("I am not looking for a job", True),
        ("I don't want money or a job", True),
        ("I'm here without a CV, a plan or a job", True),
        ("a job is not what I am after", True),
        ("I ask rather than apply for a job", True),
        ("I don't know if you have a job", False),
        ("I'm not sure about it, but is there a job", False),
        ("I don't mind a job", False),
        ("It is no secret, and I would like a job", False),
        ("Is there a job", False),
    ],
)
def test_a_not_reaches_as_far_as_its_part_of_the_sentence(
    text: str, denies: bool
) -> None:
    line = read_line(text)
    at = line.forms.index("job")
    assert denied(line, hit(line, at, at + 1)) is denies


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Could we talk for 15 minutes?", [15]),
        ("Could we do 10-15 min?", [15]),
        ("Would you have twenty-five minutes?", [25]),
        ("Could I ask for half an hour?", [30]),
        ("Would a quarter of an hour suit you?", [15]),
        ("Could I have an hour?", [60]),
        ("Would a couple of hours be possible?", [120]),
        ("Could we talk? 15 minutes would be plenty.", [15]),
        ("Just 15 minutes.", [15]),
        ("Could we talk about your 30-minute film?", []),
        ("Would you tell me how you cut 40 minutes of tape?", []),
        ("I ran for 40 minutes.", []),
        ("Could we meet in 15 minutes?", []),
        ("Could we talk in your office hours?", []),
    ],
)
def test_only_the_time_that_is_asked_for_counts(text: str, minutes: list[int]) -> None:
    draft = read_draft("outreach", "email", text, Situation())
    assert [one.minutes for one in asked_for(draft)] == minutes


@pytest.mark.parametrize(
    ("said", "name", "same"),
    [
        ("Bill", "William Aalto", True),
        ("Øberg", "Dr. Siri Oberg", True),
        ("Annlise", "Ann-Lise Coombs", True),
        ("Coombs", "Ann-Lise Coombs", True),
        ("Rita", "Margarita Costa", True),
        ("Q", "Q", True),
        ("Alex", "Alexandra Voss", True),
        ("Wilhelmm", "Wilhelm Aalto", False),
        ("Marc", "Marco Bianchi", False),
        ("Ana", "Tom Okafor", False),
    ],
)
def test_a_name_has_short_forms_and_accents(said: str, name: str, same: bool) -> None:
    assert same_name(said, Someone(name=name)) is same


def test_what_somebody_goes_by_is_their_name_too() -> None:
    ana = Someone(name="Anastasia Reyes", facts=("goes by Bee",))
    assert same_name("Bee", ana)
    assert not same_name("Works", Someone(name="Ana", facts=("Works nights",)))


def test_a_title_is_no_name() -> None:
    assert parts("Professor Efua Lamptey") == ("efua", "lamptey")


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_the_distance_of_two_names_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def test_nobody_is_short_for_nobody() -> None:
    assert not is_short_for("", "Ana")
    assert not is_short_for("Ana", "")
