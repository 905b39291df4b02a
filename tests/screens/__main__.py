"""`python -m tests.screens`: every scene, screen after screen."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.screens.showing import Scene, Screen, scenes
from tests.screens.sketch import WIDTH, drawn


def shown(scene: Scene) -> str:
    return "\n".join([*_lines(scene), "", ""])


def _lines(scene: Scene) -> Iterator[str]:
    yield f"{'#' * WIDTH}\n# {scene.title}\n{'#' * WIDTH}"
    for nth, screen in enumerate(scene.screens, 1):
        yield f"\n{nth}. After Ana {screen.after}: {screen.how}\n"
        yield from (f"    {line}".rstrip() for line in drawn(screen.payload))
        yield ""
        yield from _payload(screen)


def _payload(screen: Screen) -> Iterator[str]:
    """A line for each block."""
    for key, value in screen.payload.items():
        if key == "blocks":
            yield "blocks:"
            yield from (f"- {json.dumps(block)}" for block in value)
        else:
            yield f"{key}: {json.dumps(value)}"


def main() -> None:
    with TemporaryDirectory() as folder:
        for scene in scenes(Path(folder)):
            sys.stdout.write(shown(scene))


if __name__ == "__main__":
    main()
