import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))]

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def links(page: Path) -> Iterator[str]:
    return iter(re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings
    }


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    inside = [link for link in links(page) if "://" not in link]
    for link in inside:
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in PAGES
        for link in links(page)
        if "://" not in link
    }
    assert {page for page in PAGES if page.parent != ROOT} <= linked


@every_page
def test_no_page_names_a_folder_of_one_machine(page: Path) -> None:
    assert not re.search(r"/(home|root|tmp|Users)/", page.read_text("utf-8"))


@every_page
def test_what_a_page_shows_was_written_by_the_bot(page: Path) -> None:
    """A block of a console stands between cog's marks, which `make check` runs."""
    text = page.read_text("utf-8")
    by_hand = re.sub(r"\[\[\[cog.*?\[\[\[end\]\]\]", "", text, flags=re.DOTALL)
    assert "```console" not in by_hand


@every_page
def test_every_make_command_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    named = set(re.findall(r"(?:^|`|\$ )make (\w+)", text, re.MULTILINE))
    rules = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert named <= rules


def test_the_readme_shows_both_commands_and_a_first_conversation() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "\nmake chat\n" in text
    assert "\nmake test\n" in text
    assert "```console\n$ make chat\n" in text
