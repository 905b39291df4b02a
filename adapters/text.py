"""Text that can be read and commands nothing, wherever it is shown.

None of a terminal's control characters comes from people; neither do the marks that
turn the direction of writing, which let a line read other than it is stored
(https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
"""

import re

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Whatever a screen would obey is shown as one odd character; line ends stay.

    >>> visible("a\\x1b[2Jb")
    'a\ufffd[2Jb'
    """
    return _UNWANTED.sub("\ufffd", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def on_one_line(text: str) -> str:
    return visible(text).replace("\n", " ")
