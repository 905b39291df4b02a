"""Payloads that Slack refuses, and some that it just takes."""

from tests.adapters.slack.loopback.jsons import Json, plain
from tests.adapters.slack.loopback.small_bot import CARD, FORM, FRUIT


def button(**more: object) -> Json:
    return {"type": "button", "text": plain("Ok"), "action_id": "ok", **more}


def section(text: str) -> Json:
    return {"type": "section", "text": plain(text)}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": [*elements]}


def said(*spans: Json) -> Json:
    line = {"type": "rich_text_section", "elements": [*spans]}
    return {"type": "rich_text", "elements": [line]}


BAD_BLOCKS: dict[str, list[Json]] = {
    "an unknown block": [{"type": "sektion"}],
    "an unknown key": [{"type": "divider", "blockid": "a"}],
    "51 blocks": [{"type": "divider"}] * 51,
    "a section of 3,001": [section("x" * 3001)],
    "an empty section": [section("")],
    "a section without text": [{"type": "section"}],
    "11 fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "a field of 2,001": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "a header of 151": [{"type": "header", "text": plain("x" * 151)}],
    "a header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "11 in a context": [{"type": "context", "elements": [plain("x")] * 11}],
    "26 buttons": [actions(*(button(action_id=f"{n}") for n in range(26)))],
    "one action_id twice": [actions(button(), button())],
    "one block_id twice": [{"type": "divider", "block_id": "a"}] * 2,
    "a button of 76": [actions(button(text=plain("x" * 76)))],
    "a button's value of 2,001": [actions(button(value="x" * 2001))],
    "an action_id of 256": [actions(button(action_id="x" * 256))],
    "an unknown style": [actions(button(style="success"))],
    "a confirmation without words": [actions(button(confirm={"title": plain("?")}))],
    "no options": [actions({"type": "static_select", "options": []})],
    "neither options nor groups": [actions({"type": "static_select"})],
    "101 options": [actions({"type": "static_select", "options": FRUIT[:1] * 101})],
    "an option's value of 76": [
        actions(
            {
                "type": "static_select",
                "options": [{"text": plain("x"), "value": "x" * 76}],
            }
        )
    ],
    "11 to tick": [actions({"type": "checkboxes", "options": FRUIT[:1] * 11})],
    "an empty text": [said({"type": "text", "text": ""})],
    "a date in words": [said({"type": "date", "timestamp": "now", "format": "{date}"})],
    "an image without its words": [
        {"type": "image", "image_url": "https://example.com"}
    ],
    "a list of nothing": [{"type": "actions", "elements": []}],
    "no list": [{"type": "actions", "elements": {}}],
    "a block that is none": [[]],  # type: ignore[list-item]  # that is the mistake
}
GOOD_BLOCKS: dict[str, list[Json]] = {
    "50 blocks": [{"type": "divider"}] * 50,
    "a section of 3,000": [section("x" * 3000)],
    "a header of 150": [{"type": "header", "text": plain("x" * 150)}],
    "25 buttons": [actions(*(button(action_id=f"{n}") for n in range(25)))],
    "a button of 75": [actions(button(text=plain("x" * 75)))],
    "100 options": [actions({"type": "static_select", "options": FRUIT[:1] * 100})],
    "10 to tick": [actions({"type": "checkboxes", "options": FRUIT[:1] * 10})],
    "13,000 in all": [section("x" * 3000)] * 4 + [section("x" * 1000)],
    "all kinds of words": [
        said(
            {"type": "text", "text": "<!channel>", "style": {"bold": True}},
            {"type": "link", "url": "https://example.com", "text": "here"},
            {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "Monday"},
        )
    ],
}

BAD_MESSAGES: dict[str, tuple[Json, str]] = {
    "40,001 characters": ({"text": "x" * 40_001}, "msg_too_long"),
    "13,005 in blocks": (
        {"text": "x", "blocks": [section("x" * 2601)] * 5},
        "msg_blocks_too_long",
    ),
    "nothing": ({"text": ""}, "no_text"),
    "no fallback": ({"text": "", "blocks": CARD}, "invalid_arguments"),
    "half of its metadata": (
        {"text": "x", "metadata": {"event_type": "x"}},
        "invalid_arguments",
    ),
    "an unknown key": ({"text": "x", "colour": "red"}, "invalid_arguments"),
}

BAD_VIEWS: dict[str, Json] = {
    "a title of 25": {"title": plain("x" * 25)},
    "a title in mrkdwn": {"title": {"type": "mrkdwn", "text": "x"}},
    "no blocks": {"blocks": []},
    "101 blocks": {"blocks": [{"type": "divider"}] * 101},
    "an input without submit": {"submit": None},
    "private_metadata of 3,001": {"private_metadata": "x" * 3001},
    "a callback_id of 256": {"callback_id": "x" * 256},
    "a home with a title": {"type": "home"},
    "a label of 2,001": {
        "blocks": [{**FORM["blocks"][0], "label": plain("x" * 2001)}],
    },
    "a button as an input": {"blocks": [{**FORM["blocks"][0], "element": button()}]},
}
