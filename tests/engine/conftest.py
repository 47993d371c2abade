"""What the engine's tests share."""

from collections.abc import Iterator

import pytest

from tests.engine.rig import Rig


@pytest.fixture
def rig() -> Iterator[Rig]:
    made = Rig()
    yield made
    made.close()
