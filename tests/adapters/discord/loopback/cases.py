"""Payloads at a limit of Discord and one past it, and some that are never right.

https://docs.discord.com/developers/resources/message#create-message-limits
"""

from collections.abc import Callable

from tests.adapters.discord.loopback import kinds
from tests.adapters.discord.loopback.jsons import Json

Build = Callable[[int], object]
CREATE, ANSWER = "create_message", "create_interaction_response"
COMMANDS = "bulk_set_application_commands"


def button(**more: object) -> Json:
    return {"type": kinds.BUTTON, "style": 1, "label": "Ok", "custom_id": "ok", **more}


def options(count: int, **more: object) -> list[Json]:
    return [{"label": f"{n}", "value": f"{n}", **more} for n in range(count)]


def select(**more: object) -> Json:
    one = options(1)
    return {"type": kinds.SELECT, "custom_id": "pick", "options": one, **more}


def row(*parts: Json) -> Json:
    return {"type": kinds.ROW, "components": [*parts]}


def rows(*parts: Json) -> Json:
    return {"content": "x", "components": [row(part) for part in parts]}


def link(url: str) -> Json:
    return {"type": kinds.BUTTON, "style": kinds.LINK, "label": "x", "url": url}


def embed(**more: object) -> Json:
    return {"embeds": [{"title": "x", **more}]}


def v2(*parts: Json) -> Json:
    return {"flags": kinds.V2, "components": [*parts]}


def words(count: int) -> Json:
    return {"type": kinds.TEXT, "content": "x" * count}


def field(number: int = 0, **more: object) -> Json:
    return {"type": kinds.TEXT_INPUT, "style": 1, "custom_id": f"f{number}", **more}


def label(component: Json, **more: object) -> Json:
    return {"type": kinds.LABEL, "label": "x", "component": component, **more}


def modal(*parts: Json, **more: object) -> Json:
    data = {"custom_id": "m", "title": "x", "components": [*parts], **more}
    return {"type": kinds.MODAL, "data": data}


def offer(*choices: Json) -> Json:
    return {"type": kinds.CHOICES, "data": {"choices": [*choices]}}


def choice(**more: object) -> Json:
    return {"name": "x", "value": "x", **more}


def command(*options: Json, **more: object) -> Json:
    return {"name": "todo", "description": "x", "options": [*options], **more}


def option(number: int = 0, **more: object) -> Json:
    return {"type": kinds.STRING, "name": f"o{number}", "description": "x", **more}


def upload(most: int) -> Json:
    return label({"type": kinds.UPLOAD, "custom_id": "f", "max_values": most})


def ticks(kind: int, count: int) -> Json:
    return label({"type": kind, "custom_id": "t", "options": options(count)})


LIMITS: dict[str, tuple[str, int, Build]] = {
    "content": (CREATE, 2000, lambda n: {"content": "x" * n}),
    "content of emoji": (CREATE, 2000, lambda n: {"content": "\U0001f600" * n}),
    "nonce": (CREATE, 25, lambda n: {"content": "x", "nonce": "x" * n}),
    "embeds": (CREATE, 10, lambda n: {"embeds": [{"title": "x"}] * n}),
    "embed title": (CREATE, 256, lambda n: embed(title="x" * n)),
    "embed description": (CREATE, 4096, lambda n: embed(description="x" * n)),
    "embed footer": (CREATE, 2048, lambda n: embed(footer={"text": "x" * n})),
    "embed fields": (
        CREATE,
        25,
        lambda n: embed(fields=[{"name": "x", "value": "x"}] * n),
    ),
    "all embeds": (
        CREATE,
        6000,
        lambda n: {
            "embeds": [{"description": "x" * 3000}, {"description": "x" * (n - 3000)}]
        },
    ),
    "rows": (CREATE, 5, lambda n: rows(*[button(custom_id=f"{i}") for i in range(n)])),
    "buttons in a row": (
        CREATE,
        5,
        lambda n: {"components": [row(*[button(custom_id=f"{i}") for i in range(n)])]},
    ),
    "selects in a row": (
        CREATE,
        1,
        lambda n: {"components": [row(*[select(custom_id=f"{i}") for i in range(n)])]},
    ),
    "custom_id": (CREATE, 100, lambda n: rows(button(custom_id="x" * n))),
    "button label": (CREATE, 80, lambda n: rows(button(label="x" * n))),
    "link": (CREATE, 512, lambda n: rows(link("https://" + "x" * (n - 8)))),
    "options": (CREATE, 25, lambda n: rows(select(options=options(n)))),
    "option label": (
        CREATE,
        100,
        lambda n: rows(select(options=options(1, label="x" * n))),
    ),
    "option value": (
        CREATE,
        100,
        lambda n: rows(select(options=options(1, value="x" * n))),
    ),
    "option description": (
        CREATE,
        100,
        lambda n: rows(select(options=options(1, description="x" * n))),
    ),
    "placeholder": (CREATE, 150, lambda n: rows(select(placeholder="x" * n))),
    "v2 components": (
        CREATE,
        40,
        lambda n: v2({"type": kinds.CONTAINER, "components": [words(1)] * (n - 1)}),
    ),
    "v2 text": (CREATE, 4000, lambda n: v2(words(2000), words(n - 2000))),
    "answer": (ANSWER, 2000, lambda n: {"type": 4, "data": {"content": "x" * n}}),
    "modal title": (ANSWER, 45, lambda n: modal(label(field()), title="x" * n)),
    "modal custom_id": (
        ANSWER,
        100,
        lambda n: modal(label(field()), custom_id="x" * n),
    ),
    "modal fields": (ANSWER, 5, lambda n: modal(*[label(field(i)) for i in range(n)])),
    "modal label": (ANSWER, 45, lambda n: modal(label(field(), label="x" * n))),
    "field description": (
        ANSWER,
        100,
        lambda n: modal(label(field(), description="x" * n)),
    ),
    "field value": (ANSWER, 4000, lambda n: modal(label(field(value="x" * n)))),
    "field placeholder": (
        ANSWER,
        100,
        lambda n: modal(label(field(placeholder="x" * n))),
    ),
    "uploads": (ANSWER, 10, lambda n: modal(upload(n))),
    "radio buttons": (ANSWER, 10, lambda n: modal(ticks(kinds.RADIO, n))),
    "checkboxes": (ANSWER, 10, lambda n: modal(ticks(kinds.CHECKBOXES, n))),
    "choices": (ANSWER, 25, lambda n: offer(*[choice(name=f"{i}") for i in range(n)])),
    "choice name": (ANSWER, 100, lambda n: offer(choice(name="x" * n))),
    "choice value": (ANSWER, 100, lambda n: offer(choice(value="x" * n))),
    "command name": (COMMANDS, 32, lambda n: [command(name="x" * n)]),
    "command description": (COMMANDS, 100, lambda n: [command(description="x" * n)]),
    "command options": (
        COMMANDS,
        25,
        lambda n: [command(*[option(i) for i in range(n)])],
    ),
    "commands": (COMMANDS, 100, lambda n: [command(name=f"c{i}") for i in range(n)]),
    "menus": (COMMANDS, 15, lambda n: [{"name": f"c{i}", "type": 2} for i in range(n)]),
    "option choices": (
        COMMANDS,
        25,
        lambda n: [command(option(choices=[choice(name=f"{i}") for i in range(n)]))],
    ),
}

BAD: dict[str, tuple[str, object]] = {
    "a misspelt key": (CREATE, {"contnet": "x"}),
    "an unknown style": (CREATE, rows(button(style=9))),
    "a link with a custom_id": (
        CREATE,
        rows({**link("https://x.org"), "custom_id": "x"}),
    ),
    "a button without words": (CREATE, rows(button(label=""))),
    "a custom_id twice": (CREATE, rows(button(), button())),
    "no options": (CREATE, rows(select(options=[]))),
    "an option twice": (CREATE, rows(select(options=options(1) * 2))),
    "more to choose than there is": (CREATE, rows(select(max_values=2))),
    "v2 without its flag": (CREATE, {"components": [words(1)]}),
    "v2 beside content": (CREATE, v2(words(1)) | {"content": "x"}),
    "a deferral with words": (ANSWER, {"type": 5, "data": {"content": "x"}}),
    "a button in a modal": (ANSWER, modal(label(button()))),
    "a modal without fields": (ANSWER, modal()),
    "none needed of what is required": (
        ANSWER,
        modal(label(select(min_values=0))),
    ),
    "capitals": (COMMANDS, [command(name="Todo")]),
    "a space in a name": (COMMANDS, [command(name="to do")]),
    "no description": (COMMANDS, [command(description="")]),
    "a command twice": (COMMANDS, [command(), command()]),
    "an option twice by name": (COMMANDS, [command(option(), option())]),
    "a required one last": (COMMANDS, [command(option(0), option(1, required=True))]),
    "a subcommand beside an option": (
        COMMANDS,
        [command(option(0), option(1, type=1))],
    ),
    "a group in a group": (
        COMMANDS,
        [command(option(type=2, options=[option(type=2)]))],
    ),
    "choices and autocomplete": (
        COMMANDS,
        [command(option(choices=[choice()], autocomplete=True))],
    ),
    "8,001 characters": (
        COMMANDS,
        [
            command(
                *[
                    option(
                        i,
                        choices=[
                            choice(name=f"{n:0>100}", value=f"{n:0>100}")
                            for n in range(20)
                        ],
                    )
                    for i in range(2)
                ]
            )
        ],
    ),
}
