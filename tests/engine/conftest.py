from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine import small
from tests.engine.bot import Bot
from tests.talk import Talk


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A bot that knows one small flow."""
    talk = Talk(tmp_path, [small.flow])
    yield talk
    talk.close()


@pytest.fixture
def bot(request: pytest.FixtureRequest) -> Iterator[Bot]:
    """The same in parts; its platform's name may be a parameter."""
    bot = Bot(on=getattr(request, "param", "test"))
    yield bot
    bot.store.close()
