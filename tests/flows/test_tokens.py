"""Buttons and forms from before a deploy, or damaged: never a fault of ours."""

from itertools import count

import pytest

from bot.events import Pressed, Submitted
from bot.records import Referral
from tests.talk import ANA, Seen, Talk

IDS = (f"old {n}" for n in count())
OLD = "no longer good"


@pytest.fixture
def rosa(talk: Talk) -> str:
    """Her id, after a talk; there is a plan for her and somebody whom she named."""
    talk.say("add Rosa Silva, nurse at Mercy, my aunt")
    talk.say("add Omar Said, editor, recommended by Rosa")
    talk.say("met Rosa")
    talk.say("plan Rosa")
    return talk.read(lambda book: book.named("Rosa")[0].id)


def press(talk: Talk, token: str, chosen: str = "") -> Seen:
    who = ANA
    return talk.hear(Pressed(next(IDS), who, who.direct, token, talk.now, chosen))


def fill_in(talk: Talk, token: str, **answers: str) -> Seen:
    who = ANA
    return talk.hear(Submitted(next(IDS), who, who.direct, token, talk.now, answers))


@pytest.mark.parametrize(
    "token",
    [
        "next.how/two",
        "next.other/",
        "next.other/9999999999",
        "people.page/",
        "finder.by/ROSA",
        "log.who/ROSA",
        "log.did/ROSA/1",
        "debrief.else/ROSA",
        "debrief.else/ROSA/everybody",
        "debrief.better/ROSA/5",
        "debrief.better/ROSA/best",
        "plan.show/ROSA",
        "plan.show/ROSA/picture",
        "write.by/ROSA/thankyou",
        "write.by/ROSA/thankyou/pigeon",
        "write.for/ROSA/thankyou/pigeon",
        "settings.form/secret",
        "booking.at/ROSA/20",
        "booking.at/ROSA/long//20261120T2000",
        "booking.on/soon/ROSA/20/",
        f"booking.on/2026-11-20/ROSA/20/{'x' * 60}",
    ],
)
def test_an_old_button_says_so(talk: Talk, rosa: str, token: str) -> None:
    assert OLD in press(talk, token.replace("ROSA", rosa))


@pytest.mark.parametrize(
    ("token", "chosen"), [("plan.swap/ROSA", "two"), ("write.for/ROSA", "pigeon")]
)
def test_an_old_choice_says_so(talk: Talk, rosa: str, token: str, chosen: str) -> None:
    assert OLD in press(talk, token.replace("ROSA", rosa), chosen)


def test_leave_is_one_of_the_answers_that_we_know(talk: Talk, rosa: str) -> None:
    [referral] = talk.read(lambda book: book.all(Referral))
    assert OLD in press(talk, f"debrief.leave/{referral.id}/gladly")


@pytest.mark.parametrize(
    ("token", "answers"),
    [
        ("debrief.named/ROSA", {"name": "Ana", "work": ""}),
        ("write.told/ROSA/thankyou", {"hook": "a"}),
        ("write.told/ROSA/poem/text", {"hook": "a"}),
        ("write.told/ROSA/thankyou/pigeon", {"hook": "a"}),
        ("settings.changed/me", {"shoes": "43"}),
        ("settings.changed/shoes", {"name": "Ana"}),
        ("booking.booked/ROSA", {"when": "friday", "minutes": "long", "where": ""}),
        ("booking.on/soon/ROSA/20/", {"time": "3pm"}),
        ("check.own", {"text": "Hi", "kind": "poem", "channel": "text", "name": ""}),
        ("check.own", {"text": "Hi", "kind": "outreach", "channel": "", "name": ""}),
    ],
)
def test_an_old_form_says_so(
    talk: Talk, rosa: str, token: str, answers: dict[str, str]
) -> None:
    assert OLD in fill_in(talk, token.replace("ROSA", rosa), **answers)


def test_a_question_is_added_to_a_plan_that_is_there(talk: Talk, rosa: str) -> None:
    assert "That plan is gone" in press(talk, f"plan.add/{'x' * 90}")
