"""The application object carries the program's name and icon."""

import subprocess
import sys

CODE = """
from player.ui.application import create_application
app = create_application(["minusone"])
print(app.applicationDisplayName(), app.desktopFileName(), app.windowIcon().pixmap(64).isNull())
"""


def test_names_and_icon() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["Minus", "One", "minusone", "False"]
    assert done.stderr == ""
