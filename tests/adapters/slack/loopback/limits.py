"""What a block may hold, by https://docs.slack.dev/reference/block-kit.

Blocks and elements that are not named here are refused, although Slack has more.
"""

from collections.abc import Iterator
from typing import Any

from tests.adapters.loopback.shapes import (
    Rule,
    also,
    anything,
    by_type,
    flag,
    form,
    many,
    number,
    one_of,
    shape,
    string,
)

ID = string(255)
LONG = string(13_000)
URL = string(3000)


def plain(most: int) -> Rule:
    return by_type({"plain_text": shape({"text": string(most)}, emoji=flag)})


def text(most: int) -> Rule:
    marked = shape({"text": string(most)}, verbatim=flag)
    unmarked = shape({"text": string(most)}, emoji=flag)
    return by_type({"plain_text": unmarked, "mrkdwn": marked})


def either(left: str, right: str) -> Rule:
    def rule(path: str, value: Any) -> Iterator[str]:
        if (left in value) == (right in value):
            yield f"{path}: needs exactly one of {left} and {right}"

    return rule


def needs_content(path: str, section: Any) -> Iterator[str]:
    if not section.get("text") and not section.get("fields"):
        yield f"{path}: a section needs text or fields"


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    style=one_of("primary", "danger"),
)
OPTION = shape({"text": plain(75), "value": string(75)}, description=plain(75), url=URL)
TICK = shape({"text": text(75), "value": string(75)}, description=text(75))
GROUP = shape({"label": plain(75), "options": many(OPTION, 100)})
EACH: dict[str, Rule] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": flag}
PICK: dict[str, Rule] = {**EACH, "placeholder": plain(150)}
TYPED: dict[str, Rule] = {
    "action_id": ID,
    "focus_on_load": flag,
    "placeholder": plain(150),
    "dispatch_action_config": anything,
}
LISTED: dict[str, Rule] = {
    "options": many(OPTION, 100),
    "option_groups": many(GROUP, 100),
}

BUTTON = shape(
    {"text": plain(75)},
    action_id=ID,
    value=string(2000, 0),
    url=URL,
    style=one_of("primary", "danger"),
    confirm=CONFIRM,
    accessibility_label=string(75),
)
INPUTS: dict[str, Rule] = {
    "static_select": also(
        shape({}, **PICK, **LISTED, initial_option=OPTION),
        either("options", "option_groups"),
    ),
    "multi_static_select": also(
        shape(
            {},
            **PICK,
            **LISTED,
            initial_options=many(OPTION, 100),
            max_selected_items=number(1, 100),
        ),
        either("options", "option_groups"),
    ),
    "external_select": shape(
        {}, **PICK, initial_option=OPTION, min_query_length=number(0, 3000)
    ),
    "users_select": shape({}, **PICK, initial_user=ID),
    "checkboxes": shape(
        {"options": many(TICK, 10)}, **EACH, initial_options=many(TICK, 10)
    ),
    "radio_buttons": shape({"options": many(TICK, 10)}, **EACH, initial_option=TICK),
    "datepicker": shape({}, **PICK, initial_date=form(r"\d{4}-[01]\d-[0-3]\d")),
    "timepicker": shape({}, **PICK, initial_time=form(r"[0-2]\d:[0-5]\d"), timezone=ID),
}
FIELDS: dict[str, Rule] = {
    "plain_text_input": shape(
        {},
        **TYPED,
        initial_value=string(3000, 0),
        multiline=flag,
        min_length=number(0, 3000),
        max_length=number(1, 3000),
    ),
    "email_text_input": shape({}, **TYPED, initial_value=string(3000, 0)),
    "url_text_input": shape({}, **TYPED, initial_value=string(3000, 0)),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        **TYPED,
        initial_value=string(3000, 0),
        min_value=anything,
        max_value=anything,
    ),
    "file_input": shape(
        {}, action_id=ID, filetypes=many(ID, 100), max_files=number(1, 10)
    ),
}
PICTURE: dict[str, Rule] = {
    "image_url": URL,
    "slack_file": anything,
    "title": plain(2000),
}
IMAGE = also(
    shape({"alt_text": string(2000)}, block_id=ID, **PICTURE),
    either("image_url", "slack_file"),
)
PRESSED: dict[str, Rule] = {
    **INPUTS,
    "button": BUTTON,
    "overflow": shape({"options": many(OPTION, 5)}, action_id=ID, confirm=CONFIRM),
}

STYLE = shape({}, bold=flag, italic=flag, strike=flag, underline=flag, code=flag)
SPAN = by_type(
    {
        "text": shape({"text": LONG}, style=STYLE),
        "link": shape({"url": URL}, text=string(3000), style=STYLE, unsafe=flag),
        "date": shape(
            {"timestamp": number(0, 1 << 40), "format": string(255)},
            fallback=string(3000),
            url=URL,
            style=STYLE,
        ),
        "emoji": shape({"name": ID}, unicode=ID, style=STYLE),
        "user": shape({"user_id": ID}, style=STYLE),
        "broadcast": shape({"range": one_of("here", "channel", "everyone")}),
        "channel": shape({"channel_id": ID}, style=STYLE),
    }
)
LINE = shape({"elements": many(SPAN, 3000, 0)})
INDENTED: dict[str, Rule] = {"border": number(0, 1), "indent": number(0, 8)}
RICH = by_type(
    {
        "rich_text_section": LINE,
        "rich_text_quote": shape({"elements": many(SPAN, 3000)}, border=number(0, 1)),
        "rich_text_preformatted": shape(
            {"elements": many(SPAN, 3000)}, border=number(0, 1), language=ID
        ),
        "rich_text_list": shape(
            {
                "elements": many(by_type({"rich_text_section": LINE}), 3000),
                "style": one_of("bullet", "ordered"),
            },
            **INDENTED,
            offset=number(0, 1 << 20),
        ),
    }
)

BLOCK = by_type(
    {
        "divider": shape({}, block_id=ID),
        "header": shape({"text": plain(150)}, block_id=ID),
        "image": IMAGE,
        "section": also(
            shape(
                {},
                block_id=ID,
                text=text(3000),
                fields=many(text(2000), 10),
                accessory=by_type({**PRESSED, "image": IMAGE}),
                expand=flag,
            ),
            needs_content,
        ),
        "context": shape(
            {
                "elements": many(
                    by_type(
                        {
                            "image": IMAGE,
                            "plain_text": shape({"text": string(3000)}, emoji=flag),
                            "mrkdwn": shape({"text": string(3000)}, verbatim=flag),
                        }
                    ),
                    10,
                )
            },
            block_id=ID,
        ),
        "actions": shape({"elements": many(by_type(PRESSED), 25)}, block_id=ID),
        "input": shape(
            {"label": plain(2000), "element": by_type({**INPUTS, **FIELDS})},
            block_id=ID,
            hint=plain(2000),
            optional=flag,
            dispatch_action=flag,
        ),
        "rich_text": shape({"elements": many(RICH, 3000)}, block_id=ID),
    }
)
