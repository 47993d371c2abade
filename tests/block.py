"""A pytest plugin that makes the package named in MINUSONE_BLOCK impossible to import.

Use: MINUSONE_BLOCK=torch python -m pytest -p tests.block tests/engine
Child processes are blocked in the same way.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

STUB = 'raise ModuleNotFoundError("{0} is blocked in this test run", name="{0}")\n'


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Block the package before any other plugin can import it."""
    blocked = os.environ["MINUSONE_BLOCK"]
    folder = tempfile.mkdtemp(prefix=f"without-{blocked}-")
    atexit.register(shutil.rmtree, folder)
    Path(folder, f"{blocked}.py").write_text(STUB.format(blocked))
    sys.path.insert(0, folder)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")]))
    if blocked == "PySide6":
        pluginmanager.set_blocked("pytest-qt")
        parser.addini("qt_api", "known, and of no use without Qt")
        parser.addini("qt_log_level_fail", "known, and of no use without Qt")


def pytest_report_header() -> str:
    """Say at the top of the run what is blocked."""
    return f"without: {os.environ['MINUSONE_BLOCK']}"
