"""The people a student may talk to."""

import pytest

from tests.talk import BEN, Talk


def test_one_line_is_enough_to_add_somebody(talk: Talk) -> None:
    line = "add Priya Shah, product designer at Acme, alum, priya@example.com"
    assert "Priya Shah (product designer at Acme, alum)" in talk.say(line)
    card = talk.say("people Priya")
    assert "priya@example.com" in card
    assert "not asked yet" in card


@pytest.mark.parametrize("word", ["next", "people", "log", "help", "undo", "office"])
def test_a_contact_may_be_called_like_a_command(talk: Talk, word: str) -> None:
    talk.say(f"add {word}, nurse")
    assert "Good. You asked" in talk.say(f"sent {word}")


@pytest.mark.parametrize(
    "name", ["<!channel>", "@everyone", "*Bold*", "{{x}}", "'; --"]
)
def test_markup_in_a_name_is_only_a_name(talk: Talk, name: str) -> None:
    talk.say(f"add Ana {name}, nurse")
    assert f"Ana {name}" in talk.say("people")


@pytest.mark.parametrize("line", ["add", "add ,,,", "add 123", "add ?!"])
def test_nobody_is_added_without_a_name(talk: Talk, line: str) -> None:
    assert "Who is it?" in talk.say(line)
    assert "Nobody yet" in talk.say("people")


def test_two_of_one_name_need_something_to_tell_them_apart(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy")
    assert "already" in talk.say("add Priya Shah, nurse at Mercy")
    assert "is on your list" in talk.say("add Priya Shah, welder at Harbor")


def test_a_bare_name_shows_the_card(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy")
    assert talk.say("Priya Shah") == talk.say("people Priya Shah")


def test_any_word_of_a_name_finds_them(talk: Talk) -> None:
    talk.say("add Maria del Mar Ruiz, nurse")
    for name in ("maria", "ruiz", "Maria del Mar Ruiz", "MARIA"):
        assert "Maria del Mar Ruiz, nurse" in talk.say(f"people {name}")


def test_a_long_list_has_pages(talk: Talk) -> None:
    for letter in "ABCDEFGHIJKL":
        talk.say(f"add {letter}x, nurse at {letter}")
    first = talk.say("people")
    second = talk.press("More", on=first)
    assert "Kx" in second
    assert "Ax" in talk.press("Back", on=second)


def test_more_people_than_buttons_are_picked_and_found_by_typing(talk: Talk) -> None:
    for letter in "ABCDEFGHIJKL":
        talk.say(f"add {letter}x Moss, nurse at {letter}")
    seen = talk.say("people")
    assert seen.labels[:2] == ["Ax Moss (A)", "Bx Moss (B)"]
    assert "Lx Moss" not in seen
    assert [one.label for one in talk.suggest("lx", "Whose card?")] == ["Lx Moss (L)"]
    assert len(talk.suggest("moss", "Whose card?")) == 12
    assert "Bx Moss, nurse at B" in talk.press("Bx Moss (B)")


def test_whose_name_begins_so_comes_before_whose_name_has_it(talk: Talk) -> None:
    for name in ("Tom Anders", "Joan Bell", "Ana Stone", "Eva", "Ida", "Max"):
        talk.say(f"add {name}, nurse")
    talk.say("people")
    found = [one.label for one in talk.suggest("an", "Whose card?")]
    assert found == ["Ana Stone (nurse)", "Tom Anders (nurse)", "Joan Bell (nurse)"]


def test_nobody_is_offered_to_somebody_else(talk: Talk) -> None:
    for name in ("Ana Stone", "Joan Bell", "Eva", "Ida", "Max"):
        talk.say(f"add {name}, nurse")
        talk.say(f"add {name}y, nurse", who=BEN)
    talk.say("people")
    [only] = talk.suggest("stone", "Whose card?")
    assert only.label == "Ana Stone (nurse)"


def test_what_was_noted_stands_on_the_card_and_in_the_message(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse at Mercy, aunt")
    talk.say("note Priya gave a talk about night shifts")
    assert "gave a talk about night shifts" in talk.say("people Priya")
    talk.say("write Priya text")
    assert "night shifts" in talk.say("write Priya text")


def test_a_card_can_be_changed_and_a_wrong_zone_is_asked_again(talk: Talk) -> None:
    talk.say("add Priya Shah, nurse")
    talk.press("Change", on=talk.say("people Priya"))
    for answer in ("Priya Rao", "nurse at Mercy", "alum", ""):
        talk.say(answer)
    assert "no country or zone" in talk.say("Atlantis")
    assert "Priya Rao, nurse at Mercy, alum" in talk.say("Europe/Berlin")


def test_business_days_are_those_of_the_contacts_country(talk: Talk) -> None:
    talk.at("2026-11-19 14:10")
    talk.say("add Jonas Weber, engineer")
    talk.press("Change", on=talk.say("people Jonas"))
    for answer in ("", "", "", "", "DE"):
        talk.say(answer)
    sent = talk.say("sent Jonas")
    assert "Working days: Germany." in sent
    assert "Mon 30 Nov, 09:00" in sent  # Thanksgiving is a working day there


def test_when_the_country_is_put_right_what_is_due_moves(talk: Talk) -> None:
    talk.at("2026-11-19 14:10")
    talk.say("add Jonas Weber, engineer")
    talk.say("sent Jonas")
    talk.press("Change", on=talk.say("people Jonas"))
    for answer in ("", "", "", ""):
        talk.say(answer)
    assert "Mon 30 Nov, 09:00" in talk.say("DE")


def test_a_dash_clears_what_need_not_be_known(talk: Talk) -> None:
    talk.say("add Jonas Weber, engineer at Acme, alum")
    talk.press("Change", on=talk.say("people Jonas"))
    for answer in ("", "-", "", ""):
        talk.say(answer)
    assert "Jonas Weber, alum" in talk.say("")


def test_who_are_you_is_no_name(talk: Talk) -> None:
    assert "a bot" in talk.say("who are you?")


def test_who_should_i_ask_opens_the_doors(talk: Talk) -> None:
    assert "Family or friend" in talk.say("who should I ask").labels


def test_a_long_note_says_how_much_of_it_the_card_leaves_out(talk: Talk) -> None:
    talk.say("add Rosa Lind, nurse at Mercy")
    long = "She spoke about night shifts. " * 125
    said = talk.say(f"note Rosa {long}")
    assert "3,548 more characters: people Rosa Lind notes" in said
    card = talk.say("people Rosa")
    assert "3,548 more characters: people Rosa Lind notes" in card
    assert card.count("night shifts") < 10
    assert talk.say("people Rosa notes").count("night shifts") == 125


def test_a_short_note_is_shown_whole(talk: Talk) -> None:
    talk.say("add Rosa Lind, nurse at Mercy")
    assert "more characters" not in talk.say("note Rosa keeps bees")
    talk.say("undo")
    assert "None yet." in talk.say("people Rosa notes")


BEHIND = ["Add a note", "Change", "Do not contact", "Forget"]


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        ("note Rosa likes boats", "Write it, Already asked, Add a note, Change"),
        (
            "booked Rosa friday 3pm for 20 minutes by phone",
            "Plan the questions, We talked, New time, Called off",
        ),
        (
            "met Rosa",
            "Write it down, Write the thank-you, It did not take place,"
            " They gave me a name",
        ),
        (
            "met Rosa; thanked Rosa",
            "Write it down, They gave me a name, Something felt wrong,"
            " They mentioned an opening",
        ),
    ],
)
def test_a_card_offers_what_comes_next_and_all_else_behind_more(
    talk: Talk, after: str, shown: str
) -> None:
    talk.say("add Rosa Lind, nurse at Mercy")
    for line in after.split("; "):
        talk.say(line)
    card = talk.say("people Rosa")
    assert card.labels == [*shown.split(", "), "More"]
    opened = talk.press("More", on=card)
    assert opened.labels[:4] == card.labels[:4]
    assert opened.labels[-4:] == BEHIND
    assert "Forget Rosa Lind?" in talk.press("Forget", on=opened)


def test_a_card_that_offers_little_hides_nothing(talk: Talk) -> None:
    talk.say("add Rosa Lind, nurse at Mercy")
    talk.press("More", on=talk.say("people Rosa"))
    talk.press("Do not contact")
    assert talk.say("people Rosa").labels == ["Add a note", "Change", "Forget"]
