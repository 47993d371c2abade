"""A playlist that is opened is in the list as it stands; the list can be saved as one."""

from collections.abc import Callable
from pathlib import Path

from player.library.playlist_files import read_playlist
from tests.core.rig import Rig


def test_a_playlist_is_opened_and_saved(
    start: Callable[..., Rig], songs: list[Path], tmp_path: Path
) -> None:
    rig = start()
    first, second = songs[:2]
    opened = tmp_path / "opened.m3u"
    radio = "http://radio.example/live"
    opened.write_text(f"#EXTINF:9,Band - Song\n{second}\ngone.mp3\n#EXTINF:-1,R\n{radio}\n{first}")
    rig.player.open([opened])
    rig.until(lambda: [t.title for t in rig.player.queue.tracks] == ["Song", "R", first.stem])
    assert rig.player.queue.tracks[0].artist == "Band"
    rig.until(lambda: bool(rig.player.messages.recent))
    assert "gone.mp3" in rig.player.messages.recent[0].text

    saved = tmp_path / "saved.xspf"
    rig.player.save_list(saved)
    rig.until(saved.exists)
    entries = read_playlist(saved)
    assert [entry.location for entry in entries] == [second, radio, first]
    assert [entry.title for entry in entries] == ["Song", "R", first.stem]

    rig.player.save_list(tmp_path / "saved.txt")
    rig.until(lambda: len(rig.player.messages.recent) == 2)
    assert "saved.txt" in rig.player.messages.recent[1].text
