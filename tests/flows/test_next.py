"""The first screens, and the one next step."""

from tests.talk import BEN, Talk


def test_a_newcomer_is_greeted_and_asked_one_question(talk: Talk) -> None:
    seen = talk.open()
    assert seen.startswith("Hi Ana. I help you ask people about their work")
    assert "Staff can't see your people or notes" in seen
    assert "Who is easiest to ask?" in seen
    assert seen.labels == [
        "Family or friend",
        "Work or school",
        "Can't think of anyone",
        "How this works",
    ]


def test_nothing_said_is_the_next_step(talk: Talk) -> None:
    assert talk.say("") == talk.say("next") == talk.say("hello")


def test_the_first_person_is_found_in_three_answers(talk: Talk) -> None:
    talk.open()
    talk.press("Family or friend")
    talk.say("my aunt")
    talk.say("nurse")
    seen = talk.say("")
    assert "Ask your aunt for 20 minutes. Takes you 3." in seen


def test_who_thinks_of_nobody_gets_eight_gentle_questions(talk: Talk) -> None:
    talk.open()
    seen = talk.press("Can't think of anyone")
    assert seen.count("?") == 8
    assert "What is their name?" in talk.press("I thought of someone")


def test_how_this_works_is_four_cards(talk: Talk) -> None:
    talk.open()
    card = talk.press("How this works")
    cards = [card]
    while "More" in card.labels:
        card = talk.press("More", on=card)
        cards.append(card)
    assert len(set(cards)) == 4
    assert "is there anyone else you'd recommend" in cards[-1]


def test_the_most_pressing_comes_first(talk: Talk) -> None:
    talk.say("add Milo, welder")
    talk.say("add Priya, nurse")
    talk.say("met Priya")
    seen = talk.say("next")
    assert seen.startswith("Write down what Priya told you.")
    assert "Then: Ask Milo" in seen


def test_the_most_pressing_comes_first_though_many_others_are_due(talk: Talk) -> None:
    first, second = (
        [{"name": f"Kim{nth} Lund", "role": "nurse"} for nth in range(at, at + 80)]
        for at in (0, 80)
    )
    talk.upload("people.csv", first)
    talk.say("keep all")
    talk.say("add Priya, baker")
    talk.upload("more.csv", second)
    talk.say("keep all")
    talk.say("met Priya")
    seen = talk.say("next")
    assert seen.startswith("Write down what Priya told you.")
    assert seen.count("Then: Ask Kim") == 5
    assert "And many more." in seen


def test_someone_else_shows_the_next_and_then_the_doors(talk: Talk) -> None:
    talk.say("add Milo, welder")
    talk.say("add Priya, nurse")
    first = talk.say("next")
    second = talk.press("Someone else", on=first)
    assert second != first
    assert "Who else could you ask?" in talk.press("Someone else", on=second)


def test_not_this_week_brings_it_up_again_in_seven_days(talk: Talk) -> None:
    talk.say("add Milo, welder")
    assert "Mon 23 Nov, 09:00" in talk.press("Not this week", on=talk.say("next"))
    assert "Nothing for you to do now." in talk.say("next")
    assert "Mon 23 Nov, 09:00" in talk.say("next")

    [again] = talk.wait(days=8)
    assert "Milo" in again


def test_nobody_sees_anybody_elses_people(talk: Talk) -> None:
    talk.say("add Priya, nurse")
    assert "Who is easiest to ask?" in talk.say("next", BEN)
    assert "Nobody yet" in talk.say("people", BEN)
    assert "I know nobody called that" in talk.say("write Priya", BEN)


def test_of_two_with_one_name_it_is_said_which(talk: Talk) -> None:
    talk.say("add Marco Bello, nurse at Mercy")
    talk.say("add Marco Bello, cook at Golden Fork")
    seen = talk.say("next")
    assert "Ask Marco Bello (Mercy) for" in seen
    assert "Then: Ask Marco Bello (Golden Fork) for" in seen


def test_what_comes_then_is_as_long_as_the_student_likes(talk: Talk) -> None:
    talk.say("settings minutes 15")
    for name in ("Marco", "Ines"):
        talk.say(f"add {name}, nurse")
    assert "Then: Ask Ines for 15 minutes" in talk.say("next")


def test_a_message_that_was_pasted_is_not_taken_for_a_greeting(talk: Talk) -> None:
    message = "Hi Marco, I study nursing. Could we talk for 20 minutes next week? Ana"
    assert "Say check" in talk.say(message)
    assert "check" not in talk.say("hi, how are you")
