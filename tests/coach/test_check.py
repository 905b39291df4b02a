"""A message looked over: order, places, repairs, and any text at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.check import Finding, apply, check, ready
from bot.coach.context import read_situation
from bot.coach.rules.guide import SEVERITIES, guide, read_guide, verify
from bot.coach.rules.text import MOST_READ, read
from bot.coach.situation import CHANNELS, KINDS, Channel, Kind, Situation
from bot.errors import Unusable

INES = read_situation(
    {
        "student": {"name": "Tom Okafor", "about": "ceramics, Hillgate Institute"},
        "contact": {
            "name": "Ines Duarte",
            "role": "potter",
            "employer": "Clay Lane",
            "relation": "stranger",
            "facts": ["teaches throwing to blind students"],
        },
        "other_contacts": [{"name": "Ana Silva", "employer": "Osprey Ferries"}],
    }
)
GOOD = (
    "Hi Ines,\n\nYou teach throwing to blind students, and I closed my eyes and tried."
    " The pot fell. I study ceramics at Hillgate.\n\nWould you have 15 minutes in the"
    " next two weeks to tell me how you begin? If it's a bad time, I understand.\n\n"
    "Thank you,\nTom Okafor"
)


def rules(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings}


def outreach(text: str, situation: Situation = INES) -> tuple[Finding, ...]:
    return check("outreach", "email", text, situation, "With closed eyes")


def the(rule: str, text: str, situation: Situation = INES) -> Finding:
    return next(found for found in outreach(text, situation) if found.rule == rule)


def test_a_good_message_has_nothing_to_mend() -> None:
    assert outreach(GOOD) == ()


def test_the_gravest_comes_first() -> None:
    findings = outreach("Dear Sir,\nI hope you are well. Are you hiring? Reply asap!!!")
    grades = [SEVERITIES.index(finding.severity) for finding in findings]
    assert grades == sorted(grades)
    assert {0, 1, 2} == set(grades)


@pytest.mark.parametrize(("words", "loud"), [(35, False), (36, True)])
def test_a_sentence_is_too_long_from_its_thirty_sixth_word(
    words: int, loud: bool
) -> None:
    found = outreach(f"The kiln is{' very' * (words - 4)} hot.")
    warned = {one.rule for one in found if one.severity == "warn"}
    assert ("reading-grade" in warned) is loud


def test_only_a_block_makes_it_not_ready() -> None:
    assert ready(outreach(GOOD))
    assert ready(outreach(GOOD.replace("15 minutes", "some time")))
    assert not ready(outreach(GOOD.replace("The pot fell.", "Are you hiring?")))


@pytest.mark.parametrize(
    ("rule", "written", "words"),
    [
        ("job-ask", "Is Clay Lane hiring?", "Clay Lane hiring"),
        ("placeholder", "I like [COMPANY].", "[COMPANY]"),
        ("pressure", "Please reply by Friday.", "reply by Friday"),
        ("resume-attached", "My CV is attached.", "My CV is attached"),
        ("wrong-company", "How is Osprey Ferries?", "Osprey Ferries"),
        ("money-in-outreach", "What is the salary?", "salary"),
    ],
)
def test_the_exact_words_are_named(rule: str, written: str, words: str) -> None:
    text = GOOD.replace("The pot fell.", written)
    start, end = the(rule, text).span or (0, 0)
    assert text[start:end] == words


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("wrong-name", "Hi Inez,", "Hi Ines,"),
        ("template-salutation", "Dear Sir or Madam,", "Dear Ines Duarte,"),
        ("placeholder", "Hi {{first_name}},", "Hi Ines,"),
    ],
)
def test_a_greeting_is_repaired_from_the_notes(
    rule: str, before: str, after: str
) -> None:
    text = GOOD.replace("Hi Ines,", before)
    assert apply(text, the(rule, text)) == GOOD.replace("Hi Ines,", after)


def test_a_sentence_that_spoils_the_message_can_be_left_out() -> None:
    spoilt = GOOD.replace("The pot fell. ", "The pot fell. Are you hiring? ")
    assert apply(spoilt, the("job-ask", spoilt)) == GOOD


UNASKED = read_situation(
    {
        "contact": {"name": "Omar Petrov"},
        "other_contacts": [{"name": "Mirela Costa"}],
    }
)


def test_what_is_left_after_a_greeting_begins_a_paragraph() -> None:
    text = "Hi Omar, Mirela Costa told me to write. This is Ana. May I ring you?"
    repaired = apply(text, the("name-without-permission", text, UNASKED))
    assert repaired == "Hi Omar,\n\nThis is Ana. May I ring you?"


def test_a_sentence_that_the_next_one_leans_on_is_not_left_out() -> None:
    text = "Mirela Costa told me to write. She skates. May I ring you?"
    assert the("name-without-permission", text, UNASKED).place is None


def test_an_only_request_for_work_becomes_a_request_for_a_talk() -> None:
    text = "Hi Ines, you teach the blind to throw. Do you take apprentices?"
    repaired = apply(text, the("job-ask", text))
    assert "Would you have 20 minutes in the next two weeks to tell me how" in repaired
    assert not {"job-ask", "no-ask", "no-duration"} & rules(outreach(repaired))


def test_what_cannot_be_repaired_by_a_machine_is_left_to_the_student() -> None:
    text = "Hi Ines, I write to people with careers. Would you have 15 minutes?"
    finding = the("no-why-you", text)
    assert finding.replacement is None
    assert apply(text, finding) == text


def test_a_greeting_alone_is_the_only_thing_said_about_it() -> None:
    found = check("outreach", "slack_dm", "hi Ines", INES)
    assert [one.rule for one in found if one.severity != "info"] == ["bare-hello"]


def test_somebody_who_will_introduce_first_is_the_reason_to_wait() -> None:
    known = read_situation(
        {
            "contact": {"name": "Ines Duarte"},
            "referrer": {"name": "Ana Silva"},
            "permission_state": "will_introduce_first",
        }
    )
    found = check("referral", "text", "Ana Silva sent me. 15 minutes?", known)
    assert "intro-pending" in rules(found)
    assert "name-without-permission" not in rules(found)


def test_leave_for_mail_is_no_leave_for_a_direct_message() -> None:
    known = read_situation(
        {
            "contact": {"name": "Ines Duarte"},
            "referrer": {"name": "Ana Silva"},
            "permission_state": "granted",
            "permission_channels": ["e-mail"],
        }
    )
    text = "Ana Silva suggested that I write to you. Could we talk for 15 minutes?"
    mailed = check("referral", "email", text, known, "Ana Silva sent me")
    assert "name-without-permission" not in rules(mailed)
    assert "name-without-permission" in rules(
        check("referral", "slack_dm", text, known)
    )


def test_without_any_context_the_words_alone_are_judged() -> None:
    assert ready(check("outreach", "email", GOOD, Situation()))
    hired = check("outreach", "email", "Are you hiring?", Situation())
    assert "job-ask" in rules(hired)


@pytest.mark.parametrize("kind", KINDS)
def test_each_reason_and_repair_is_a_sentence_though_nobody_has_a_name(
    kind: Kind,
) -> None:
    text = "Hey! Are you hiring? Reply asap! I want it! See [link] and my CV."
    for finding in check(kind, "slack_dm", text, read_situation({"dm_consent": False})):
        assert finding.why[0].isupper() or finding.why[0] in "\"'@"
        assert finding.repair[0].isupper()


def test_what_others_wrote_is_not_held_against_the_student() -> None:
    quoted = GOOD.replace("The pot fell.", 'You wrote "are you hiring?" on a jug.')
    answered = (
        GOOD + "\n\nOn Monday Ines wrote:\n> Send me your CV asap!!!\n> Reply by Friday"
    )
    assert "job-ask" not in rules(outreach(quoted))
    assert outreach(answered) == ()


def test_pasted_quotes_dashes_and_spaces_read_like_plain_ones() -> None:
    curly = (
        "I\u2019m\u00a0not looking for a job \u2014 could we talk for 15\u00a0minutes?"
    )
    found = check("outreach", "text", curly, Situation())
    assert {"job-ask"} == {f.rule for f in found if f.rule.startswith("job")}
    assert ready(found)


def test_a_far_too_long_text_is_told_its_length() -> None:
    found = outreach("Could we talk for 15 minutes? " * 4_000)
    long = next(one for one in found if one.rule == "too-long")
    assert "over" in long.why
    note = check("outreach", "linkedin_note", "x" * 100_000, INES)
    assert "100,000 characters" in next(f.why for f in note if f.rule == "too-long")


def test_no_more_is_read_than_a_message_can_hold() -> None:
    text = GOOD + " " * MOST_READ + "Are you hiring?"
    assert "job-ask" not in rules(outreach(text))


def test_what_is_quoted_of_a_message_is_short() -> None:
    long = the("placeholder", GOOD.replace("blind", "X" * 3_000))
    assert "XXX" in long.why
    assert len(long.why) < 400


def test_the_host_of_an_address_is_no_link() -> None:
    told = "\n".join(f"Write to me at ana@{site}-school.example.com" for site in "ab")
    assert "links" not in rules(outreach(GOOD.replace("The pot fell.", told)))


def test_many_stops_end_one_sentence_only_where_a_blank_follows() -> None:
    text = "Wait" + "." * 4_000
    assert [one.plain for one in read(text).sentences] == [text.lower()]
    assert [one.plain for one in read(f"{text}x").sentences] == [f"{text}x".lower()]


AWKWARD = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="Hi,.!?'\"[]{}<>@#\n 15minutes", max_size=300),
    st.lists(
        st.sampled_from(
            [*GOOD.split(), "not", "hiring", "hour", "asap", "\0", "\ud800"]
        )
    ).map(" ".join),
)


@settings(max_examples=200, deadline=None)
@given(AWKWARD, st.sampled_from(KINDS), st.sampled_from(CHANNELS))
def test_the_same_message_is_judged_the_same(
    text: str, kind: Kind, channel: Channel
) -> None:
    assert check(kind, channel, text, INES) == check(kind, channel, text, INES)


def test_the_files_of_rules_can_be_read_to_the_last_phrase() -> None:
    made = guide()
    verify(made)
    assert made.rules.keys() > {
        silenced for rule in made.rules.values() for silenced in rule.silences
    }


def office(folder: Path, rule: str) -> Path:
    """A folder with one rule, as a career office might have edited it."""
    (folder / "rules.toml").write_text('[sets]\norg = ["team"]\n[lengths]\n')
    (folder / "rules_ask.toml").write_text(f"[rules.vague]\n{rule}\n")
    return folder


SOUND = 'severity = "warn"\nwhy = "It is vague."\nrepair = "Say what about."\n'


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (SOUND.replace("warn", "wrong"), "vague: severity is one of block, warn, info"),
        (SOUND.replace("repair", "mend"), 'vague: add repair = "one sentence"'),
        (SOUND.replace("It is", "{whom}"), "vague.why: there is no {whom}"),
        (SOUND + "limit = 3", "vague: limit is neither a sentence nor a list"),
        (SOUND + "words = [3]", "vague: words is neither a sentence nor a list"),
        (SOUND.replace("It is", "{"), "vague.why: "),
        (SOUND.replace('"', "", 1), "rules_ask.toml cannot be read"),
    ],
)
def test_a_fault_in_a_file_is_told_with_its_remedy(
    tmp_path: Path, rule: str, told: str
) -> None:
    with pytest.raises(Unusable) as raised:
        read_guide(office(tmp_path, rule))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("~ opening", "has to begin with a word"),
        ("any <team>", "there is no set <team>; there are org"),
        ("hire (me", "'(me' is no word of a phrase"),
        ("hire me||us", "a choice is empty"),
    ],
)
def test_a_faulty_phrase_is_told_with_its_remedy(
    tmp_path: Path, phrase: str, told: str
) -> None:
    made = read_guide(office(tmp_path, f'{SOUND}words = ["{phrase}"]'))
    with pytest.raises(Unusable) as raised:
        verify(made)
    assert told in str(raised.value)
