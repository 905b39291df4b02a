"""What was learnt across people, and the debrief that it comes from."""

import pytest

from bot.events import Pressed, Submitted
from bot.records import Learnt, Outlook, Pay, Reminder
from bot.views import File
from tests.talk import ANA, Talk

NAMES = ("Milo", "Lind", "Elmford", "Rosa", "Diaz", "Mercy", "Omar", "Said")


def debriefed(talk: Talk, name: str, learnt: str, hook: str = "", **more: str) -> None:
    """The presses and forms of one debrief, with dialogs."""
    talk.dialogs = True
    talk.say(f"debrief {name}")
    talk.press("Nobody")
    talk.submit({"learnt": learnt, "hook": hook})
    talk.press("My questions")
    if more:
        talk.press("A little more")
        talk.submit(more)
    talk.dialogs = False


@pytest.fixture
def learner(talk: Talk) -> Talk:
    talk.say("add Milo Lind, surveyor at City of Elmford")
    talk.say("add Rosa Diaz, nurse at Mercy Clinic, aunt")
    talk.say("add Omar Said, cook at Mercy Clinic")
    debriefed(
        talk,
        "Milo",
        "Nights are hard, says Milo; Pay starts at 60,000",
        hook="How Milo checks a map",
        before="2",
        after="4",
        needs="a course in statistics",
    )
    debriefed(talk, "Rosa", "Nights are easy; Rosa trusts the team at Mercy")
    debriefed(talk, "Omar", "Nights are long")
    return talk


def test_the_longest_debrief_takes_eight_taps(talk: Talk) -> None:
    talk.dialogs = True
    talk.say("add Milo Lind, surveyor at City of Elmford")
    taps = 0
    card = talk.say("met Milo")
    for label, answers in (
        ("Write it down", None),
        ("Yes, I have a name", {"name": "Sana Malik"}),
        ("Yes", {"learnt": "Maps lie a little"}),
        ("How I began", None),
        ("A little more", {"after": "5", "promises": "I send my notes"}),
    ):
        card = talk.press(label)
        taps += 1
        if answers:
            card = talk.submit(answers)
            taps += 1
    assert taps == 8
    assert "your promise to Milo Lind: I send my notes" in card


def test_the_last_part_may_be_left_out_and_comes_back_when_asked_for(
    learner: Talk,
) -> None:
    assert "More of your talk with Omar Said" in learner.say("debrief Omar")
    for answer in ("3", "4", "", "a knife", ""):
        seen = learner.say(answer)
    assert "Noted." in seen
    notes = [n for n in learner.read(lambda book: book.all(Learnt)) if n.needs]
    assert [(n.drawn_before, n.drawn_after) for n in notes] == [(2, 4), (3, 4)]
    assert "Omar Said, cook" in learner.say("debrief Omar")


def test_a_promise_comes_back_on_its_day_and_only_once(talk: Talk) -> None:
    talk.say("add Milo, surveyor")
    promised = "They send me a map by friday; I send my notes"
    debriefed(talk, "Milo", "Maps lie", after="4", promises=promised)
    said = talk.say("my reminders")
    assert "Fri 20 Nov, 09:00 EST: ask Milo kindly how this stands: They send" in said
    assert "Wed 18 Nov, 09:00 EST: your promise to Milo: I send my notes" in said
    talk.dialogs = True
    talk.press("A little more")
    talk.submit({})
    assert len(talk.read(lambda book: book.all(Reminder))) == 2


def test_a_promise_without_a_day_is_asked_about_after_seven_working_days(
    talk: Talk,
) -> None:
    talk.say("add Milo, surveyor")
    debriefed(talk, "Milo", "Maps lie", promises="They ask a planner for me")
    assert "Wed 25 Nov, 09:00 EST: ask Milo kindly" in talk.say("my reminders")


@pytest.mark.parametrize(
    ("said", "heard", "day"),
    [
        ("friday", "Fri 20 Nov", "Fri 20 Nov"),
        ("", "in a week", "Wed 25 Nov"),
        ("soon", "in a week", "Wed 25 Nov"),
    ],
)
def test_an_introduction_is_waited_for_until_the_day_that_was_said(
    talk: Talk, said: str, heard: str, day: str
) -> None:
    talk.say("add Milo, surveyor")
    talk.say("debrief Milo")
    talk.press("They will introduce me")
    for answer in ("Sana Malik", "planner at Riverline"):
        talk.say(answer)
    assert heard in talk.say(said)
    talk.say(":cancel")
    line = f"{day}, 09:00 EST, Sana Malik: see whether the introduction came"
    assert line in talk.say("my reminders")


def test_nothing_learnt_yet_says_how_one_begins(talk: Talk) -> None:
    for said in ("my learning", "my learning questions", "my learning why", "learnt"):
        assert "Nothing yet. After a talk: debrief NAME" in talk.say(said)


def test_what_was_heard_says_how_many_and_never_who(learner: Talk) -> None:
    first, second = learner.say("my learning"), learner.say("my learning 2")
    assert "What you heard, from 3 people" in first
    assert "nights, 3 people" in first
    assert "Two people, two answers" in first
    assert "the team at their workplace" in first + second
    assert not any(name in first + second for name in NAMES)


@pytest.mark.parametrize(
    ("said", "button"),
    [
        ("my learning questions", "Questions for interviews"),
        ("my learning why", "Why this field?"),
        ("my learning then", "Then and now"),
        ("my learning pay", "Pay I heard"),
        ("my learning page", "A page to hand in"),
    ],
)
def test_every_button_has_its_words(learner: Talk, said: str, button: str) -> None:
    typed = learner.say(said)
    pressed = learner.press(button, on=learner.say("my learning"))
    assert typed == pressed
    assert not any(name in typed for name in NAMES)


def test_questions_for_interviews_leave_pay_for_the_offer(learner: Talk) -> None:
    said = learner.say("my learning questions")
    assert "(heard from 2 people)" in said
    assert "60,000" not in said
    assert "kept for the day of an offer" in said
    assert "60,000" in learner.press("Pay I heard", on=said)


def test_the_page_is_a_file_without_what_anybody_earns(learner: Talk) -> None:
    seen = learner.say("my learning page")
    [file] = [block for block in seen.view.blocks if isinstance(block, File)]
    assert "a course in statistics" in file.content
    assert "60,000" not in file.content
    assert not any(name in file.content for name in NAMES)


@pytest.mark.parametrize(
    "said",
    [
        "my learning pay nursing, starting, Ohio, 60,000 to 68,000 a year",
        "my learning pay nursing, starting, 60,000 to 68,000 a year",
    ],
)
def test_pay_is_noted_in_one_line(talk: Talk, said: str) -> None:
    assert "Noted: nursing, starting" in talk.say(said)
    assert "60,000 to 68,000 a year" in talk.say("my learning pay")


def test_pay_is_asked_in_four_steps_and_for_figures(talk: Talk) -> None:
    talk.press("Add pay I heard", on=talk.say("my learning pay"))
    for answer in ("nursing", "starting", "Ohio", "a lot"):
        seen = talk.say(answer)
    assert "I need the figures" in seen
    assert "nursing, starting, Ohio: 60,000" in talk.say("60,000")
    listed, remove = (
        talk.say("my learning pay"),
        "Remove nursing, starting, Ohio: 60…",
    )
    assert "Removed" in talk.press(remove, on=listed)
    assert "removed already" in talk.press(remove, on=listed)
    assert not talk.read(lambda book: book.all(Pay))


@pytest.mark.parametrize("said", ["my learning pay a lot", "my learning pay a, , 3"])
def test_pay_that_cannot_be_read_shows_an_example(talk: Talk, said: str) -> None:
    assert "Say the field, level, region and range" in talk.say(said)


def test_then_and_now_stand_side_by_side_in_the_students_words(talk: Talk) -> None:
    talk.say("settings topic surveying")
    talk.press("Write where I stand now", on=talk.say("my learning then"))
    talk.say("Surveyors walk a lot")
    assert "After a few talks" in talk.say("2")
    talk.wait(days=40)
    talk.press("Write where I stand now", on=talk.say("my learning then"))
    talk.say("Surveyors settle quarrels")
    talk.say("5")
    said = talk.say("my learning then")
    assert "Then: Surveyors walk a lot (surveying, drawn to it 2 of 5)" in said
    assert "Now: Surveyors settle quarrels (surveying, drawn to it 5 of 5)" in said


def test_the_first_debrief_offers_to_write_where_one_stands(talk: Talk) -> None:
    talk.say("add Milo, surveyor")
    debriefed(talk, "Milo", "Maps lie", after="4")
    seen = talk.press("Where I stand now")
    assert "Where you stand today" in seen
    talk.say("Fine work")
    talk.say("")
    assert talk.read(lambda book: book.all(Outlook))
    assert "Then: Fine work" in talk.say("my learning then")


def test_other_words_say_what_can_be_said(talk: Talk) -> None:
    assert "my learning questions" in talk.say("my learning everything")


def test_many_lines_are_turned_page_by_page(talk: Talk) -> None:
    talk.say("add Milo, surveyor")
    words = "ash oak elm fir yew box gum bay"
    debriefed(talk, "Milo", "; ".join(f"The {tree}" for tree in words.split()))
    talk.say("add Ben, surveyor")
    trees = "plum pear fig lime date palm rowan alder"
    debriefed(talk, "Ben", "; ".join(f"A {tree}" for tree in trees.split()))
    first = talk.say("my learning questions")
    assert "alder" in first
    last = talk.press("More", on=talk.press("More", on=first))
    assert "the ash" in last
    assert (
        last
        == talk.say("my learning questions 3")
        == talk.say("my learning questions 9")
    )


def test_a_forgotten_name_goes_from_what_one_thinks_too(learner: Talk) -> None:
    learner.press("Write where I stand now", on=learner.say("my learning then"))
    learner.say("Milo Lind is right about maps")
    learner.say("4")
    learner.press("Forget", on=learner.say("forget Milo Lind"))
    [outlook] = learner.read(lambda book: book.all(Outlook))
    assert "Milo" not in outlook.words


def test_what_stays_after_all_are_forgotten_can_still_be_found(talk: Talk) -> None:
    talk.say("my learning pay nursing, starting, 60,000")
    seen = talk.say("my learning")
    assert "Nothing yet" in seen
    assert seen.labels == ["Then and now", "Pay I heard"]


@pytest.mark.parametrize(
    "token",
    [
        "learning.questions/two",
        "learning.pay/9999999999",
        "learning.show/-1",
        "myths.say/cold-quarter",
        "myths.say/cold-quarter/perhaps",
        "myths.say/no-such-thing/fact",
    ],
)
def test_an_old_button_says_so(talk: Talk, token: str) -> None:
    pressed = Pressed("old", ANA, ANA.direct, token, talk.now)
    assert "no longer good" in talk.hear(pressed)


def test_an_old_form_says_so(talk: Talk) -> None:
    answers = {"words": "Fine", "drawn": "a lot"}
    form = Submitted("old", ANA, ANA.direct, "learning.stand", talk.now, answers)
    assert "no longer good" in talk.hear(form)


def test_what_fits_under_no_heading_is_worth_remembering(talk: Talk) -> None:
    talk.say("add Vera Holm, potter at Clay Lane")
    debriefed(talk, "Vera", "Blue comes last")
    assert "Worth remembering, 1 person" in talk.say("my learning")
    assert "WORTH REMEMBERING" in talk.press("A page to hand in")
