"""From notes to themes, to what can be asked in a job interview, to a page."""

from pathlib import Path

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.learning.insights import insight, insights
from bot.coach.learning.lore import MONEY, lore, read_lore
from bot.coach.learning.page import page
from bot.coach.learning.questions import job_questions
from bot.coach.learning.themes import differing, differs, themes
from bot.coach.learning.whole import gathered
from bot.errors import Unusable
from bot.records import Contact, Learnt, Outlook, Pay
from tests.talk import MONDAY

ANN, BO = Contact(id="a", name="Ann Reed"), Contact(id="b", name="Bo Vale")


def heard(person: str, *lines: str, **more: object) -> Learnt:
    return Learnt(id=f"{person}.1", contact=person, learnt=lines, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Night shifts are hard at first", "pain"),
        ("Starting pay is about 60,000", "money"),
        ("Robots do the sorting now, much was automated", "trend"),
        ("Most were promoted to manager within five years", "growth"),
        ("The boss decides and the team follows", "culture"),
        ("A course in statistics", "skill"),
        ("What matters is to be reliable", "success"),
        ("I never knew that maps lie", "surprise"),
        ("The smell of rye at four", "other"),
        ("", "other"),
    ],
)
def test_a_line_goes_to_the_kind_of_its_words(line: str, kind: str) -> None:
    assert insight(line, "", "a").kind == kind


def test_what_several_said_is_one_theme_with_how_many_they_are() -> None:
    lines = insights(
        [heard("a", "Night shifts", "My shift ends late"), heard("b", "Long shifts")]
    )
    [theme], alone = themes(lines)
    assert (theme.name, theme.people, len(theme.lines)) == ("shifts", 2, 3)
    assert not alone


def test_a_word_that_says_nothing_by_itself_is_no_theme() -> None:
    several, _ = themes(insights([heard("a", "Run along"), heard("b", "Come along")]))
    assert not several


def test_one_who_says_a_thing_twice_is_still_one() -> None:
    several, alone = themes(insights([heard("a", "Night shifts", "Many shifts")]))
    assert not several
    assert len(alone) == 2


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("Nights are hard", "Nights are easy once you sleep", True),
        ("You need a degree", "You don't need a degree", True),
        ("The team decides", "The team never decides", True),
        ("The night shift is the hardest part", "The night shift is the best", True),
        ("Nights are hard", "Mornings are easy", False),
        ("Nights are hard", "Nights are not easy", False),
        ("You need a degree", "You need a degree in nursing", False),
        ("Hard work", "No pay", False),
        ("", "", False),
    ],
)
def test_two_differ_only_about_the_same_thing(one: str, two: str, differ: bool) -> None:
    here, there = insight(one, "", "a"), insight(two, "", "b")
    assert differs(here, there) is differs(there, here) is differ


def test_nobody_differs_from_themselves() -> None:
    assert not differing(insights([heard("a", "Nights are hard", "Nights are easy")]))


def test_an_interview_question_counts_those_who_stand_behind_it() -> None:
    lines = insights([heard("a", "Hard nights"), heard("b", "Nights are hard")])
    [question] = job_questions(lines)
    assert question.people == 2
    assert "this is hard: Hard nights. How does this team deal" in question.text


def test_where_two_differ_both_are_asked_about_and_none_is_right() -> None:
    lines = insights([heard("a", "Nights are hard"), heard("b", "Nights are easy")])
    [question] = job_questions(lines)
    assert "this: nights are hard. Others told me this: nights are" in question.text
    assert question.people == 2


@pytest.mark.parametrize("line", ["The pay is low", "Hard, but $40 an hour", "Tips"])
def test_money_is_never_asked_about_in_an_interview(line: str) -> None:
    assert not job_questions(insights([heard("a", line)]))


@pytest.mark.parametrize(
    "line",
    ["She said that maps lie", "I was told that maps lie", "I heard that maps lie"],
)
def test_who_said_it_is_no_part_of_a_question(line: str) -> None:
    [question] = job_questions(insights([heard("a", line)]))
    assert ": maps lie." in question.text


def test_the_why_of_a_field_comes_from_talks_that_drew_one_in() -> None:
    warm = heard("a", "x", hook="How Ann checks a map", drawn_after=4)
    cold = heard("b", "y", hook="How dull it is", drawn_after=1)
    [reason] = gathered([warm, cold], [ANN, BO], (), ()).reasons
    assert "how somebody checks a map. It draws me because ..." in reason


def test_the_page_holds_what_was_learnt_and_nobody() -> None:
    debriefs = [
        heard("a", "Nights are hard, Ann said", "Ann's pay is $70,000", drawn_after=4),
        heard("b", "Nights are easy", needs=("a course Bo gives",), drawn_before=2),
    ]
    pay = Pay(id="p", field="nursing", level="starting", amount="60,000", region="Ohio")
    views = [Outlook(id=w, words=w, at=MONDAY, drawn=2) for w in ("dull", "so", "fine")]
    text = page(gathered(debriefs, [ANN, BO], [pay], views))
    for name in ("Ann", "Bo", "Reed", "Vale", "70,000"):
        assert name not in text
    assert "What I learnt from 2 talks" in text
    assert "- a course somebody gives" in text
    assert "(heard from 2 people)" in text
    assert "- nursing, starting, Ohio: 60,000" in text
    assert "- Then: dull (drawn to it 2 of 5)\n- Now: fine" in text
    assert ": so (" not in text


def test_the_file_has_every_kind_that_is_spoken_of_and_asks_for_no_pay() -> None:
    assert not lore().kinds[MONEY].ask
    assert all(kind.ask for id, kind in lore().kinds.items() if id != MONEY)


GOOD = (KNOWLEDGE / "learning.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('ask = ""', 'ask = "What do you pay: {words}. Yes?"', "asks for pay"),
        ('name = "Money"', 'title = "Money"', "has no name"),
        ("is hard: {words}.", "is hard.", "a colon before"),
        ('["hard", "easy"]', '["hard"]', "is no pair"),
        ("with {who} about", "about", "has no {who}"),
        ("[kinds.other]", "[kinds.rest]", "has no other"),
    ],
)
def test_a_wrong_entry_says_what_to_write(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    file = tmp_path / "learning.toml"
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(Unusable) as raised:
        read_lore(file)
    assert says in str(raised.value)
