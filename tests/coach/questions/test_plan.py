import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.questions.agenda import Plan, from_json, to_json
from bot.coach.questions.bank import bank
from bot.coach.questions.budget import budget
from bot.coach.questions.choice import PAY_FROM, PAY_UP_TO
from bot.coach.questions.course import pay_comes_late, smooth
from bot.coach.questions.fields import families
from bot.coach.questions.plan import make_plan
from bot.coach.questions.plan_rules import check_plan, is_open, rules_against
from bot.coach.questions.question import (
    EVERYONE,
    FAMILIAR,
    GOALS,
    SENIORITIES,
    STAGES,
)
from bot.coach.questions.readings import meaning, told_by_work
from bot.coach.questions.wish import BadWish, Wish

FACTS = (
    "Wrote a guide to repairing bicycles",
    "Three years in a bakery",
    "Gave a talk about ferries",
    "Used to be a chef",
    "Runs a night market",
    "Freelance",
    "Her first shop closed in spring",
    "We met at the open day",
    "has two kids",
)
WISHES = st.builds(
    Wish,
    field=st.sampled_from(["", "falconry", *families().by_id, "founder of a clinic"]),
    minutes=st.integers(10, 60),
    stage=st.sampled_from(["", *STAGES]),
    goal=st.sampled_from(["", *GOALS]),
    comfort=st.none() | st.integers(0, 10),
    seniority=st.sampled_from(["", *SENIORITIES]),
    know=st.lists(st.sampled_from(FACTS), unique=True, max_size=4).map(tuple),
    welcome=st.sampled_from([frozenset[str](), frozenset(["belonging"])]),
    job_interview=st.booleans(),
    seed=st.sampled_from(["", "a", "b"]),
)
TALKS = WISHES.filter(lambda wish: not wish.job_interview)
every_wish = settings(max_examples=100, deadline=None)


def kinds(plan: Plan) -> list[str]:
    return [one.category for one in plan.before_close]


@every_wish
@given(WISHES)
def test_a_plan_never_exceeds_its_minutes(wish: Wish) -> None:
    plan = make_plan(wish)
    assert sum(one.minutes for one in plan.asked) + plan.spare == wish.minutes
    assert plan.spare >= 0


@every_wish
@given(TALKS)
def test_every_talk_ends_with_who_else_a_name_and_how_to_report_back(
    wish: Wish,
) -> None:
    close = make_plan(wish).close
    assert [one.closer for one in close] == ["who", "name", "back"]
    assert close[0].text == "Is there anyone else you'd recommend I speak with?"


@every_wish
@given(TALKS)
def test_how_to_report_back_takes_no_minute_from_a_short_talk(wish: Wish) -> None:
    minutes = [one.minutes for one in make_plan(wish).close]
    assert minutes == ([1, 1, 1] if budget(wish.minutes).close == 3 else [2, 1, 1])


@every_wish
@given(TALKS)
def test_pay_is_asked_once_late_and_of_the_field(wish: Wish) -> None:
    plan = make_plan(wish)
    assert kinds(plan).count("salary") <= 1
    assert pay_comes_late(plan.asked, plan.minutes / 2)
    if "salary" in kinds(plan):
        assert wish.minutes >= PAY_FROM
        assert (wish.comfort or 0) <= PAY_UP_TO


@every_wish
@given(WISHES)
def test_nothing_is_more_personal_than_the_relation_bears(wish: Wish) -> None:
    plan = make_plan(wish)
    far = wish.comfort is None or wish.comfort > FAMILIAR
    assert max(one.depth for one in plan.asked) <= (2 if far else 3)
    assert smooth(plan.before_close)


@every_wish
@given(WISHES)
def test_ten_questions_at_most_each_of_another_kind(wish: Wish) -> None:
    plan = make_plan(wish)
    assert len(plan.asked) <= 10
    assert len({one.id for one in plan.asked}) == len(plan.asked)
    assert max(kinds(plan).count(kind) for kind in kinds(plan)) <= 2
    assert all(is_open(one.text) for one in plan.before_close)


@every_wish
@given(WISHES)
def test_a_fresh_plan_leaves_a_coach_nothing_to_mend(wish: Wish) -> None:
    found = {one.rule for one in check_plan(make_plan(wish), wish.asked)}
    assert found <= {"no-prep-fact", "thin-notes"}


@every_wish
@given(WISHES)
def test_what_is_asked_suits_who_asks_and_who_is_asked(wish: Wish) -> None:
    for one in make_plan(wish).before_close:
        question = bank().by_id[one.id]
        assert (wish.seniority or "mid") in question.seniority
        assert not question.stages or wish.stage in question.stages
        assert question.sensitivity != "personal" or wish.welcome


@every_wish
@given(WISHES)
def test_the_same_wish_gives_the_same_plan_and_it_can_be_kept(wish: Wish) -> None:
    plan = make_plan(wish)
    assert make_plan(wish) == plan
    assert from_json(to_json(plan)) == plan


@every_wish
@given(WISHES.filter(lambda wish: wish.job_interview))
def test_in_a_job_interview_only_safe_questions_are_asked(wish: Wish) -> None:
    plan = make_plan(wish)
    assert {one.closer for one in plan.close} == {"next"}
    assert "salary" not in kinds(plan)
    assert all(bank().by_id[one.id].twin for one in plan.asked)


@every_wish
@given(TALKS)
def test_what_this_person_was_asked_is_not_asked_again(wish: Wish) -> None:
    before = frozenset(one.id for one in make_plan(wish).before_close)
    again = Wish(field=wish.field, minutes=wish.minutes, asked=before)
    assert before.isdisjoint(one.id for one in make_plan(again).before_close)


@pytest.mark.parametrize("family", [id for id in families().by_id])
@pytest.mark.parametrize("minutes", [15, 20, 30])
def test_every_family_fills_a_talk_with_questions_of_its_own(
    family: str, minutes: int
) -> None:
    plan = make_plan(Wish(field=family, minutes=minutes, comfort=5))
    assert len(plan.middle) == {15: 4, 20: 5, 30: 6}[minutes]
    assert sum(bank().by_id[one.id].family == family for one in plan.asked) >= 2


@pytest.mark.parametrize(
    ("minutes", "check"), [(10, 0), (15, 0), (20, 5), (30, 7), (45, 9), (60, 13)]
)
def test_a_talk_that_is_not_short_has_a_time_check(minutes: int, check: int) -> None:
    assert make_plan(Wish(minutes=minutes)).time_check == check


@pytest.mark.parametrize("minutes", [-1, 0, 9, 61, 10_000])
def test_minutes_off_the_scale_are_refused_with_a_remedy(minutes: int) -> None:
    with pytest.raises(BadWish, match="Choose 10 to 60"):
        make_plan(Wish(minutes=minutes))


def test_comfort_off_the_scale_is_refused_with_a_remedy() -> None:
    with pytest.raises(BadWish, match="Say 0 for family"):
        make_plan(Wish(comfort=11))


def test_the_first_question_is_about_something_they_did() -> None:
    plan = make_plan(Wish(know=("Likes rain", "Wrote a guide to bicycles")))
    assert plan.asked[0].text.startswith("You wrote a guide to bicycles. What")


def test_an_aunt_may_be_asked_about_a_hard_day_and_about_pay() -> None:
    plan = make_plan(Wish(field="plumber", minutes=15, relation="my aunt"))
    assert plan.asked[0].text == "How did you get into this work?"
    assert {"day", "salary"} <= set(kinds(plan))


@pytest.mark.parametrize("family", [id for id in families().by_id])
@pytest.mark.parametrize("minutes", [15, 20, 30])
@pytest.mark.parametrize("comfort", [None, 1, 5, 7])
def test_pay_is_asked_about_the_field_in_any_talk_with_time_for_it(
    family: str, minutes: int, comfort: int | None
) -> None:
    plan = make_plan(Wish(field=family, minutes=minutes, comfort=comfort))
    [pay] = [one for one in plan.asked if one.category == "salary"]
    assert rules_against(pay.text) == []
    assert pay.id not in plan.if_short


def test_pay_is_not_asked_of_a_public_figure() -> None:
    assert "salary" not in kinds(make_plan(Wish(field="nurse", comfort=10)))


def test_an_unknown_field_still_gets_a_good_plan_that_says_so() -> None:
    plan = make_plan(Wish(field="falconry", minutes=20))
    assert len(plan.middle) == 5
    assert plan.understood[0].startswith('I don\'t know "falconry" yet')


def test_who_has_little_time_gets_one_question_fewer() -> None:
    plan = make_plan(Wish(minutes=15, seniority="partner"))
    assert len(plan.middle) == 3


def test_being_new_is_asked_about_where_the_student_said_it_matters() -> None:
    assert "belonging" not in kinds(make_plan(Wish(stage="sophomore", comfort=5)))
    plan = make_plan(Wish(stage="sophomore, first in my family", comfort=5))
    assert "belonging" in kinds(plan)
    assert any("a question about being new" in line for line in plan.understood)


def test_what_others_have_not_told_yet_comes_sooner() -> None:
    heard = {kind: 3 for kind in bank().categories if kind != "culture"}
    wish = Wish(goal="compare", minutes=15, comfort=9)
    assert "culture" not in kinds(make_plan(wish))
    plan = make_plan(Wish(goal="compare", minutes=15, comfort=9, asked_elsewhere=heard))
    assert "culture" in kinds(plan)


def test_what_is_known_already_is_not_asked() -> None:
    told = make_plan(Wish(minutes=60, know=("Started in a garage",)))
    assert "path-into" not in {one.id for one in (*told.asked, *told.bench)}


@pytest.mark.parametrize(("relation", "suits"), [("an alum", True), ("", False)])
def test_only_an_alum_is_asked_about_student_days_here(
    relation: str, suits: bool
) -> None:
    plan = make_plan(Wish(relation=relation, comfort=5))
    asked = {one.id for one in (*plan.asked, *plan.bench)}
    assert ("ice-alum" in asked) == suits


def test_each_question_says_why_it_was_chosen() -> None:
    plan = make_plan(Wish(field="nurse", goal="compare", know=FACTS[:1]))
    assert all(one.why.endswith(".") for one in plan.asked)
    assert any("Healthcare & clinical" in one.why for one in plan.asked)


@pytest.mark.parametrize("goal", ["", "explore"])
def test_no_goal_is_said_that_the_student_has_not_given(goal: str) -> None:
    plan = make_plan(Wish(goal=goal, minutes=30))
    assert any("You want to look around." in one.why for one in plan.asked) is bool(
        goal
    )


def test_the_three_for_a_short_talk_end_with_who_else() -> None:
    plan = make_plan(Wish(field="welder", minutes=30))
    assert len(plan.if_short) == 3
    assert plan.if_short[-1] == "close-who"


@pytest.mark.parametrize("letter", ["a", "?", "\u202e", "\ud800", "a ", "\n", "\u0301"])
def test_endless_words_give_a_plan_too(letter: str) -> None:
    words = letter * 100_000
    wish = Wish(field=words, stage=words, relation=words, name=words, know=(words,))
    assert make_plan(wish).close


@pytest.mark.parametrize("goal", ["", *GOALS])
def test_the_same_core_question_is_asked_of_very_different_people(goal: str) -> None:
    talks = [("nurse", 1), ("retired welder", 3), ("mayor", 10), ("falconry", 9)]
    plans = [make_plan(Wish(field=f, goal=goal, comfort=c)) for f, c in talks]
    core = meaning("goal", goal or "explore").core
    asked = [one for plan in plans for one in plan.middle if one.id == core]
    assert len(asked) == len(plans)
    assert all("Ask it of several people" in one.why for one in asked)


def test_a_core_question_is_one_of_the_bank_and_for_everyone() -> None:
    cores = {bank().by_id[meaning("goal", goal).core] for goal in GOALS}
    assert all(one.family == EVERYONE and one.relation == (0, 10) for one in cores)
    assert not any(one.stages or one.goals or one.only_for for one in cores)


@pytest.mark.parametrize(
    ("field", "seniority"),
    [
        ("mayor of a town", "exec"),
        ("C.E.O. of a bank", "exec"),
        ("CFO of a bank", "exec"),
        ("retired nurse", "retired"),
        ("professor of law", "academic"),
        ("HR business partner", ""),
        ("VP of marketing", "exec"),
        ("dean of engineering", "academic"),
        ("biology major", "student-worker"),
        ("major in the army", "senior"),
        ("major gifts officer", "mid"),
        ("nurse", ""),
    ],
)
def test_a_job_may_say_how_far_somebody_has_come(field: str, seniority: str) -> None:
    assert told_by_work(field).value == seniority


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("compare two employers", "culture"),
        ("the hours, with two kids", "lifestyle"),
        ("find out what is hard about it", "hard"),
        ("learn about it, and what I could try now", "projects"),
    ],
)
@pytest.mark.parametrize("field", ["", "nurse", "software engineer", "chef", "lawyer"])
def test_what_the_student_wants_to_hear_is_asked(
    goal: str, kind: str, field: str
) -> None:
    plan = make_plan(Wish(field=field, goal=goal, comfort=5))
    asked = next(one for one in plan.asked if one.category == kind)
    assert "You said that you want to hear about this." in asked.why
    assert not any("I can't tell" in said for said in plan.understood)


def test_a_student_who_comes_back_asks_how_a_week_is_arranged() -> None:
    plan = make_plan(Wish(field="nurse", stage="returning", goal="break in", comfort=3))
    assert {"entry", "education", "lifestyle", "hard"} <= {*kinds(plan)}


def test_a_career_changer_who_compares_asks_how_people_work_together() -> None:
    wish = Wish(stage="career changer", goal="compare", minutes=30, comfort=4)
    for field in ("data analyst", "teacher", "accountant"):
        assert "culture" in kinds(make_plan(replace(wish, field=field)))


@pytest.mark.parametrize(
    ("seniority", "name"),
    [("senior", "an older graduate"), ("early", "a recent graduate")],
)
def test_an_alum_who_has_come_far_is_no_recent_graduate(
    seniority: str, name: str
) -> None:
    plan = make_plan(Wish(relation="alum", seniority=seniority))
    assert f'I read "alum" as {name} of your school.' in plan.understood


def test_nobody_retired_is_asked_what_they_carried_over_into_their_work_now() -> None:
    wish = Wish(field="retired judge", know=("switched from farming",), comfort=3)
    assert make_plan(wish).asked[0].id == "fact-turn-how"


@pytest.mark.parametrize(
    ("field", "never"),
    [
        ("manager at a hospital", "patient"),
        ("dancer", "clients"),
        ("archivist", "class"),
        ("army officer", "programs of study"),
        ("biology major", "pay"),
    ],
)
def test_nothing_is_asked_that_does_not_fit_the_work(field: str, never: str) -> None:
    wish = Wish(field=field, stage="exploring", goal="compare", comfort=3)
    asked = make_plan(replace(wish, minutes=30)).asked
    assert not any(re.search(rf"\b{never}\b", one.text) for one in asked)


def test_who_graduates_this_year_is_not_asked_about_a_co_op() -> None:
    plan = make_plan(Wish(field="civil engineer", stage="senior", minutes=30))
    assert not any("co-op" in one.text for one in (*plan.asked, *plan.bench))


def test_a_wish_that_does_not_suit_the_talk_is_not_passed_over_in_silence() -> None:
    plan = make_plan(Wish(field="actor", goal="can one make a living", comfort=10))
    assert "salary" not in kinds(plan)
    assert plan.understood[-1] == "No question on pay suits this talk."
