"""What messages and the ways to send them are called, and how they are heard."""

from collections.abc import Callable

from bot.coach.compose import SHAPES
from bot.coach.context import read_channel, read_kind
from bot.coach.situation import Channel, Kind
from bot.errors import Mistake
from bot.text import MOST_NAME, shortened
from bot.views import Code

OF: dict[Kind, str] = {
    "outreach": "First message",
    "referral": "First message, by a recommendation",
    "followup": "Follow-up",
    "scheduling": "Times for the talk",
    "thankyou": "Thank-you",
    "keepintouch": "Keeping in touch",
    "reportback": "What came of it",
}
BY: dict[Channel, str] = {
    "email": "E-mail",
    "text": "Text message",
    "spoken": "Spoken words",
    "linkedin_note": "LinkedIn note",
    "linkedin_message": "LinkedIn message",
    "slack_dm": "Slack message",
    "discord_dm": "Discord message",
}

CAN_BE_SAID = (
    "I write these: first message, follow-up, times, confirm, thank-you, keep in "
    "touch or report back. Then how: e-mail, text message, spoken, LinkedIn note, "
    "LinkedIn message, Slack or Discord."
)

_FILLERS = frozenset(
    {"a", "an", "the", "my", "by", "via", "as", "on", "message", "to", "for", "note",
     "letter", "please"}
)  # fmt: skip
_MOST_TOGETHER = 3  # "keep in touch"


def kind_and_channel(words: str) -> tuple[str, str]:
    """`follow up by e-mail`, in any order; a Mistake for words that are neither."""
    kind = channel = ""
    rest = words.split()
    while rest:
        many, of, by = _beginning(rest)
        is_heard = many or rest[0].casefold() in _FILLERS
        if not is_heard or len(words) > MOST_NAME:
            if rest[0].casefold() in SHAPES:
                as_set = Code(f"settings shape {rest[0].casefold()}")
                raise Mistake("How much I write is a setting. First say ", as_set, ".")
            what = shortened(" ".join(rest[:40]), 40)
            raise Mistake(f"I can't tell what {what!r} means. {CAN_BE_SAID}")
        kind, channel = kind or of, channel or by
        del rest[: max(many, 1)]
    return kind, channel


def apart(words: str) -> tuple[str, str]:
    """What says neither kind nor channel, which is a name; then what does.

    >>> apart("a thank you note to Rosa Lind by text")
    ('Rosa Lind', 'thank you note text')
    """
    name, said, rest = [], [], words.split()
    while rest:
        many, _, _ = _beginning(rest)
        if many:
            said += rest[:many]
        elif rest[0].casefold() not in _FILLERS:
            name.append(rest[0])
        del rest[: max(many, 1)]
    return " ".join(name), " ".join(said)


def _beginning(words: list[str]) -> tuple[int, str, str]:
    """How many of the first words belong together, and the kind or channel they are."""
    for many in range(_MOST_TOGETHER, 0, -1):
        phrase = " ".join(words[:many])
        of, by = _tried(read_kind, phrase), _tried(read_channel, phrase)
        if of or by:
            return many, of, by
    return 0, "", ""


def _tried(read: Callable[[str], str], phrase: str) -> str:
    try:
        return read(phrase)
    except ValueError:
        return ""
