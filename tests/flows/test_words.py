"""What is heard of what people type, and what is said when nothing was understood."""

import pytest

from bot.flows import FLOWS
from bot.views import presses
from tests.talk import Talk


@pytest.fixture
def known(talk: Talk) -> Talk:
    talk.say("add Priya Shah, nurse at Mercy, alum")
    talk.say("sent Priya")
    talk.wait(days=2)
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "Priya replied",
        "Priya Shah replied.",
        "/replied Priya",
        "I just replied Priya",
        "priya said yes",
    ],
)
def test_the_name_may_come_first_and_small_talk_is_not_heard(
    known: Talk, said: str
) -> None:
    assert "Good news: Priya Shah replied." in known.say(said)


def test_nearly_a_name_offers_that_person(known: Talk) -> None:
    assert "Priya Shah" in known.say("prya").labels


def test_nearly_a_word_offers_that_word(known: Talk) -> None:
    assert "Did you mean people?" in known.say("peeple")


def test_nobody_is_left_without_a_next_step(known: Talk) -> None:
    seen = known.say("xyzzy")
    assert seen.labels == ["What's next?", "What can I say?"]
    assert "What you can say" in known.press("What can I say?")


@pytest.mark.parametrize(
    "said",
    ["I want to die", "i'm scared of him", "He touched me", "something felt wrong"],
)
def test_words_of_distress_are_met_with_where_help_is(known: Talk, said: str) -> None:
    seen = known.say(said)
    assert "You did nothing wrong" in seen
    assert "No person reads this" in seen


@pytest.mark.parametrize("said", ["please !", "I .", "we \u3000 !", "I just ..."])
def test_small_talk_alone_is_answered_too(known: Talk, said: str) -> None:
    assert "I don't know" in known.say(said)


def test_dying_to_know_is_no_call_for_help(known: Talk) -> None:
    assert "I don't know" in known.say("dying to know")


def test_do_not_contact_is_understood_as_it_is_said(known: Talk) -> None:
    assert "left alone" in known.say("do not contact Priya")
    assert known.wait(days=60) == []


def test_said_twice_it_is_asked_whether_it_was_a_second_one(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse")
    talk.say("sent Priya")
    assert "Was it a second one?" in talk.say("sent Priya")
    assert "One follow-up" in talk.press("Yes, a follow-up")


def test_every_button_of_every_card_leads_somewhere(known: Talk) -> None:
    handlers = {f"{f.name}.{name}" for f in FLOWS for name in f.presses}
    for words in (
        "next",
        "people",
        "people Priya",
        "plan Priya",
        "write Priya text",
        "my settings",
        "my reminders",
        "help",
        "plan nursing",
        "debrief Priya",
    ):
        for _, token, _ in presses(known.say(words).view):
            assert token.partition("/")[0] in handlers, token


def test_a_name_with_something_unheard_of_is_still_a_name(known: Talk) -> None:
    assert "I know Priya Shah" in known.say("Priya somersaulted")


def test_of_two_long_names_each_has_a_button_that_fits(talk: Talk) -> None:
    for work in ("potter", "welder"):
        talk.say(f"add Vera {'Maria ' * 20}Holm, {work}")
    for said in ("log Vera", "Vera somersaulted", "sent Vera", "people Vera"):
        assert all(0 < len(label) <= 75 for label in talk.say(said).labels)


def test_who_was_written_to_is_said_within_a_few_words(known: Talk) -> None:
    assert "Priya" in known.say("sent the follow-up message by mail to Priya")
    assert "I know nobody called that" in known.say(f"sent {'the ' * 900}Priya")


def test_she_said_no(known: Talk) -> None:
    assert "said no" in known.say("Priya said no")


def test_a_question_is_added_to_the_plan_and_not_to_the_people(known: Talk) -> None:
    known.say("plan Priya")
    assert "What do you wish I knew?" in known.say("add What do you wish I knew?")
    assert "wish" not in known.say("people")


@pytest.mark.parametrize(
    "said", ["check", "add Tom, plumber at Bobs", "write prya", "Priya replied", "help"]
)
def test_nobody_is_held_in_a_form(known: Talk, said: str) -> None:
    known.say("remind me to call home")
    known.say(said)
    assert "call home" not in known.say("my reminders")


def test_a_name_mentioned_an_opening(known: Talk) -> None:
    assert "may ask how to apply" in known.say("Priya mentioned an opening")


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("i am so worried", "practice"),
        ("nervous about all of it", "practice"),
        ("where should i begin", "Who is easiest to ask?"),
        ("is it too late for me?", "next"),
        ("do they want a resume?", "next"),
        ("what may i ask them", "plan NAME"),
        ("she replied yesterday", "NAME replied yesterday"),
        ("they answered", "NAME answered"),
        ("i don't know anybody", "Who is easiest to ask?"),
        ("there is no one, really nobody", "Who is easiest to ask?"),
    ],
)
def test_a_plain_sentence_leads_on(known: Talk, said: str, leads: str) -> None:
    seen = known.say(said)
    assert leads in seen
    assert "I don't know '" not in seen


def test_a_sentence_about_somebody_known_leads_to_them(known: Talk) -> None:
    assert known.say("our class saw Priya last spring").labels[0] == "Priya Shah"


def test_a_message_that_is_pasted_alone_is_checked(known: Talk) -> None:
    text = "Dear Priya,\nMay I ask you about your work for 20 minutes?\nAna"
    assert known.say(text).startswith("Follow-up, e-mail, to Priya Shah.")


@pytest.mark.parametrize(
    "said", ["harder", "baren", "forgot", "chained", "he", "hex", "nxt", "text", "cold"]
)
def test_what_is_far_from_every_word_is_not_guessed(known: Talk, said: str) -> None:
    assert "Did you mean" not in known.say(said)


@pytest.mark.parametrize(
    ("said", "meant"), [("repleid", "replied"), ("remidn", "remind"), ("snet", "sent")]
)
def test_a_slip_is_heard(known: Talk, said: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in known.say(said)


def test_of_an_unknown_word_about_somebody_they_are_offered(known: Talk) -> None:
    seen = known.say("promote Priya")
    assert seen.startswith("I don't know 'promote'. Did you mean Priya Shah?")
    assert "Now: " in known.press("Priya Shah", on=seen)


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        ("what might i ask Priya", "plan Priya Shah or plan FIELD"),
        ("i cannot write well in english", "write NAME"),
        ("how is Priya doing", "Is it about Priya Shah?"),
        ("no clue how this works", "For your next step say next."),
        ("why would people want to listen", "For your next step say next."),
        ("she mentioned an opening", "NAME mentioned an opening"),
        ("i met somebody", "Whom do you mean?"),
    ],
)
def test_a_sentence_leads_to_whom_or_what_is_in_it(
    known: Talk, said: str, leads: str
) -> None:
    assert leads in known.say(said)


def test_a_slip_in_a_name_is_heard_among_other_words(known: Talk) -> None:
    assert "Did you mean Priya Shah?" in known.say("prya shah answered today")


def test_a_sentence_is_not_offered_as_a_name(known: Talk) -> None:
    seen = known.say("people who could tell me more")
    assert "I know nobody called that." in seen
    assert "add" not in seen


def test_no_reply_from_somebody_is_still_heard(known: Talk) -> None:
    assert "said no" in known.say("no Priya")


# Without a command's word


@pytest.mark.parametrize(
    "said",
    ["how do i start", "Where should I begin?", "i want to start", "what do i do"],
)
def test_who_has_nobody_yet_and_asks_how_to_start_sees_the_doors(
    talk: Talk, said: str
) -> None:
    seen = talk.say(said)
    assert "Who is easiest to ask?" in seen
    assert "Can't think of anyone" in seen.labels


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("nurse at Mercy Hospital", "add NAME, nurse at Mercy Hospital"),
        ("a welder at Harbor Works", "add NAME, welder at Harbor Works"),
    ],
)
def test_somebodys_work_is_an_offer_to_add_them(
    talk: Talk, said: str, offered: str
) -> None:
    seen = talk.say(said)
    assert offered in seen.replace("\n", " ")
    assert "Add somebody" in seen.labels


@pytest.mark.parametrize("said", ["hurried", "Nadia", "no-names"])
def test_whom_the_practice_offers_can_be_said_alone(talk: Talk, said: str) -> None:
    talk.say("practice")
    assert "Practice with" in talk.say(said)


def test_a_question_about_starting_something_else_is_none_of_these(talk: Talk) -> None:
    seen = talk.say("how do i start an email to my professor")
    assert "write NAME" in seen


def test_somebody_known_comes_before_somebody_made_up(talk: Talk) -> None:
    talk.say("add Nadia Berg, potter")
    assert "Now: not asked yet" in talk.say("Nadia")


@pytest.mark.parametrize("who", ["they", "she", "he", "She"])
def test_what_they_mentioned_is_of_the_last_talk(known: Talk, who: str) -> None:
    known.say("met Priya")
    assert "Priya Shah mentioned an opening" in known.say(f"{who} mentioned an opening")
    said = known.say(f"{who} promised to send a book by friday")
    assert "ask Priya Shah kindly how this stands: they send a book" in said


def test_more_with_a_name_goes_on_with_a_debrief(known: Talk) -> None:
    known.say("met Priya")
    assert "More of your talk with Priya Shah" in known.say("more Priya")
    known.say(":cancel")
    assert "More of your talk" not in known.say("more")
