"""What can be said of all samples without reading them; reading stays for people."""

import re
import subprocess
import sys
from collections import Counter

import pytest

from bot.coach.questions.plan_rules import check_plan
from bot.coach.situation import CHANNELS, KINDS
from bot.coach.writing.templates import VOICES
from tests.samples.making import Planned, Written, messages, plans

PLANS, MESSAGES = list(plans()), list(messages())
FULL = [one for one in MESSAGES if one.shape == "full" and one.made.text]

every_plan = pytest.mark.parametrize("one", PLANS, ids=lambda one: one.who)
every_message = pytest.mark.parametrize("one", FULL, ids=lambda one: one.who)


def test_there_are_twenty_plans_and_thirty_messages_of_every_sort() -> None:
    assert (len(PLANS), len(MESSAGES)) == (20, 30)
    assert {one.kind for one in MESSAGES} == {*KINDS}
    assert {one.channel for one in MESSAGES} == {*CHANNELS}
    assert {one.shape for one in MESSAGES} == {"full", "skeleton", "checklist"}
    assert {one.voice for one in MESSAGES} == {*VOICES}
    assert any(one.made.missing for one in MESSAGES)


@every_plan
def test_a_plan_leaves_a_coach_nothing_to_mend(one: Planned) -> None:
    found = {finding.rule for finding in check_plan(one.plan)}
    assert found <= {"thin-notes", "no-prep-fact"}


@every_plan
def test_what_is_known_of_somebody_is_used(one: Planned) -> None:
    said = one.plan.asked[0].id.startswith("fact-")
    assert said == bool(one.wish.know)


@every_message
def test_nothing_in_a_message_of_ours_has_to_be_changed(one: Written) -> None:
    assert [f.rule for f in one.findings if f.severity != "info"] == []


@every_message
def test_no_blank_is_left_and_nothing_is_said_twice(one: Written) -> None:
    text = f"{one.made.subject} {one.made.text}"
    assert not re.search(r"[\[\]{}_]", text)
    sentences = Counter(re.split(r"(?<=[.?!])\s+", one.made.text))
    assert max(sentences.values()) == 1


@every_message
def test_a_linkedin_note_fits(one: Written) -> None:
    room = 300 if one.known.linkedin_premium else 200
    assert one.channel != "linkedin_note" or len(one.made.text) <= room


def test_all_of_it_is_printed_and_is_the_same_every_time() -> None:
    command = [sys.executable, "-m", "tests.samples"]
    first, second = (
        subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        for _ in range(2)
    )
    assert first.stdout == second.stdout
    who = [*(one.who for one in PLANS), *(one.who for one in MESSAGES)]
    assert all(name in first.stdout for name in who)
