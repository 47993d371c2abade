"""What the tests of interchange share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interchange.rig import Desk, desk


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    yield from desk(tmp_path)
