"""What the tests of refining share."""

from pathlib import Path

import pytest

from tests.retouch.rig import Table, table


@pytest.fixture(name="table")
def _table(tmp_path: Path) -> Table:
    return table(tmp_path)
