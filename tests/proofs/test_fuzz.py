"""Ten minutes of fuzzing for each family of readers find nothing. `make prove` alone
does it: what it would begin with, the suite tries anyhow."""

import faulthandler
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.conftest import Tally
from tests.proofs.parsers import PARSERS
from tests.proofs.scale import scale

SECONDS = scale(0, 600)
HERE = Path(__file__).parents[2]
FAMILIES = dict.fromkeys(parser.family for parser in PARSERS.values())


@pytest.mark.skipif(not SECONDS, reason="it takes ten minutes")
@pytest.mark.parametrize("target", [*FAMILIES, "words", "tokens"])
def test_fuzzing_finds_nothing(target: str, tmp_path: Path, tally: Tally) -> None:
    pytest.importorskip("atheris")
    faulthandler.cancel_dump_traceback_later()  # no other test may take so long
    command = [sys.executable, "-m", "tests.proofs.fuzz", target, str(SECONDS)]
    ended = subprocess.run(
        [*command, str(tmp_path)],
        cwd=HERE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    said = re.search(r"^Done (\d+) runs", ended.stdout, re.MULTILINE)
    runs, crashes = int(said[1]) if said else 0, int(ended.returncode != 0)
    tally("fuzzing", runs=runs, crashes=crashes)
    assert runs > 0, ended.stdout[-10_000:]
    assert not crashes, ended.stdout[-10_000:]
