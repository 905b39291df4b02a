import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.coach.check import check
from bot.coach.compose import Composed, compose
from bot.coach.situation import (
    CHANNELS,
    KINDS,
    Channel,
    Debrief,
    Kind,
    Situation,
    Someone,
    Writer,
)

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
TOM = Someone(name="Tom Okafor", role="welder", employer="Harbor Works")
PEOPLE = {
    "aunt": Someone(name="Rosa Silva", role="nurse", relation="aunt"),
    "friend": Someone(name="Sam Lee", role="barista", relation="friend"),
    "professor": Someone(
        name="Mina Farouk",
        role="professor of sociology",
        relation="professor on campus",
        facts=("study of night markets",),
    ),
    "boss": Someone(
        name="Dana Lopez", relation="former boss", facts=("opened a second shop",)
    ),
    "alum": Someone(
        name="Liz Moreau",
        role="underwriter",
        employer="Tidewater Mutual",
        relation="alum",
        facts=("Six years in claims",),
    ),
    "stranger": Someone(
        name="Dr. Radu Novak",
        role="sports physician",
        relation="stranger",
        facts=("I heard you explain sprains on the radio",),
    ),
    "referred": Someone(
        name="Priya Raman",
        role="product designer",
        employer="Acme",
        relation="referred",
        facts=("gave a talk about tram stops",),
    ),
}
FULL = Situation(
    student=Writer(name="Ana Costa", about="second-year biology student, Elm College"),
    contact=PEOPLE["referred"],
    now=NOW,
    zone="America/New_York",
    contact_zone="America/Chicago",
    days_since_sent=11,
    met_at=NOW - timedelta(hours=20),
    debrief=Debrief(
        hook="Her story about the first tram stop she drew",
        advice=("draw every day, even badly",),
        surprise="half the work is talking to drivers",
    ),
    topic="how she got into design",
    minutes=20,
    slots=(
        datetime(2026, 11, 24, 15, tzinfo=NEW_YORK),
        datetime(2026, 11, 25, 10, tzinfo=NEW_YORK),
        datetime(2026, 11, 30, 12, tzinfo=NEW_YORK),
    ),
    place="a phone call",
    news="finished the first drawing course",
)
NAMED = replace(FULL, referrer=TOM, leave="granted")


def situation(kind: str, who: str) -> Situation:
    return replace(NAMED if kind == "referral" else FULL, contact=PEOPLE[who])


def about(**known: Any) -> Situation:
    """A first message to Priya with what is given beside her name."""
    return replace(FULL, contact=replace(PEOPLE["referred"], **known))


def keys(composed: Composed) -> list[str]:
    return [missing.key for missing in composed.missing]


def words(text: str) -> int:
    return len(text.split())


LETTER: tuple[Channel, ...] = ("email",)
MESSAGE: tuple[Channel, ...] = ("linkedin_message", "slack_dm", "discord_dm")
SIZES: list[tuple[tuple[Kind, ...], tuple[Channel, ...], int, int]] = [
    (("outreach", "referral"), LETTER, 50, 90),
    (("outreach", "referral"), MESSAGE, 30, 80),
    (("followup",), LETTER + MESSAGE, 25, 60),
    (("thankyou",), LETTER, 50, 120),
    (("thankyou",), MESSAGE, 30, 120),
    (("keepintouch",), LETTER + MESSAGE, 30, 100),
    (("scheduling", "reportback"), LETTER + MESSAGE, 20, 90),
    (KINDS, ("text",), 15, 50),
    (KINDS, ("spoken",), 15, 60),
]


@pytest.mark.parametrize("voice", ["plain", "warm", "formal"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("kinds", "channels", "least", "most"), SIZES)
def test_every_message_has_the_length_that_its_channel_wants(
    kinds: tuple[Kind, ...],
    channels: tuple[Channel, ...],
    least: int,
    most: int,
    who: str,
    voice: str,
) -> None:
    for kind in kinds:
        for channel in channels:
            composed = compose(kind, channel, situation(kind, who), voice=voice)
            assert not composed.missing
            assert least <= words(composed.text) <= most, composed.text


@pytest.mark.parametrize("voice", ["plain", "warm", "formal"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_note_fits_even_a_free_account(kind: Kind, who: str, voice: str) -> None:
    note = compose(kind, "linkedin_note", situation(kind, who), voice=voice)
    assert 0 < len(note.text) <= 190


@pytest.mark.parametrize("voice", ["plain", "warm", "formal"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_against_sending_it(kind: Kind, who: str, voice: str) -> None:
    known = replace(situation(kind, who), prior_followups=0, dm_consent=True)
    for channel in CHANNELS:
        composed = compose(kind, channel, known, voice=voice)
        subject = composed.subject or None
        found = check(kind, channel, composed.text, known, subject)
        assert {finding.severity for finding in found} <= {"info"}, composed.text


def test_a_premium_account_has_more_room() -> None:
    long = about(facts=("wrote about the tram stops that nobody sees until it rains",))
    premium = replace(long, linkedin_premium=True)
    short = compose("outreach", "linkedin_note", long).text
    assert len(short) <= 190 < len(compose("outreach", "linkedin_note", premium).text)


def test_a_note_that_cannot_fit_is_asked_for_in_fewer_words() -> None:
    long = about(facts=(f"wrote about {'very ' * 40}old tram stops",))
    [missing] = compose("outreach", "linkedin_note", long).missing
    assert missing.key == "fact"
    assert "190 characters" in missing.ask


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_voices_differ(kind: Kind, channel: Channel) -> None:
    texts = {
        compose(kind, channel, situation(kind, "stranger"), voice=voice).text
        for voice in ("plain", "warm", "formal")
    }
    assert len(texts) >= (2 if channel == "linkedin_note" else 3)


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_email_has_a_subject_and_a_short_one(kind: Kind) -> None:
    subjects = {c: compose(kind, c, situation(kind, "alum")).subject for c in CHANNELS}
    email = subjects.pop("email")
    assert 2 <= words(email) <= 6
    assert len(email) <= 50
    assert set(subjects.values()) == {""}


@pytest.mark.parametrize("topic", ["internships", "jobs in design"])
def test_a_subject_never_sounds_like_an_application(topic: str) -> None:
    composed = compose("outreach", "email", replace(FULL, topic=topic))
    assert composed.subject == "A question about your work"


def test_an_aunt_is_asked_as_one_asks_an_aunt() -> None:
    text = compose(
        "outreach",
        "text",
        replace(FULL, contact=PEOPLE["aunt"], topic="", minutes=15),
    ).text
    assert text == (
        "Hi Aunt Rosa, could we talk for 15 minutes this week or next about your work "
        "as a nurse? No problem if not."
    )


def test_a_stranger_reads_why_them_who_i_am_one_question_and_a_way_out() -> None:
    assert compose("outreach", "email", FULL).text == (
        "Hi Priya,\n\n"
        "You gave a talk about tram stops, and that made me want to get in touch. "
        "I'm a second-year biology student at Elm College.\n\n"
        "Would you have 20 minutes in the next two weeks to tell me how you got into "
        "design? We could talk by phone, by video or in person, whichever is easiest "
        "for you.\n\n"
        "If now is not a good time, please feel free to say no.\n\n"
        "Thank you,\nAna Costa"
    )


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_first_message_asks_one_thing(channel: Channel) -> None:
    for who in PEOPLE:
        text = compose("outreach", channel, situation("outreach", who)).text
        assert text.count("?") == 1


def test_a_title_is_kept_and_a_professor_has_one() -> None:
    starts = {who: compose("outreach", "email", situation("outreach", who), voice=voice)
              for who, voice in (("stranger", "plain"), ("professor", "plain"),
                                 ("alum", "formal"))}  # fmt: skip
    assert [composed.text.split(",")[0] for composed in starts.values()] == [
        "Hi Dr. Novak",
        "Dear Professor Farouk",
        "Dear Liz Moreau",
    ]


def test_a_nickname_is_a_greeting_and_no_reason_to_write() -> None:
    composed = compose("outreach", "email", about(facts=("goes by Pri",)))
    assert keys(composed) == ["fact"]
    two = about(facts=("goes by Pri", "gave a talk about tram stops"))
    assert compose("outreach", "email", two).text.startswith("Hi Pri,\n\nYou gave")


@pytest.mark.parametrize("voice", ["plain", "warm", "formal"])
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("channel", CHANNELS)
def test_an_update_ends_with_the_question_that_was_forgotten(
    channel: Channel, who: str, voice: str
) -> None:
    after = situation("keepintouch", who)
    open_yet = replace(after, who_else_open=True, days_since_sent=None)
    composed = compose("keepintouch", channel, open_yet, voice=voice)
    assert composed.text.count("?") == 1
    assert "anyone else you" in composed.text.split("?")[0].rsplit(". ")[-1]
    assert "answer" not in composed.text
    found = check("keepintouch", channel, composed.text, open_yet)
    assert {finding.severity for finding in found} <= {"info"}, composed.text


def test_what_was_asked_aloud_was_not_written() -> None:
    aloud = replace(FULL, asked_aloud=True)
    for voice in ("plain", "warm", "formal"):
        text = compose("followup", "email", aloud, voice=voice).text
        assert "I asked you on November 6" in text
        assert "wrote" not in text
        assert check("followup", "email", text, aloud, "Something new") == ()


# The name of the one who sent you.


@pytest.mark.parametrize("kind", ["outreach", "referral"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_with_leave_the_referrer_is_in_the_first_sentence(
    kind: Kind, channel: Channel
) -> None:
    text = compose(kind, channel, NAMED).text
    assert "Tom Okafor" in re.split(r"(?<=[.?])\s", text)[0]


@pytest.mark.parametrize(
    "leave", ["none", "not_asked", "asked", "declined", "revoked", None]
)
@pytest.mark.parametrize("kind", KINDS)
def test_without_leave_no_trace_of_the_referrer_is_left(kind: Kind, leave: Any) -> None:
    hidden = replace(NAMED, leave=leave)
    for channel in CHANNELS:
        for shape in ("full", "skeleton", "checklist"):
            composed = compose(kind, channel, hidden, shape=shape)
            assert composed.text
            assert "Tom" not in composed.subject + composed.text
            assert "Okafor" not in composed.subject + composed.text


def test_leave_for_somebody_else_is_no_leave_for_this_one() -> None:
    listed = replace(NAMED, leave="granted_for_listed_people", leave_for=("Lee Chan",))
    assert "Tom" not in compose("referral", "email", listed).text
    this_one = replace(listed, leave_for=("priya raman",))
    assert "Tom" in compose("referral", "email", this_one).text


def test_leave_can_be_for_one_channel_alone() -> None:
    spoken_only = replace(NAMED, leave_channels=("spoken",))
    assert "Tom" not in compose("referral", "email", spoken_only).text
    assert "Tom" in compose("referral", "spoken", spoken_only).text


@pytest.mark.parametrize("shape", ["full", "skeleton", "checklist"])
@pytest.mark.parametrize("kind", ["outreach", "referral", "followup"])
def test_a_promised_introduction_is_waited_for(kind: Kind, shape: str) -> None:
    promised = replace(NAMED, leave="will_introduce_first")
    [missing] = compose(kind, "email", promised, shape=shape).missing
    assert missing.key == "introduction"
    assert missing.ask.startswith("Has Tom Okafor introduced you to Priya yet?")


@pytest.mark.parametrize("typed", ["Tom says you are back", "TOM OKAFOR met you"])
def test_own_words_do_not_smuggle_the_name_in(typed: str) -> None:
    hidden = replace(NAMED, leave="declined", news=typed)
    [missing] = compose("followup", "email", hidden).missing
    assert missing.key == "news"
    assert "without it" in missing.ask


def test_a_referral_needs_to_know_whose() -> None:
    assert keys(compose("referral", "email", FULL)) == ["referrer"]


# What is missing is asked for.

NOBODY = Situation(contact=Someone(name="Priya Raman"))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("outreach", ["fact", "topic", "about", "student"]),
        ("referral", ["referrer", "fact", "topic", "about", "student"]),
        ("followup", ["news", "student"]),
        ("scheduling", ["slots", "place", "student"]),
        ("thankyou", ["hook", "student"]),
        ("keepintouch", ["news", "student"]),
        ("reportback", ["news", "student"]),
    ],
)
def test_everything_that_is_missing_is_asked_for_at_once(
    kind: Kind, expected: list[str]
) -> None:
    composed = compose(kind, "email", NOBODY)
    assert (composed.subject, composed.text) == ("", "")
    assert keys(composed) == expected
    assert all(missing.ask.endswith("?") for missing in composed.missing)


def test_it_asks_by_the_name_of_the_person() -> None:
    first = compose("outreach", "email", NOBODY).missing[0]
    assert first.ask == "What made you think of Priya?"


@pytest.mark.parametrize("kind", KINDS)
def test_whom_it_is_for_is_asked_first(kind: Kind) -> None:
    assert keys(compose(kind, "email", Situation()))[0] == "contact"


def test_family_is_asked_without_a_reason() -> None:
    aunt = Situation(contact=PEOPLE["aunt"])
    assert compose("outreach", "spoken", aunt).missing == ()


def test_one_time_is_no_choice() -> None:
    one = replace(FULL, slots=FULL.slots[:1])
    assert keys(compose("scheduling", "email", one)) == ["slots"]


def test_times_that_have_passed_are_not_offered() -> None:
    late = replace(FULL, now=FULL.slots[0])
    text = compose("scheduling", "email", late).text
    assert "November 24" not in text
    assert "November 25" in text


def test_both_clocks_are_told_when_they_differ() -> None:
    text = compose("scheduling", "email", FULL).text
    assert "- Tuesday, November 24 at 2 pm Central time (3 pm Eastern)" in text
    same = replace(FULL, contact_zone="America/New_York")
    assert "3 pm Eastern time\n" in compose("scheduling", "email", same).text


def test_advice_is_left_out_when_there_was_none() -> None:
    bare = replace(FULL, debrief=Debrief(hook="nobody checks grades later"))
    text = compose("thankyou", "email", bare).text
    assert "One thing stayed with me: nobody checks grades later." in text
    assert "next step" not in text


def test_a_thank_you_says_what_comes_of_the_advice() -> None:
    text = compose("thankyou", "text", FULL).text
    assert "My next step is to draw every day, even badly." in text
    assert "?" not in text


def test_a_follow_up_refers_to_the_first_message_by_its_day() -> None:
    on_friday = replace(FULL, days_since_sent=4)
    assert "I wrote to you on November 6." in compose("followup", "email", FULL).text
    assert "I wrote to you on Friday." in compose("followup", "email", on_friday).text
    unknown = replace(FULL, days_since_sent=None)
    assert "my last message" in compose("followup", "email", unknown).text


def test_a_report_back_names_whom_they_named() -> None:
    told = replace(FULL, contact=TOM, other_contacts=(PEOPLE["referred"],))
    by_name = replace(told, topic="Priya Raman")
    assert "pointing me to Priya Raman." in compose("reportback", "text", by_name).text
    assert "the name you gave me" in compose("reportback", "text", told).text


def test_a_note_about_them_is_asked_for_as_one_says_it_to_them() -> None:
    [missing] = compose(
        "outreach", "email", about(facts=("wrote of her youth",))
    ).missing
    assert missing.ask == (
        'How would you say this to Priya, with "you": "wrote of her youth"?'
    )


def test_a_long_note_is_asked_for_in_one_sentence() -> None:
    [missing] = compose("outreach", "email", about(facts=("tram stops " * 30,))).missing
    assert missing.key == "fact"
    assert len(missing.ask) < 250


def test_the_next_fact_is_used_when_the_first_cannot_be() -> None:
    two = about(facts=("wrote of her youth", "gave a talk about tram stops"))
    assert "You gave a talk" in compose("outreach", "email", two).text


# The other shapes.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_skeleton_leaves_the_own_words_to_the_student(
    kind: Kind, channel: Channel
) -> None:
    composed = compose(kind, channel, situation(kind, "stranger"), shape="skeleton")
    assert re.search(r"\[[^]]+\]", composed.text)
    assert "sprains" not in composed.text
    assert not composed.missing


def test_a_skeleton_can_be_had_for_nobody_yet() -> None:
    text = compose("outreach", "email", Situation(), shape="skeleton").text
    assert text.startswith("Hi [their name],")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_a_checklist_is_a_few_points(kind: Kind, channel: Channel) -> None:
    lines = compose(kind, channel, Situation(), shape="checklist").text.splitlines()
    assert 4 <= len(lines) <= 7
    assert all(line.startswith("- ") and "{" not in line for line in lines)


@pytest.mark.parametrize("wish", [{"voice": "loud"}, {"shape": "poem"}])
def test_an_unknown_wish_is_answered_with_the_known_ones(wish: Any) -> None:
    with pytest.raises(ValueError, match="is none of"):
        compose("outreach", "email", FULL, **wish)


# Whatever people type.


@given(blank=st.from_regex(r"\{[a-z_]{1,12}\??\}", fullmatch=True))
@example(blank="{he}")
@example(blank="{my}")
@example(blank="{her?}")
def test_braces_in_a_note_stay_braces(blank: str) -> None:
    text = compose("outreach", "email", about(facts=(f"wrote {blank} on a wall",))).text
    assert f"You wrote {blank} on a wall, and" in text


@pytest.mark.parametrize("piece", ["she said \u202e", "a", "\u0301", "dad's "])
def test_a_hundred_thousand_characters_do_not_flood_a_message(piece: str) -> None:
    huge = piece * (100_000 // len(piece))
    someone = Someone(name=huge, role=huge, relation=huge, facts=(huge,))
    flood = replace(FULL, topic=huge, news=huge, place=huge, zone=huge, contact=someone)
    composed = compose("outreach", "email", flood)
    assert len(composed.text) < 1_000
    assert all(len(missing.ask) < 500 for missing in composed.missing)


@pytest.mark.parametrize(
    "about", ["junior, Elm College; deaf, prefers chat", "sophomore, in writing please"]
)
@pytest.mark.parametrize("channel", ["email", "text", "slack_dm"])
def test_who_had_rather_write_is_not_made_to_offer_a_call(
    about: str, channel: Channel
) -> None:
    known = replace(FULL, student=Writer(name="Dee Novak", about=about))
    text = compose("outreach", channel, known).text
    assert "In writing is easiest for me" in text
    assert not re.search(r"\bcall\b|phone|video|deaf", text)


def test_news_about_the_reader_is_asked_for_with_you() -> None:
    known = replace(FULL, news="read her paper on tram stops")
    assert keys(compose("followup", "email", known)) == ["news"]
    other = replace(FULL, news="Nadia showed me her workshop")
    assert "Nadia showed me her workshop" in compose("followup", "email", other).text


def test_somebody_heard_is_spoken_to() -> None:
    heard = about(facts=("I heard her speak about tram stops",))
    text = compose("outreach", "email", heard).text
    assert "I heard you speak about tram stops." in text


def test_nobody_is_asked_about_their_work_as_a_retired_person() -> None:
    grandfather = Someone(name="Sam Lee", role="retired welder", relation="grandfather")
    known = replace(FULL, contact=grandfather, topic="")
    text = compose("outreach", "text", known).text
    assert "about your years as a welder" in text


def test_what_is_said_aloud_does_not_speak_of_writing() -> None:
    known = replace(NAMED, contact=PEOPLE["referred"])
    assert "Tom Okafor suggested that I talk to you." in (
        compose("referral", "spoken", known).text
    )


def test_what_came_of_a_name_may_speak_of_her() -> None:
    known = replace(FULL, contact=TOM, news="I will meet her next week")
    assert "I will meet her next week" in compose("reportback", "email", known).text


def test_a_year_of_graduation_is_said_only_when_nothing_else_is_known() -> None:
    facts = ("Class of 2019", "mentors at the science fair")
    liz = replace(PEOPLE["alum"], facts=facts)
    text = compose("outreach", "email", replace(FULL, contact=liz)).text
    assert "you mentor at the science fair" in text.casefold()
    assert "2019" not in text


def test_nobody_is_told_how_old_they_were() -> None:
    tom = replace(TOM, facts=("retrained as a welder at forty",))
    text = compose("outreach", "email", replace(FULL, contact=tom)).text
    assert "You retrained as a welder, and" in text


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (datetime(2026, 7, 20, tzinfo=UTC), "since we talked in July:"),
        (datetime(2025, 6, 20, tzinfo=UTC), "since we talked in June last year:"),
        (datetime(2024, 6, 20, tzinfo=UTC), "since we talked in June 2024:"),
    ],
)
def test_a_talk_of_another_year_is_dated(met: datetime, said: str) -> None:
    known = replace(FULL, contact=TOM, met_at=met, news="I passed the safety course")
    assert said in compose("keepintouch", "email", known).text
