"""What Slack makes of words as they are typed.

https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
"""

import re

MENTION = r"<[@#][UCW]\w+>"
URL = r"https?://[^\s<>|]+"
ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
DOMAIN = r"(?:[\w-]+\.)+(?:com|edu|org|net)\b"
LINKS = re.compile(f"({MENTION})|({URL})|({ADDRESS})|({DOMAIN})")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str) -> str:
    """Escaped, with addresses and links marked; mentions of people are marked already.

    >>> linked("ana@example.com & example.edu")
    '<mailto:ana@example.com|ana@example.com> &amp; <http://example.edu|example.edu>'
    """
    parts, end = [], 0
    for match in LINKS.finditer(text):
        parts += [escaped(text[end : match.start()]), marked(match)]
        end = match.end()
    return "".join([*parts, escaped(text[end:])])


def marked(match: re.Match[str]) -> str:
    mention, url, address, domain = match.groups()
    if mention:
        return str(mention)
    if url:
        return f"<{escaped(url)}>"
    return f"<mailto:{address}|{address}>" if address else f"<http://{domain}|{domain}>"
