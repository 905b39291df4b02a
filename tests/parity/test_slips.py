"""What is strange, wrong or sad is answered alike, and nothing in it is obeyed."""

from tests.parity.both import Both

STRANGE = (
    "xyzzy",
    "add",
    "sent Nobody",
    "booked Priya someday",
    "booked Priya 3/4",
    "write",
    "cancel",
    "go on",
    "keep 1 2",
    "my",
    "help",
    "what is this?",
    "<!channel> & <@U1> *b* _i_ `c` ~s~ :tada:",
    "add <!channel> *Bold*, @everyone at `Acme` & Sons <https://example.com>",
    "people <!channel>",
    "x" * 3_900,
    "I want to kill myself",
)


def test_words_that_are_strange_or_unknown(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital")
    for words in STRANGE:
        if both.say(words).form:
            both.leave()
    assert "<!channel> *Bold*" in both.say("people")


def test_a_button_of_what_is_gone(both: Both) -> None:
    both.say("add Priya Shah, nurse at Mercy Hospital")
    both.say("people Priya")
    both.say("forget Priya")
    both.press("Forget")
    assert "no such person" in both.press("Write it")
    both.say("add Priya Shah, nurse at Mercy Hospital")


def test_words_of_distress_in_the_middle_of_a_form(both: Both) -> None:
    both.say("hello")
    both.press("Family or friend")
    sad = {"What is their name?": "Rosa", "What do they do?": "I want to kill myself"}
    assert "I'm sorry that it is so hard." in both.answer(sad)
    both.say("people")
