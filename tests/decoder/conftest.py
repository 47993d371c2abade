"""What the tests of the decoder share: where the test audio lies."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def testdata() -> Path:
    folder = Path(os.environ.get("MINUSONE_TESTDATA", ROOT.parent / "shared" / "testdata"))
    if not folder.is_dir():
        pytest.skip(f"no test audio in {folder}: set MINUSONE_TESTDATA")
    return folder
