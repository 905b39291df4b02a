"""A machine without time zones: a clear line at the start, and what to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FIX = "pip install tzdata"
ZONELESS = "import sys; sys.modules['tzdata'] = None; from bot.__main__ import main"


def complaint(folder: Path, *words: str) -> str:
    """Of a program that finds no zones, neither of the system nor of the package."""
    command = [sys.executable, "-c", f"{ZONELESS}; main()", *words]
    ours = {"PYTHONTZPATH": "", "XDG_DATA_HOME": str(folder), "TZ": "America/New_York"}
    done = subprocess.run(
        command,
        input="people\n",
        env=os.environ | ours,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_the_doctor_says_what_to_install(tmp_path: Path) -> None:
    assert FIX in complaint(tmp_path, "doctor")


@pytest.mark.parametrize(
    "words",
    [("chat", "--plain"), ("when", "friday 3pm", "--tz", "America/New_York")],
    ids=["chat", "when"],
)
def test_whatever_needs_a_zone_says_what_to_install(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = complaint(tmp_path, *words)
    assert FIX in said
    assert said.count("\n") == 1
