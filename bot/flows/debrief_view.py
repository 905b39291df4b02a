"""The parts of a debrief: presses, and one form of short answers."""

from bot.flows.learning_forms import SCALE
from bot.records import Contact, Learnt, Referral
from bot.text import one_line
from bot.views import Block, Button, Choice, Field, Form, Tone, View


def _button(label: str, name: str, *args: object, tone: Tone = "plain") -> Button:
    return Button(label, "/".join((f"debrief.{name}", *map(str, args))), tone)


HOOK = "one line; your thank-you begins with it"

ADVICE = "with a day, if you want one: read the union page by friday"

PROMISES = "a line each, such as: they send me a book by friday; I send my notes"


ENERGY = tuple(
    Choice(label, str(nth))
    for nth, label in enumerate(
        ("worn out", "a little tired", "as before", "awake", "full of energy"), start=1
    )
)

BETTER = (
    "How I began",
    "My questions",
    "Asking who else",
    "Keeping time",
    "Nothing yet",
)


def words_form(contact: Contact) -> Form:
    name = one_line(contact.name, 30)
    return Form(
        f"Your talk with {name}",
        f"debrief.heard/{contact.id}",
        (
            Field(
                "learnt",
                "What do you want to remember?",
                "one or two things",
                long=True,
            ),
            Field("hook", "What helped you most?", HOOK, required=False),
            Field(
                "advice",
                "Did they advise you to do something?",
                ADVICE,
                required=False,
            ),
            Field(
                "words",
                "Which words do you want to look up?",
                "words of the field that were new to you",
                required=False,
            ),
            Field(
                "energy",
                "How did you come out of the talk?",
                choices=ENERGY,
                required=False,
            ),
        ),
    )


def more_form(contact: Contact, notes: Learnt) -> Form:
    """What is worth a minute more; every answer may stay empty."""
    before, after = (
        str(drawn or "") for drawn in (notes.drawn_before, notes.drawn_after)
    )
    return Form(
        f"More of your talk with {one_line(contact.name, 30)}",
        f"more.heard/{contact.id}",
        (
            Field(
                "before",
                "How drawn were you to this work before the talk?",
                value=before,
                choices=SCALE,
                required=False,
            ),
            Field("after", "And now?", value=after, choices=SCALE, required=False),
            Field(
                "surprise",
                "What was not as you had thought?",
                value=notes.surprise,
                required=False,
            ),
            Field(
                "needs",
                "What does one need to get in?",
                "a course, a certificate, a skill",
                value="; ".join(notes.needs),
                required=False,
            ),
            Field(
                "promises",
                "Was anything promised, by them or by you?",
                PROMISES,
                value="\n".join(notes.promises),
                long=True,
                required=False,
            ),
        ),
    )


def name_form(source: Contact, answer: str) -> Form:
    by_when = Field("when", "By when, if they said?", "such as: friday", required=False)
    return Form(
        f"Who did {one_line(source.name, 25)} name?",
        f"debrief.named/{source.id}/{answer}",
        (
            Field("name", "What is their name?"),
            Field(
                "work",
                "What do they do, and where?",
                "such as: editor at Acme",
                required=False,
            ),
            *((by_when,) if answer == "promised" else ()),
        ),
    )


def who_else_view(contact: Contact) -> View:
    here = contact.id
    return View(
        (f"Did {contact.name} name anyone else you could talk with?",),
        (
            _button("Yes, I have a name", "else", here, "named", tone="primary"),
            _button("They will introduce me", "else", here, "promised"),
            _button("Nobody", "else", here, "nobody"),
            _button("I forgot to ask", "else", here, "forgot"),
            Button("Tell you later", "next.step"),
        ),
    )


def better_view(contact: Contact, is_first: bool, *before: Block) -> View:
    """There is nothing to compare the first talk with."""
    asked = "What went well?" if is_first else "What went better than last time?"
    buttons = (
        _button(label, "better", contact.id, nth) for nth, label in enumerate(BETTER)
    )
    return View((*before, asked), tuple(buttons))


def may_i_view(source: Contact, contact: Contact, referral: Referral) -> View:
    def button(label: str, answer: str) -> Button:
        return _button(label, "leave", referral.id, answer)

    return View(
        (
            f"{contact.name} is on your list. May you say that {source.name} "
            "recommended them?",
        ),
        (
            button("Yes", "granted"),
            button("Yes, to this person only", "granted_for_listed_people"),
            button("They introduce me first", "will_introduce_first"),
            button("They said no", "declined"),
            button("I didn't ask", "not_asked"),
        ),
    )
