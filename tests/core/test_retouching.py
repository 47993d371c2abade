"""A song's stems are refined while it plays: heard at once, kept, taken back, kept over a kill."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.units import CELL, StemName, TrackId
from player.core.stem_lookup import REFINED
from player.engine.protocol import StemsFailed
from player.retouch.strokes import Kind, Spot, Stroke
from player.retouch.workbench import WORKING
from player.stemfile.reader import StemReader
from player.stems.preferred import prefer, preferred
from tests.core.retouch_rig import Easel
from tests.core.rig import FAST, Rig
from tests.retouch.rig import BASE, DRUMS, VOCALS, sdr, stroke


@pytest.fixture
def easel(tmp_path: Path) -> Iterator[Easel]:
    with closing(Easel(tmp_path)) as easel:
        yield easel


def test_a_stroke_is_heard_and_kept_and_taken_back(easel: Easel) -> None:
    original = easel.sound()
    retouching = easel.open()
    retouching.append(stroke())
    easel.until(lambda: easel.working is not None)
    easel.until(lambda: retouching.done == 1)
    painted = easel.sound()
    assert sdr(painted[0], easel.table.truth[0]) - sdr(original[0], easel.table.truth[0]) > 20
    easel.finish()
    assert easel.working is None
    np.testing.assert_array_equal(easel.sound(), painted)
    retouching = easel.open()
    assert retouching.edits.active == (stroke(),)
    retouching.undo()
    easel.finish()
    assert preferred(easel.table.cache, easel.table.key) is None
    np.testing.assert_array_equal(easel.sound(), original)


def test_undo_and_redo_are_heard(easel: Easel) -> None:
    retouching, original = easel.open(), easel.sound()
    told: list[int] = []
    retouching.append(stroke())
    easel.until(lambda: easel.working is not None and retouching.done == 1)
    painted = easel.sound()
    for edit, wanted in (
        (retouching.undo, original),
        (retouching.redo, painted),
        (retouching.clear, original),
    ):
        edit()
        told.append(easel.heard_anew)
        easel.until(lambda: easel.heard_anew > told[-1])
        np.testing.assert_array_equal(easel.sound(), wanted)
    assert retouching.edits.can_redo


def test_nothing_painted_leaves_all_as_it_was(easel: Easel) -> None:
    easel.open()
    easel.finish()
    assert preferred(easel.table.cache, easel.table.key) is None
    assert easel.working is None


def test_imported_stems_are_preferred_again_without_paint(easel: Easel) -> None:
    imported = easel.table.cache.folder(easel.table.key, "import-1")
    easel.table.base.rename(imported)
    prefer(easel.table.cache, easel.table.key, "import-1")
    easel.open().append(stroke())
    easel.finish()
    assert preferred(easel.table.cache, easel.table.key) != "import-1"
    easel.open().clear()
    easel.finish()
    assert preferred(easel.table.cache, easel.table.key) == "import-1"


def test_pictures_show_where_the_sound_is(easel: Easel) -> None:
    seen: dict[StemName, NDArray[np.uint8]] = {}
    retouching = easel.open()
    retouching.picture.connect(lambda stem, _number, section: seen.update({stem: section.levels}))

    def pictures() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        seen.clear()
        retouching.draw(DRUMS, 1)
        retouching.draw(VOCALS, 1)
        easel.until(lambda: len(seen) == 2)
        return seen[DRUMS], seen[VOCALS]

    stray = (slice(5, 10), slice(54, 58))  # 2.2 s, 1 kHz
    drums, vocals = pictures()
    assert drums[stray].max() > 150
    assert vocals[stray].max() < 50
    retouching.append(stroke())
    drums, vocals = pictures()
    assert drums[stray].max() < 100
    assert vocals[stray].max() > 150


def test_a_song_without_stems_says_what_to_do(easel: Easel) -> None:
    easel.separated = False
    easel.retouching.begin(easel.track)
    assert easel.retouching.track is None
    assert "no finished stems" in easel.messages.recent[-1].text


def test_a_song_that_leaves_the_queue_keeps_what_is_painted(easel: Easel) -> None:
    easel.open().append(stroke())
    easel.until(lambda: easel.working is not None)
    easel.queue.clear()
    easel.finish()
    assert easel.working is None
    assert sdr(easel.sound()[0], easel.table.truth[0]) > 20


def test_one_song_at_a_time(easel: Easel) -> None:
    (other,) = easel.queue.add(["other.wav"])
    easel.open().begin(other.id)
    assert easel.retouching.track == easel.track
    assert "Finish that one first" in easel.messages.recent[-1].hint


def test_stems_that_are_taken_away_end_it_and_keep_the_paint(easel: Easel) -> None:
    retouching = easel.open()
    retouching.append(stroke())
    easel.until(lambda: easel.working is not None)
    retouching.stems_failed(StemsFailed(1, easel.working or Path(), "gone"))
    assert retouching.track is None
    assert easel.open().edits.active == (stroke(),)


def test_what_was_painted_outlives_the_player(easel: Easel) -> None:
    easel.open().append(stroke())
    easel.until(lambda: easel.working is not None)
    easel.retouching.close()
    assert preferred(easel.table.cache, easel.table.key) is None
    assert not easel.table.cache.folder(easel.table.key, WORKING).exists()
    easel.working, easel.retouching = None, easel.another()
    assert easel.open().edits.active == (stroke(),)
    easel.finish()
    assert preferred(easel.table.cache, easel.table.key) is not None
    assert sdr(easel.sound()[0], easel.table.truth[0]) > 20


@pytest.mark.parametrize("looked_at", [False, True])
def test_what_a_kill_left_unapplied_is_applied_when_the_song_plays(
    easel: Easel, looked_at: bool
) -> None:
    easel.open().append(stroke())
    easel.until(lambda: easel.working is not None)
    easel.retouching.close()
    easel.working, easel.retouching = None, easel.another()
    opened: list[bool] = []
    easel.retouching.opened.connect(lambda: opened.append(True))
    easel.retouching.song_changed(easel.track)
    assert easel.retouching.track is None, "it does not play"
    easel.queue.set_current(easel.track)
    easel.retouching.song_changed(easel.track)
    easel.until(lambda: easel.retouching.busy)
    if looked_at:
        easel.retouching.begin(easel.track)
        easel.until(lambda: bool(opened))
        easel.finish()
    else:
        easel.until(lambda: easel.retouching.track is None)
        assert not opened
    assert sdr(easel.sound()[0], easel.table.truth[0]) > 20
    easel.retouching.song_changed(easel.track)
    easel.retouching.close()
    easel.until(lambda: easel.retouching.track is None)


def test_stems_that_were_refined_further_leave_nothing_behind(easel: Easel) -> None:
    easel.open().append(stroke())
    easel.finish()
    easel.open().append(stroke(source=VOCALS, target=DRUMS))
    easel.finish()
    easel.retouching.close()
    entries = [each.name for each in easel.table.base.parent.iterdir() if each.is_dir()]
    refined = preferred(easel.table.cache, easel.table.key)
    assert set(entries) == {BASE, refined}


def test_the_original_stems_must_be_there(easel: Easel) -> None:
    easel.open().append(stroke())
    easel.finish()
    easel.table.cache.delete(easel.table.base)
    easel.retouching.begin(easel.track)
    easel.until(lambda: easel.retouching.track is None)
    assert "Have the song separated again" in easel.messages.recent[-1].hint


def test_the_player_plays_what_was_refined(start: Callable[..., Rig], songs: list[Path]) -> None:
    rig = start()
    retouching, separation = rig.player.retouching, rig.separation
    (track,) = rig.open(songs[0])
    rig.player.playback.load(rig.player.queue.tracks[0], play=False)
    separation.request(track)
    rig.ready(track)
    original = voice(rig, track)
    retouching.begin(track)
    rig.until(lambda: retouching.entry is not None)
    spots = (Spot(0.2, 400.0), Spot(1.0, 400.0))
    accompaniment, vocals = StemName("accompaniment"), StemName("vocals")
    retouching.append(Stroke(Kind.BRUSH, spots, accompaniment, vocals, 0.1, 2.0))
    rig.ready(track, REFINED)
    painted = voice(rig, track)
    assert (painted != original).any()
    retouching.finish()
    rig.until(lambda: WORKING not in str(separation.finished(track)))
    np.testing.assert_array_equal(voice(rig, track), painted)
    retouching.begin(track)
    rig.until(lambda: retouching.entry is not None)
    retouching.undo()
    retouching.finish()
    rig.ready(track, FAST)
    np.testing.assert_array_equal(voice(rig, track), original)


def voice(rig: Rig, track: TrackId) -> NDArray[np.float32]:
    """As the engine is given it now."""
    folder = rig.separation.finished(track)
    assert folder is not None
    with closing(StemReader(folder)) as reader:
        sound: NDArray[np.float32] = reader.read(0, min(CELL, reader.entry.frames))[0]
        return sound
