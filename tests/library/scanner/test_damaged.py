"""Damaged files are listed or refused with a reason; none takes a reading process with it."""

from pathlib import Path

from player.library.scanner.reading import ReadingProcesses
from tests.library.scanner.damage import damaged, sources
from tests.library.scanner.rig import scans

COUNT = 120


def test_damaged_files_do_no_harm(
    testdata: Path, tmp_path: Path, reading: ReadingProcesses
) -> None:
    music, files = tmp_path / "Music", sources(testdata)
    music.mkdir()
    for number in range(COUNT):
        name, content = damaged(files, number)
        (music / name).write_bytes(content)
    with scans(tmp_path / "library.sqlite", [music], reading) as rig:
        summary = rig.scan()
        assert summary.new + len(summary.failed) == COUNT
        assert summary.new > COUNT // 2
        assert all(file.reason.startswith("“") for file in summary.failed)  # no crash, no hang
        assert rig.scan().unchanged == COUNT
