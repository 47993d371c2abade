"""The lanes of a song that the whole player separates: first the song, then its stems."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from player.base.units import MIX
from player.core.mix import TWO_STEMS, VOCALS
from player.core.practice.peaks import Peaks
from player.decoder.opening import open_source
from tests.core.rig import Rig


def test_a_song_becomes_its_stems_while_it_is_looked_at(
    start: Callable[[], Rig], songs: list[Path]
) -> None:
    rig = start()
    lanes = rig.player.practice.lanes
    (track,) = rig.open(songs[0])
    seen: list[tuple[str, ...]] = []
    lanes.changed.connect(lambda: seen.append(tuple(lane.stem for lane in lanes.lanes)))
    rig.player.playback.play(track)
    lanes.open()
    rig.until(lambda: (MIX,) in seen)
    rig.player.mix.set_mute(VOCALS, True)
    rig.ready(track)
    rig.until(lambda: seen[-1] == TWO_STEMS)
    kept = rig.player.folders.cache / "peaks"
    heard = rig.separation.heard(track)
    assert heard is not None
    rig.until(lambda: any(kept.glob(f"*/{heard.folder.name}-*.npy")))
    whole = Peaks(lanes.length)
    with_voice = open_source(songs[0])
    whole.put(0, with_voice.read(0, lanes.length))
    with_voice.close()
    voice, rest = (lane.peaks.columns(0, 200, lanes.length / 200) for lane in lanes.lanes)
    song = whole.columns(0, 200, lanes.length / 200)
    # No stem is silent, and no column of the song is louder than its stems together.
    assert voice.any()
    assert rest.any()
    assert (np.abs(voice).max(0) + np.abs(rest).max(0) >= np.abs(song).max(0) - 2).all()
    lanes.close()
    lanes.wait()
