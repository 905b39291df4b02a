from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest
import pytest_asyncio

from bot.engine.files import opened
from bot.engine.sqlite import SqliteStore
from tests.engine.store.made import Opening
from tests.talk import SECRET


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with nothing but its tables, which take longest to make."""
    path = tmp_path_factory.mktemp("empty") / "bot.db"
    opened(path).close()
    return path


@pytest.fixture(params=["sqlite"])
def opening(tmp_path: Path, empty: Path) -> Opening:
    """Opens the same store each time; one parameter for each kind there is."""
    path = tmp_path / "bot.db"
    copyfile(empty, path)
    return lambda: SqliteStore(path, SECRET)


@pytest_asyncio.fixture
async def store(opening: Opening) -> AsyncIterator[SqliteStore]:
    store = opening()
    yield store
    store.close()
