"""What is asked of what was heard: pay without a person, and where one stands now."""

from bot.asking import form_of
from bot.errors import Mistake
from bot.text import one_line
from bot.views import Choice, Code, Field, Form

LEVELS = ("starting", "after about five years", "experienced")
SCALE = tuple(
    Choice(label, str(nth))
    for nth, label in enumerate(
        ("not at all", "a little", "somewhat", "much", "very much"), start=1
    )
)
"""How drawn one is to some work."""

EXAMPLE = "my learning pay nursing, starting, Ohio, 60,000 to 68,000 a year"


def pay_form(**given: str) -> Form:
    fields = (
        Field("field", "Which work?", "such as: nursing"),
        Field(
            "level",
            "At which level?",
            choices=tuple(Choice(one, one) for one in LEVELS),
        ),
        Field("region", "Where?", "a state or a country", required=False),
        Field("amount", "How much?", "a range, such as: 52,000 to 60,000 a year"),
    )
    return form_of(Form("Pay you heard, by nobody", "learning.pay", fields), **given)


def pay_in_words(words: str) -> dict[str, str]:
    """Parts between commas; a comma inside a figure has no blank after it.

    >>> pay_in_words("nursing, starting, 60,000 to 68,000")["amount"]
    '60,000 to 68,000'
    """
    parts = [part.strip() for part in one_line(words, 300).split(", ")]
    is_whole = 3 <= len(parts) <= 4 and all(parts)
    if not is_whole or not any(letter.isdecimal() for letter in parts[-1]):
        raise Mistake("Say the field, level, region and range: ", Code(EXAMPLE))
    field, level, *region, amount = parts
    where = "".join(region)
    return {"field": field, "level": level, "amount": amount, "region": where}


def outlook_form(topic: str) -> Form:
    work = f"of {one_line(topic, 60)}" if topic else "of the work you have in mind"
    return Form(
        "Where you stand today",
        "learning.stand",
        (
            Field("words", f"What do you think {work} today?", "a sentence or two"),
            Field("drawn", "How drawn are you to it?", choices=SCALE, required=False),
        ),
    )
