"""The browser in which somebody installs the app.

It keeps cookies over plain http too, although the bot marks them as secure.
"""

import re
from dataclasses import dataclass
from html import unescape

from aiohttp import ClientResponse, ClientSession, DummyCookieJar

from tests.adapters.slack.loopback.installs import allow
from tests.adapters.slack.loopback.workspace import Member
from tests.adapters.slack.loopback.world import World

LINK = re.compile(r"""href=["']([^"']*/oauth/v2/authorize[^"']*)""")


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    text: str


async def install(world: World, page: str, person: Member) -> Page:
    """What the bot shows at the end."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as session:
        async with session.get(page, allow_redirects=False) as first:
            asked, cookies = await leads_to(first), given(first)
        back = allow(world, person, asked)
        async with session.get(back, cookies=cookies) as last:
            return Page(last.status, await last.text())


async def leads_to(page: ClientResponse) -> str:
    if "Location" in page.headers:
        return page.headers["Location"]
    links = LINK.findall(text := await page.text())
    if not links:
        raise LookupError(f"no link to install from in: {text[:200]}")
    return unescape(links[0])


def given(page: ClientResponse) -> dict[str, str]:
    return {name: cookie.value for name, cookie in page.cookies.items()}
