"""Each process loads only what it needs: that keeps it small, and quick to start."""

import subprocess
import sys

import pytest

NEVER_LOADED = {
    "player.app": {
        *("PIL", "av", "mutagen", "onnxruntime", "regex", "soundfile", "torch", "vlc", "watchdog"),
        *(
            "player.library.query.evaluation",
            "player.library.tag_writing",
            "player.library.rename_plan",
        ),
        *(
            "player.ui.desktop.desktop",
            "player.ui.lanes.lanes_panel",
            "player.ui.library.smart_dialog",
            "player.ui.plane.plane_panel",
        ),
        *("player.ui.palette.palette_dialog", "player.ui.settings.settings_dialog"),
        *("player.ui.tag_editor", "player.ui.sound_dialog"),
    },
    "player.cli": {"PySide6", "av", "onnxruntime", "soundfile", "torch", "vlc"},
    "player.engine.process": {"PySide6", "av", "onnxruntime", "sqlite3", "torch", "vlc"},
    "player.library.scanner.reader": {"PySide6", "av", "numpy", "sqlite3", "vlc"},
    "player.stems.worker": {"PySide6", "sqlite3", "torch", "vlc"},
    "separation.api": {"onnxruntime", "player", "torch"},
}


@pytest.mark.parametrize("module", NEVER_LOADED)
def test_what_a_process_does_not_load(module: str) -> None:
    """Importing what the process starts with loads none of the heavy packages it has no use for."""
    report = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", report], check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    loaded = NEVER_LOADED[module].intersection(run.stdout.split())
    assert not loaded
