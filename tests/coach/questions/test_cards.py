from bot.coach.questions.cards import page, pocket, prep_sheet
from bot.coach.questions.changes import add
from bot.coach.questions.plan import make_plan
from bot.coach.questions.wish import Wish

WISH = Wish(
    field="electrician",
    minutes=20,
    relation="my aunt",
    know=("Used to be a chef", "Her first shop closed in spring"),
    name="Rosa Diaz",
)
PLAN = make_plan(WISH)


def test_the_pocket_card_has_the_start_three_questions_the_close_and_the_end() -> None:
    lines = pocket(PLAN)
    assert lines[0] == f"Start: {PLAN.asked[0].text}"
    assert sum(line.startswith("Don't miss: ") for line in lines) == 3
    assert "Close: Is there anyone else you'd recommend I speak with?" in lines
    assert lines[-1] == "End by ________"


def test_a_talk_of_twenty_minutes_has_a_time_check_and_a_short_one_has_none() -> None:
    check = (
        "5 minutes before the end: We have 5 minutes left. May I ask two last things?"
    )
    assert check in pocket(PLAN)
    assert not any(
        "before the end" in line for line in pocket(make_plan(Wish(minutes=15)))
    )


def test_the_sheet_says_what_to_look_up_and_what_to_leave_to_them() -> None:
    sheet = dict(prep_sheet(PLAN, WISH))
    assert "A talk of 20 minutes with Rosa Diaz, until ________" in sheet
    assert "Used to be a chef" in sheet["What you know about them"]
    assert (
        "Her first shop closed in spring (leave this to them to bring up)"
        in sheet["What you know about them"]
    )
    assert any("wage" in line for line in sheet["Look up first"])


def test_the_sheet_asks_for_three_notes() -> None:
    assert dict(prep_sheet(PLAN, WISH))["What you know about them"][-1].startswith(
        "One"
    )


def test_every_question_has_its_minutes_and_its_follow_ups() -> None:
    lines = dict(prep_sheet(PLAN, WISH))["Ask"]
    assert len(lines) == len(PLAN.before_close) + 1
    assert all("If the answer is short: " in line for line in lines[:-1])


def test_an_own_question_is_on_the_sheet_too() -> None:
    plan, _ = add(PLAN, "What do you hear first in a broken motor?")
    lines = dict(prep_sheet(plan, WISH))["Ask"]
    assert any(line.startswith("What do you hear first") for line in lines)


def test_the_sheet_ends_its_questions_with_the_three_for_little_time() -> None:
    short = dict(prep_sheet(PLAN, WISH))["When time is short, only these"]
    assert len(short) == 3
    assert short[-1] == "Is there anyone else you'd recommend I speak with?"


def test_the_page_to_print_has_all_of_the_sheet_in_lines_that_fit_on_paper() -> None:
    lines = page(PLAN, WISH).splitlines()
    assert lines[0] == "A TALK OF 20 MINUTES WITH ROSA DIAZ, UNTIL ________"
    assert max(map(len, lines)) <= 72
    on_one_line = " ".join(" ".join(lines).split())
    assert all(one.text in on_one_line for one in PLAN.asked)
