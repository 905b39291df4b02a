import pytest

from bot.coach.questions.question import GOALS, SENIORITIES, STAGES
from bot.coach.questions.readings import read, read_comfort, subjects


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
    assert reading.said == 'I can\'t tell what "a riddle" means as stage.'


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
