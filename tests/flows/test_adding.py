"""Somebody new: typed in a line, from a form, from a file, or named by another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.effects import Effect, Reply
from bot.events import Action
from bot.flow import Flow
from bot.flows import FLOWS
from bot.flows.adding import linked
from bot.ports import Book
from bot.records import Contact, Referral
from bot.views import View
from tests.talk import Talk

NEXT = ["Write it", "Already asked", "Someone else", "Not this week"]


def test_the_next_step_can_be_taken_at_once(talk: Talk) -> None:
    seen = talk.say("add Omar Said, nurse at Mercy")
    assert seen.startswith("Omar Said (nurse at Mercy) is on your list.")
    assert "Ask Omar Said for 20 minutes." in seen
    assert seen.labels == NEXT
    assert "bring it up again on Mon 23 Nov" in talk.press("Not this week")


def test_someone_else_after_one_is_the_doors(talk: Talk) -> None:
    talk.say("add Omar Said, nurse at Mercy")
    assert "Family or friend" in talk.press("Someone else").labels


def test_nothing_but_an_address_is_asked_for_the_name(talk: Talk) -> None:
    assert "Who is it?" in talk.say("add priya@example.com")
    assert "Nobody yet" in talk.say("people")


@pytest.mark.parametrize("line", ["An Nguyen, nurse", "The Anh Tran", "A One"])
def test_a_name_is_not_cut(talk: Talk, line: str) -> None:
    assert talk.say(f"add {line}").startswith(line.partition(",")[0])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a potter at the market", "Say add NAME, potter at the market"),
        ("an old sailor", "Say add NAME, old sailor"),
        ("Vera and Sana", "Begin with one: add Vera"),
        ("my aunt & my uncle, cooks", "Begin with one: add"),
    ],
)
def test_a_job_or_two_people_are_asked_for_a_name(
    talk: Talk, line: str, says: str
) -> None:
    assert says in talk.say(f"add {line}")
    assert "Nobody yet" in talk.say("people")


def test_a_form_asks_again_for_one_name(talk: Talk) -> None:
    talk.press("Work or school", on=talk.open())
    for answer in ("Vera and Sana", "potters"):
        talk.say(answer)
    again = talk.say("")
    assert "Those are two people" in again
    assert "What is their name?" in again


@pytest.mark.parametrize("line", ["Sandra Anders", "Anand Nair", "The barber"])
def test_a_name_that_holds_such_letters_is_one_name(talk: Talk, line: str) -> None:
    assert talk.say(f"add {line}").startswith(line)


# Who was recommended


def test_a_recommendation_in_the_line_is_a_link(talk: Talk) -> None:
    talk.say("add Rosa Diaz, nurse, aunt")
    seen = talk.say("add Omar Said, nurse at Mercy, recommended by Rosa")
    assert "Rosa Diaz recommended them." in seen
    assert "May you say that Rosa Diaz recommended them?" in talk.press(
        "May I say who sent me?"
    )
    assert "Recommended by Rosa Diaz." in talk.say("people Omar")
    assert "Names received: 1" in talk.say("my numbers")


def test_who_recommended_may_be_said_by_the_tie(talk: Talk) -> None:
    talk.say("add Rosa Diaz, nurse, my aunt")
    seen = talk.say("add Omar Said, recommended by my aunt")
    assert "Rosa Diaz recommended them." in seen


def test_nobody_is_made_up_who_recommended(talk: Talk) -> None:
    seen = talk.say("add Omar Said, nurse at Mercy, recommended by Rosa")
    assert "Rosa is not on your list." in seen
    assert "May I say who sent me?" not in seen.labels
    talk.say("add Rosa Diaz, nurse")
    again = talk.say("add Omar Said, nurse at Mercy, recommended by Rosa")
    assert "Rosa Diaz recommended them." in again
    assert talk.read(lambda book: book.count(Contact)) == 2


def test_of_two_who_may_have_recommended_one_is_picked(talk: Talk) -> None:
    talk.say("add Rosa Diaz, nurse")
    talk.say("add Rosa Holm, cook")
    seen = talk.say("add Omar Said, recommended by Rosa")
    assert "You know 2 people called Rosa." in seen
    assert "Rosa Holm recommended them." in talk.press("Rosa Holm (cook)")
    assert "Recommended by Rosa Holm." in talk.say("people Omar")


def test_a_form_hears_of_a_recommendation_too(talk: Talk) -> None:
    talk.say("add Rosa Diaz, nurse")
    talk.say("hi")
    talk.press("Someone else")
    talk.press("Work or school")
    for answer in ("Omar Said", "nurse at Mercy"):
        talk.say(answer)
    assert "Rosa Diaz recommended them." in talk.say("recommended by Rosa")


# Who was named by somebody on the list

flow = Flow("test")


@flow.command("named NAME, EMPLOYER", small=("promised",))
def named(action: Action, rest: str, book: Book) -> Iterator[Effect]:
    """Rosa Diaz gives a name."""
    is_promised = rest.startswith("promised ")
    name, _, employer = rest.removeprefix("promised ").partition(", ")
    [rosa] = book.named("Rosa Diaz")
    contact, referral = yield from linked(
        action, book, name, "", employer, rosa, is_promised
    )
    yield Reply(View((f"{contact.id} {referral.leave}",)))


@pytest.fixture
def rosa(tmp_path: Path) -> Iterator[Talk]:
    talk = Talk(tmp_path, [*FLOWS, flow])
    talk.say("add Rosa Diaz, nurse")
    yield talk
    talk.close()


def test_who_was_not_known_is_new_and_linked(rosa: Talk) -> None:
    rosa.say("named Omar Said, Mercy")
    card = rosa.say("people Omar")
    assert "Omar Said, Mercy, recommended" in card
    assert "Recommended by Rosa Diaz." in card
    assert "Wed 18 Nov, 09:00" in card  # within two business days


@pytest.mark.parametrize("known", ["nurse at Mercy", "nurse"])
@pytest.mark.parametrize("given", ["Omar Said", "omar said, MERCY"])
def test_who_is_on_the_list_is_linked_and_not_doubled(
    rosa: Talk, known: str, given: str
) -> None:
    rosa.say(f"add Omar Said, {known}")
    rosa.say(f"named {given}")
    assert rosa.read(lambda book: book.count(Contact)) == 2
    assert "Recommended by Rosa Diaz." in rosa.say("people Omar Said")


def test_another_employer_is_another_person(rosa: Talk) -> None:
    rosa.say("add Omar Said, nurse at Mercy")
    rosa.say("named Omar Said, Harbor")
    assert rosa.read(lambda book: book.count(Contact)) == 3


def test_of_two_with_the_name_the_employer_tells(rosa: Talk) -> None:
    rosa.say("add Omar Said, nurse at Mercy")
    rosa.say("add Omar Said, cook at Harbor")
    assert "Say where this one works" in rosa.say("named Omar Said")
    rosa.say("named Omar Said, harbor")
    assert rosa.read(lambda book: book.count(Referral)) == 1


def test_a_talk_that_began_goes_on_as_it_stands(rosa: Talk) -> None:
    rosa.say("add Omar Said, nurse at Mercy")
    rosa.say("sent Omar")
    rosa.say("promised Omar Said")
    card = rosa.say("people Omar")
    assert "Now: asked" in card
    assert "Recommended by Rosa Diaz." in card


def test_a_name_given_twice_is_one_link_and_a_promise_counts(rosa: Talk) -> None:
    first = rosa.say("named Omar Said").split()
    again = rosa.say("promised Omar Said").split()
    assert (first[1], again[1]) == ("not_asked", "will_introduce_first")
    assert first[0] == again[0]
    assert rosa.read(lambda book: book.count(Referral)) == 1
    assert "I was introduced" in rosa.say("people Omar").labels


def test_nobody_names_themselves(rosa: Talk) -> None:
    assert "is who gave the name" in rosa.say("named Rosa Diaz")


# What a form asks again


@pytest.fixture
def asked(talk: Talk) -> Talk:
    talk.say("add Omar Said, nurse at Mercy")
    talk.press("Family or friend", on=talk.say("add"))
    return talk


@pytest.mark.parametrize(
    ("name", "why"),
    [("???", "Who is it?"), ("omar said", "Omar Said is on your list already.")],
)
def test_a_form_asks_again_for_a_name_and_keeps_the_rest(
    asked: Talk, name: str, why: str
) -> None:
    for answer in (name, "nurse at Mercy"):
        asked.say(answer)
    again = asked.say("")
    assert why in again
    assert "What is their name?" in again
    assert asked.say("Vera Holm").startswith("Vera Holm (nurse at Mercy) is on")


def test_a_form_that_opens_says_it_at_the_field(talk: Talk) -> None:
    talk.dialogs = True
    talk.press("Family or friend", on=talk.say("add"))
    again = talk.submit({"name": "priya@example.com", "role": "nurse"})
    assert again.startswith("name: Who is it?")
    assert "nurse" in again


def test_a_form_for_somebody_forgotten_asks_and_ends(asked: Talk) -> None:
    asked.say("forget Omar Said")
    asked.press("Forget")
    asked.press("Family or friend", on=asked.say("add"))
    for answer in ("Omar Said", "nurse at Mercy"):
        asked.say(answer)
    assert asked.say("my uncle").labels == ["Add again", "No"]
    assert "Omar Said (nurse at Mercy, uncle)" in asked.press("Add again")


def test_no_is_an_answer_too(asked: Talk) -> None:
    asked.say("forget Omar Said")
    asked.press("Forget")
    asked.say("add Omar Said")
    assert "Who is easiest to ask?" in asked.press("No")
    assert "Nobody yet" in asked.say("people")


def test_what_does_not_fit_in_a_button_is_left_out_whole(talk: Talk) -> None:
    talk.say("add Omar Said, nurse at Mercy")
    talk.say("forget Omar")
    talk.press("Forget")
    work = "head of the night nurses at Mercy Hospital of the Lakes"
    talk.say(f"add Omar Said, {work}, omar.said@example.com")
    assert "example" not in talk.press("Add again")


@pytest.mark.parametrize(
    "line", ["what do you eat at work", "how did you begin", "Why this school, and not"]
)
def test_a_question_without_its_mark_is_nobodys_name(talk: Talk, line: str) -> None:
    assert f"add {line}?" in talk.say(f"add {line}")
    assert "Nobody yet" in talk.say("people")


def test_a_name_may_look_a_little_like_a_question(talk: Talk) -> None:
    for name in ("How Wei Ling", "Will May", "Whatley Grove"):
        assert f"{name} (baker) is on your list" in talk.say(f"add {name}, baker")


def test_mom_is_not_said_twice(talk: Talk) -> None:
    assert "Mom is on your list." in talk.say("add my mom")
    assert "Mom" in talk.say("people").labels


# A whole line where a name is asked for

LINE = "Rosa Lind, nurse at Mercy, my aunt's friend, met at church"


def test_a_whole_line_for_a_name_is_taken_apart(talk: Talk) -> None:
    talk.press("Family or friend", on=talk.say("add"))
    for answer in (LINE, "skip", "skip"):
        seen = talk.say(answer)
    assert "Rosa Lind (nurse at Mercy, aunt's friend) is on your list." in seen
    assert "met at church" in talk.say("people Rosa")


def test_what_is_answered_beside_it_counts_more(talk: Talk) -> None:
    talk.dialogs = True
    talk.press("Family or friend", on=talk.say("add"))
    seen = talk.submit({"name": LINE, "role": "head nurse at Mercy"})
    assert "Rosa Lind (head nurse at Mercy, aunt's friend)" in seen


def test_a_line_is_added_with_all_that_it_says(talk: Talk) -> None:
    talk.say(f"add {LINE}")
    assert "met at church" in talk.say("people Rosa")


@pytest.mark.parametrize(
    "line",
    [
        "Rosa Lind - nurse at Mercy",
        "Rosa Lind (nurse at Mercy)",
        "Rosa Lind; nurse; Mercy",
        "Rosa Lind who is a nurse at Mercy",
        "Rosa Lind is a nurse at Mercy",
        "Rosa Lind nurse at Mercy",
    ],
)
def test_what_people_put_instead_of_a_comma_is_none(talk: Talk, line: str) -> None:
    assert "Rosa Lind (nurse at Mercy) is on your list." in talk.say(f"add {line}")


def test_a_last_name_first_is_asked_about(talk: Talk) -> None:
    talk.press("Family or friend", on=talk.say("add"))
    for answer in ("Lind, Rosa", "skip", "skip"):
        seen = talk.say(answer)
    assert 'Is "Rosa" a part of the name? Say the name alone: Rosa Lind' in seen
    assert "Rosa Lind is on your list." in talk.say("Rosa Lind")


def test_a_friend_of_an_aunt_is_further_than_a_friend(talk: Talk) -> None:
    talk.say(f"add {LINE}")
    (contact,) = talk.read(lambda book: book.all(Contact))
    assert contact.comfort == 2
