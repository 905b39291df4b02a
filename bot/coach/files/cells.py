"""What stands in a cell, as it can be kept: a name as it is said, a real address.

A cell that a spreadsheet would work out is never kept as one
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

import re

from bot.coach.rules.words import bag

_LEADING = "=+-@ "
_FORMULA = re.compile(r'[\d=|!&*/^$<>"]|\w\(')
"""In what follows a sign that begins a formula: a cell, a call, a sum, a text."""

_TURNED = re.compile(
    r"(?P<family>(?:[a-z'\u2019]+ )*[^\W\d_][^\s,]*), ?(?P<given>[^,]+)"
)
"""A family name alone, with its particles, before the comma: "de la Cruz, Ana"."""

_TITLES = bag(
    "jr sr ii iii iv phd md mba msc bsc ma ba jd esq rn np pa cpa pe dds dvm edd psyd"
    " lcsw pmp cfa inc llc ltd gmbh"
)
_ADDRESS = re.compile(r'\w[^\s,;:<>()"|=@]*@[^\s,;:<>()"|=@]+\.[^\s,;:<>()"|=@]+')


def as_said(name: str) -> str:
    """Empty where a formula leaves nothing that is a name.

    >>> as_said("Dubois, René"), as_said("Dubois, Ph.D."), as_said("+Ines Roy")
    ('René Dubois', 'Dubois, Ph.D.', 'Ines Roy')
    >>> as_said('=HYPERLINK("http://example.com")')
    ''
    """
    words = name.lstrip(_LEADING)
    if words != name and _FORMULA.search(words):
        return ""
    turned = _TURNED.fullmatch(words)
    if not turned or turned["given"].replace(".", "").casefold() in _TITLES:
        return words
    return f"{turned['given']} {turned['family']}"


def address(cell: str) -> str:
    """The first one in it, without what stands around it; empty where there is none.

    >>> address("Ana <ana@example.com>"), address("ask her")
    ('ana@example.com', '')
    """
    found = _ADDRESS.search(cell)
    return found[0] if found else ""
