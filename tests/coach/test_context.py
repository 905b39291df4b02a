"""Reading a context: what is known becomes a situation, and faults come all at once."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.context import read_channel, read_kind, read_situation, unknown_keys
from bot.coach.situation import (
    CHANNELS,
    KINDS,
    LEAVES,
    Debrief,
    Earlier,
    Situation,
    Someone,
    Waiting,
    Writer,
)
from bot.text import MOST


def test_nothing_is_known_of_an_empty_context() -> None:
    assert read_situation({}) == Situation()


def test_null_means_that_nobody_knows() -> None:
    assert read_situation({"referrer": None, "days_since_sent": None}) == Situation()


def test_people_are_objects_or_only_names() -> None:
    known = read_situation(
        {
            "student": {"name": "Tom Okafor", "about": "ceramics"},
            "contact": {"name": "Ines Duarte", "facts": ["makes blue jugs"]},
            "referrer": "Ana Silva",
            "other_contacts": [
                {"name": "Li Wei", "employer": "Osprey Ferries"},
                "Priya Raman",
            ],
        }
    )
    assert known.student == Writer(name="Tom Okafor", about="ceramics")
    assert known.contact == Someone(name="Ines Duarte", facts=("makes blue jugs",))
    assert known.referrer == Someone(name="Ana Silva")
    assert [other.name for other in known.other_contacts] == ["Li Wei", "Priya Raman"]


@pytest.mark.parametrize("leave", LEAVES)
def test_leave_is_read_with_its_scope(leave: str) -> None:
    known = read_situation(
        {
            "permission_state": leave,
            "permission_scope": ["Ines Duarte"],
            "permission_channels": ["e-mail", "Slack DM"],
        }
    )
    assert known.leave == leave
    assert known.leave_for == ("Ines Duarte",)
    assert known.leave_channels == ("email", "slack_dm")


@pytest.mark.parametrize(
    ("written", "debrief"),
    [
        ("mark it in red", Debrief(learnt=("mark it in red",))),
        (["one", "two"], Debrief(learnt=("one", "two"))),
        (
            {"learnt": ["one"], "hook": "two", "promises": "three"},
            Debrief(learnt=("one",), hook="two", promises=("three",)),
        ),
    ],
)
def test_a_debrief_is_an_object_a_list_or_a_line(
    written: Any, debrief: Debrief
) -> None:
    assert read_situation({"debrief": written}).debrief == debrief


def test_earlier_messages_and_open_ones_are_read() -> None:
    known = read_situation(
        {
            "earlier_messages": [
                "Hi",
                {"to": "Ana", "employer": "Osprey Ferries", "text": "Yo"},
            ],
            "open_outreach": [{"name": "Li", "employer": "Osprey Ferries", "days": 2}],
        }
    )
    assert known.earlier_messages == (
        Earlier(text="Hi"),
        Earlier(to="Ana", employer="Osprey Ferries", text="Yo"),
    )
    assert known.open_outreach == (
        Waiting(name="Li", employer="Osprey Ferries", days=2),
    )


def test_a_moment_without_an_offset_is_utc() -> None:
    known = read_situation({"now": "2026-11-24T09:00", "met_at": "2026-11-23T09:00Z"})
    assert known.now == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert known.met_at == datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("context", "told"),
    [
        ({"contact": {"facts": [1]}}, "contact.facts[0]: write it as text"),
        ({"contact": 3}, "contact: write an object with name"),
        ({"prior_followups": -1}, "prior_followups: write a whole number, 0 or more"),
        ({"prior_followups": True}, "prior_followups: write a whole number"),
        ({"dm_consent": "yes"}, "dm_consent: write true or false"),
        ({"now": "tomorrow"}, "now: write a moment like 2026-11-24T09:00-05:00"),
        ({"zone": "Mars/Olympus"}, "zone: write an IANA zone like America/New_York"),
        ({"permission_state": "maybe"}, "permission_state: one of none, not_asked"),
        (
            {"permission_channels": ["owl"]},
            "permission_channels: I don't know the channel",
        ),
        (
            {"permission_channels": ["email" + " " * 300]},
            "permission_channels: I don't know the channel",
        ),
        ({"other_contacts": {}}, "other_contacts: write a list"),
        ({"zone": "a/" * 2_000}, "zone: write an IANA zone like America/New_York"),
        ({"met_at": "0001-01-01T00:00+14:00"}, "met_at: write a moment like"),
        ({"open_outreach": ["Li"]}, "open_outreach[0]: write an object with name"),
    ],
)
def test_a_fault_names_the_key_and_the_remedy(context: Any, told: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is what matters
        read_situation(context)
    assert str(raised.value).startswith(told)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"(?s)now: .*contact\.name: "):
        read_situation({"now": 3, "contact": {"name": 4}})


def test_a_key_that_nobody_knows_is_passed_over_and_told() -> None:
    context = {"contcat": {}, "contact": {"name": "Li", "job": "x"}}
    known = read_situation(context)
    assert known.contact
    assert known.contact.name == "Li"
    assert unknown_keys(context) == ("contcat", "contact.job")


def test_of_a_text_as_much_is_read_as_a_note_can_hold() -> None:
    known = read_situation({"contact": "x" * 100_000, "news": "y" * 100_000})
    assert known.contact is not None
    assert len(known.contact.name) == len(known.news) == MOST


def test_a_context_is_an_object() -> None:
    with pytest.raises(ValueError, match="an object"):
        read_situation([])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "contact", "facts", "now", "zone", "debrief", "x"]
            ),
            inner,
        )
    ),
)


@settings(max_examples=500, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused_with_words(context: Any) -> None:
    assert isinstance(read_or_refused(context), Situation | str)


def read_or_refused(context: Any) -> Situation | str:
    try:
        return read_situation(context)
    except ValueError as fault:
        return str(fault)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("outreach", "outreach"),
        ("Referral outreach", "referral"),
        ("follow-up", "followup"),
        ("thank you", "thankyou"),
        ("Thank-you note", "thankyou"),
        ("keep in touch", "keepintouch"),
        ("report_back", "reportback"),
        *((kind, kind) for kind in KINDS),
    ],
)
def test_a_kind_may_be_spelt_in_several_ways(words: str, kind: str) -> None:
    assert read_kind(words) == kind


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("e-mail", "email"),
        ("Slack DM", "slack_dm"),
        ("slack", "slack_dm"),
        ("LinkedIn note", "linkedin_note"),
        ("InMail", "linkedin_message"),
        ("SMS", "text"),
        *((channel, channel) for channel in CHANNELS),
    ],
)
def test_a_channel_may_be_spelt_in_several_ways(words: str, channel: str) -> None:
    assert read_channel(words) == channel


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="'poem'; try one of: outreach, referral"):
        read_kind("poem")
    with pytest.raises(ValueError, match="'owl'; try one of: email, text"):
        read_channel("owl")
