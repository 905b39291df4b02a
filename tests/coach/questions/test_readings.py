import pytest

from bot.coach.questions.bank import bank
from bot.coach.questions.question import GOALS, SENIORITIES, STAGES
from bot.coach.questions.readings import read, read_comfort, subjects, wished


@pytest.mark.parametrize(
    ("subject", "typed", "value"),
    [
        ("stage", "freshman", "first-year"),
        ("stage", "sophomore", "exploring"),
        ("stage", "sophmore", "exploring"),
        ("stage", "a junior in biology", "internship"),
        ("stage", "college senior", "final-year"),
        ("stage", "graduate student", "grad"),
        ("stage", "recent graduate", "final-year"),
        ("stage", "switching careers after teaching", "career-changer"),
        ("stage", "back to school with two kids", "returning"),
        ("goal", "just looking around", "explore"),
        ("goal", "torn between two majors", "compare"),
        ("goal", "find an internship", "break-in"),
        ("goal", "learn about this company", "target-employer"),
        ("goal", "I have an interview next week", "prep-job-interview"),
        ("goal", "get promoted", "advance"),
        ("seniority", "early (0-4)", "early"),
        ("seniority", "3 years", "early"),
        ("seniority", "about 12 yrs", "mid"),
        ("seniority", "20+ years in the field", "senior"),
        ("seniority", "partner", "exec"),
        ("seniority", "emeritus", "retired"),
        ("seniority", "assistant professor", "academic"),
        ("seniority", "intern", "student-worker"),
        ("relation", "my aunt", "family"),
        ("relation", "a friend's mother", "near"),
        ("relation", "old boss", "known"),
        ("relation", "somebody on this Discord", "community"),
        ("relation", "alumna of my school", "young-alum"),
        ("relation", "senior alum", "senior-alum"),
        ("relation", "friend of a friend", "referred"),
        ("relation", "heard their talk", "affinity"),
        ("relation", "found on LinkedIn", "stranger"),
        ("relation", "a celebrity", "public"),
        ("stage", "high school junior", "first-year"),
        ("stage", "bootcamp grad", "career-changer"),
        ("goal", "see if it suits me", "compare"),
        ("goal", "is it worth going back to school", "compare"),
        ("goal", "industry or academia", "compare"),
        ("goal", "how to get published", "break-in"),
        ("goal", "start my own bakery", "break-in"),
        ("goal", "what was it like", "explore"),
        ("relation", "reddit", "community"),
        ("relation", "same lab, two years ago", "young-alum"),
    ],
)
def test_free_words_are_understood(subject: str, typed: str, value: str) -> None:
    assert read(subject, typed).value == value


@pytest.mark.parametrize(
    ("subject", "values"),
    [("stage", STAGES), ("goal", GOALS), ("seniority", SENIORITIES)],
)
def test_the_plain_values_need_no_explaining(
    subject: str, values: tuple[str, ...]
) -> None:
    assert set(subjects()[subject].meanings) == set(values)
    assert [read(subject, value).said for value in values] == [""] * len(values)


def test_what_was_understood_is_said() -> None:
    assert read("goal", "get promoted").said == 'I read "get promoted" as to move up.'


def test_what_was_not_understood_is_said() -> None:
    reading = read("stage", "a riddle")
    assert reading.value == ""
    assert reading.said == 'I can\'t tell which stage "a riddle" means.'


@pytest.mark.parametrize(
    ("typed", "comfort"),
    [
        ("0", 0),
        ("7", 7),
        ("7/10", 7),
        (" 10 ", 10),
        ("11", 11),
        ("my dad", 1),
        ("", None),
    ],
)
def test_comfort_is_a_number_or_a_relation(typed: str, comfort: int | None) -> None:
    assert read_comfort(typed) == comfort


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("referred by my aunt", "referred"),
        ("introduced by my teacher", "referred"),
        ("suggested by a friend", "referred"),
        ("my mom's cousin", "family"),
        ("my dad's boss", "near"),
        ("mom's best friend", "near"),
        ("neighbor's son", "near"),
        ("coworker's husband", "near"),
        ("my roommate\u2019s sister", "near"),
        ("girlfriend's mother", "near"),
        ("my professor's friend", "referred"),
        ("my adviser's former student", "referred"),
        ("parent from my kids' school", "near"),
        ("friend from school", "family"),
    ],
)
def test_who_is_known_through_somebody_is_not_that_somebody(
    typed: str, value: str
) -> None:
    assert read("relation", typed).value == value


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("compare two employers", ["culture"]),
        ("whether the hours leave time for a family", ["lifestyle"]),
        ("work-life balance", ["lifestyle"]),
        ("what is hard about it, and what I could try now", ["hard", "projects"]),
        ("can one make a living", ["salary"]),
        ("will AI take it over", ["trends"]),
        ("what do they do all day", ["day"]),
        ("which courses to take", ["education"]),
        ("first in my family to go to college", []),
        ("work with small children", []),
        ("become a project manager", []),
        ("read a balance sheet", []),
    ],
)
def test_a_wish_for_a_kind_of_question_is_heard(typed: str, kinds: list[str]) -> None:
    assert [one.value for one in wished(typed)] == kinds


def test_a_wish_is_for_a_kind_of_question_that_there_is() -> None:
    assert subjects()["kind"].meanings.keys() <= bank().categories.keys()
