"""A wild conversation, written down as it goes: each thing is answered, what falls due
can be read, and no log holds a word of it."""

import logging
from collections.abc import Callable
from random import Random

import pytest

from bot.errors import NotSent
from tests.proofs.conftest import Tally
from tests.proofs.hostile import hostile, random_for
from tests.proofs.known import (
    RESTS,
    WORDS,
    acquainted,
    filled_in,
    is_answered,
    is_sound,
)
from tests.proofs.scale import PROVING, scale
from tests.talk import Seen, Talk

SPOKEN = 300
CANARY = "kanarya"


@pytest.mark.parametrize("part", range(scale(2, 50)))
def test_a_wild_conversation_is_answered_and_no_log_holds_a_word_of_it(
    part: int, talk: Talk, tally: Tally, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    random = random_for(f"conversation {part}", int(PROVING))
    acquainted(talk)
    seen, unanswered = talk.say("next"), 0
    for nth in range(SPOKEN):
        talk.dialogs = random.random() < 0.5
        seen = something_done(talk, random, seen)
        unanswered += not is_answered(talk.platform.answers)
        if nth % 50 == 49:
            nobody_hears(talk, random)
    posts = talk.platform.posts
    assert all(is_sound(post.view) for post in posts)
    leaks = caplog.text.count(CANARY)
    tally("hostile text", inputs=SPOKEN, unanswered=unanswered, in_logs=leaks)
    assert (unanswered, leaks) == (0, 0)


def something_done(talk: Talk, random: Random, seen: Seen) -> Seen:
    """Mostly said; or pressed or filled in, where there is something to."""
    text = planted(random)
    word = random.choice(WORDS)
    rows = [dict.fromkeys(("name", "employer", "email"), planted(random))]
    ways: list[Callable[[], Seen]] = [
        *[lambda: talk.say(f"{word} {text}")] * 6,
        lambda: talk.say(text),
        lambda: talk.upload(text[:50], rows),
        lambda: talk.open(),
    ]
    if seen.labels:
        label = random.choice(seen.labels)
        ways += [lambda: talk.press(label, seen)] * 5
    if form := seen.form:
        answers = {field.key: filled_in(random, field) for field in form.fields}
        ways += [lambda: talk.submit(answers)] * 20
    talk.type(text)
    return random.choice(ways)()


def nobody_hears(talk: Talk, random: Random) -> None:
    """What is said is lost on its way, with errors that quote it; then days pass."""
    text = planted(random)
    talk.platform.mute = NotSent(text)
    talk.say(text)
    talk.platform.mute = None
    talk.platform.breaks += [NotSent(text), ConnectionError(text)]
    talk.wait(days=random.randint(1, 30))


def planted(random: Random) -> str:
    text = hostile(random, RESTS)
    at = random.choice((len(text), random.randint(0, len(text))))
    return f"{text[:at]} {CANARY} {text[at:]}"
