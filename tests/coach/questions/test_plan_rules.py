import tomllib
from dataclasses import replace

import pytest

from bot.coach.knowledge import KNOWLEDGE
from bot.coach.questions.agenda import Asked, Plan
from bot.coach.questions.plan import make_plan
from bot.coach.questions.plan_rules import (
    Finding,
    check_plan,
    is_open,
    rules,
    rules_against,
)
from bot.coach.questions.wish import Wish

with (KNOWLEDGE / "plan_rules.toml").open("rb") as file:
    EXAMPLES = tomllib.load(file)

KNOWN = ("Used to be a chef", "Runs a night market", "Wrote a song")
PLAN = make_plan(Wish(field="electrician", minutes=20, comfort=3, know=KNOWN))


def own(text: str, category: str = "own", minutes: int = 2) -> Asked:
    return Asked(
        id=f"own-{text}", text=text, category=category, phase="middle",
        minutes=minutes, why="",
    )  # fmt: skip


def found(plan: Plan, asked: frozenset[str] = frozenset()) -> set[str]:
    return {one.rule for one in check_plan(plan, asked)}


def with_questions(*questions: Asked) -> Plan:
    return replace(PLAN, asked=(*PLAN.before_close, *questions, *PLAN.close))


def without(closer: str) -> Plan:
    return replace(PLAN, asked=tuple(o for o in PLAN.asked if o.closer != closer))


def test_a_good_plan_has_no_findings() -> None:
    assert check_plan(PLAN) == ()


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in EXAMPLES for text in EXAMPLES[rule].get("yes", ())],
)
def test_a_question_that_is_better_asked_otherwise_is_found(
    rule: str, text: str
) -> None:
    assert rule in rules_against(text)


@pytest.mark.parametrize(
    "text", [text for rule in EXAMPLES for text in EXAMPLES[rule].get("no", ())]
)
def test_a_good_question_with_the_same_words_is_not_found(text: str) -> None:
    assert rules_against(text) == []


@pytest.mark.parametrize("rule", [r for r in EXAMPLES if "phrases" in EXAMPLES[r]])
def test_every_rule_with_phrases_has_three_examples_of_each(rule: str) -> None:
    assert len(EXAMPLES[rule]["yes"]) >= 3
    assert len(EXAMPLES[rule]["no"]) >= 3


def test_every_rule_says_why_and_what_to_do() -> None:
    assert all(rule.why and rule.repair for rule in rules().by_name.values())
    assert {rule.severity for rule in rules().by_name.values()} == {
        "block",
        "warn",
        "info",
    }


@pytest.mark.parametrize(
    ("closer", "rule"),
    [("who", "closing-question-missing"), ("name", "leave-question-missing")],
)
def test_a_missing_closer_is_found_and_comes_first(closer: str, rule: str) -> None:
    [finding] = check_plan(without(closer))
    assert (finding.rule, finding.severity, finding.nth) == (rule, "block", None)


def test_in_a_job_interview_no_names_are_asked_for() -> None:
    plan = make_plan(Wish(minutes=15, job_interview=True, know=KNOWN))
    assert "closing-question-missing" not in found(plan)


@pytest.mark.parametrize(("minutes", "severity"), [(2, "warn"), (9, "block")])
def test_a_little_over_time_is_worth_a_change_and_much_is_not_ready(
    minutes: int, severity: str
) -> None:
    [finding] = [
        one
        for one in check_plan(with_questions(own("What else?", minutes=minutes)))
        if one.rule == "over-time"
    ]
    assert finding.severity == severity


def test_many_closed_questions_are_found() -> None:
    closed = [own(f"Is it {word}?") for word in ("hard", "loud", "cold")]
    assert "few-open-questions" in found(with_questions(*closed))


def test_pay_in_the_first_half_is_found() -> None:
    early = own("What range is usual?", category="salary")
    plan = replace(PLAN, asked=(PLAN.asked[0], early, *PLAN.asked[1:]))
    assert ("pay-early", 2) in {(one.rule, one.nth) for one in check_plan(plan)}


def test_a_second_question_on_pay_is_one_too_many() -> None:
    paid = [own(f"What range is usual in {y}?", "salary", 1) for y in ("May", "June")]
    middle = PLAN.before_close[:-1]
    plan = replace(PLAN, asked=(*middle, *paid, *PLAN.close))
    assert [one.nth for one in check_plan(plan) if one.rule == "pay-early"][-1:] == [
        len(middle) + 2
    ]


def test_a_leap_into_something_personal_is_found() -> None:
    deep = replace(PLAN.asked[2], id="deep", depth=3)
    light = replace(PLAN.asked[1], depth=1)
    plan = replace(PLAN, asked=(PLAN.asked[0], light, deep, *PLAN.close))
    assert ("depth-jump", 3) in {(one.rule, one.nth) for one in check_plan(plan)}


def test_three_of_a_kind_are_found() -> None:
    again = [replace(PLAN.asked[1], id=id, minutes=1) for id in ("a", "b")]
    assert "too-many-of-a-kind" in found(with_questions(*again))


def test_what_was_asked_before_is_found() -> None:
    [again] = check_plan(PLAN, frozenset([PLAN.asked[2].id]))
    assert (again.rule, again.nth) == ("asked-before", 3)


def test_more_than_ten_questions_are_found() -> None:
    more = [own(f"What about {number}?", minutes=0) for number in range(9)]
    assert "too-many" in found(with_questions(*more))


@pytest.mark.parametrize(
    ("know", "rules"),
    [
        ((), {"no-prep-fact", "thin-notes"}),
        (KNOWN[:2], {"thin-notes"}),
        (KNOWN, set()),
    ],
)
def test_a_plan_that_shows_no_preparation_is_found(
    know: tuple[str, ...], rules: set[str]
) -> None:
    plan = make_plan(Wish(field="electrician", know=know))
    assert found(plan) == rules


@pytest.mark.parametrize(
    ("text", "open"),
    [
        ("What is hard?", True),
        ("You wrote a song. How did it begin?", True),
        ("If it rains, what do you do?", True),
        ("Tell me about rain.", True),
        ("Is it hard?", False),
        ("Do you know what you want?", False),
    ],
)
def test_an_open_question_begins_with_what_or_how(text: str, open: bool) -> None:
    assert is_open(text) == open


def test_the_worst_comes_first() -> None:
    plan = with_questions(own("Are you married, and do you like it?"))
    severities = [one.severity for one in check_plan(plan)]
    assert severities == sorted(severities, key=["block", "warn", "info"].index)
    assert severities[0] == "block"


def test_a_finding_carries_its_reason_and_its_repair() -> None:
    [finding] = check_plan(without("name"))
    assert isinstance(finding, Finding)
    assert "may I say you suggested it" in finding.repair
