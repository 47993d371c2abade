"""Stems for the queue: asked for, made by two models, shown, kept, and taken up after a restart."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from player.base.units import StemName
from player.core.mix import TWO_STEMS
from player.core.playback import Transport
from player.core.separation import Backlog, StemState
from player.library.edit_journal import Move
from player.stemfile.cell_map import CellState
from player.stems.jobs import Tier
from tests.core.rig import BOTH, CALM, FAST, FOUR, Rig

Start = Callable[..., Rig]
FOUR_STEMS = tuple(StemName(name) for name in ("vocals", "drums", "bass", "other"))
DRUMS, VOCALS = FOUR_STEMS[1], FOUR_STEMS[0]


def playing(rig: Rig) -> bool:
    state = rig.player.playback.state
    return state.transport is Transport.PLAYING and state.position > 0


def test_songs_are_made_in_the_order_of_asking_and_counted_down(
    start: Start, songs: list[Path]
) -> None:
    rig = start()
    tracks = rig.open(*songs[:4])
    done: list[object] = []
    rig.separation.status_changed.connect(
        lambda track: (
            done.append(track) if rig.separation.status(track).state is StemState.READY else None
        )
    )
    order = [tracks[2], tracks[0], tracks[3], tracks[1]]
    rig.separation.request_many(order)
    assert all(rig.separation.status(track).state is StemState.QUEUED for track in tracks)
    assert (rig.separation.backlog.tracks, rig.separation.backlog.wanted) == (4, 4)
    rig.until(lambda: len(done) == 4)
    assert done == order
    assert [b.tracks for b in rig.backlogs if b.tracks][-1] == 1
    assert any(b.time_left for b in rig.backlogs)
    rig.until(lambda: rig.separation.backlog == Backlog())


def test_studio_stems_replace_the_fast_ones_while_the_song_plays(
    start: Start, songs: list[Path]
) -> None:
    rig = start(BOTH)
    (track,) = rig.open(songs[4])
    rig.until(lambda: rig.separation.model.installed)
    rig.player.playback.play(track)
    rig.player.mix.set_mute(VOCALS, True)
    rig.ready(track, FOUR)
    rig.until(lambda: rig.player.playback.state.stems_sounding)
    seen = [(s.model, s.state) for s in rig.statuses[track]]
    assert (FAST, StemState.WORKING) in seen
    assert (FOUR, StemState.WORKING) in seen
    assert seen.index((FAST, StemState.WORKING)) < seen.index((FOUR, StemState.WORKING))
    replaced = [s for s in rig.statuses[track] if s.model == FOUR and s.state is StemState.WORKING]
    assert all(s.cells.count(CellState.FINAL) == 14 for s in replaced), "all stays audible"
    assert [s.done for s in replaced] == sorted(s.done for s in replaced)
    assert rig.player.mix.stems == FOUR_STEMS
    assert rig.player.mix.strip(VOCALS).mute
    assert playing(rig)
    heard: list[float] = []
    rig.player.playback.mix_heard.connect(heard.append)
    rig.player.mix.set_mute(DRUMS, True)
    rig.until(lambda: bool(heard))


def test_the_song_that_plays_goes_before_all_that_was_asked_for(
    start: Start, songs: list[Path]
) -> None:
    rig = start()
    *asked, played = rig.open(*songs)
    rig.separation.set_paused(True)
    rig.separation.request_many(asked)
    rig.player.playback.play(played)
    rig.player.mix.set_mute(VOCALS, True)
    rig.until(lambda: rig.separation.status(played).state is StemState.QUEUED)
    rig.until(lambda: len(rig.player.scheduler._line.of(Tier.FAST)) == 5)
    rig.separation.set_paused(False)
    rig.ready(played)
    assert rig.separation.backlog.tracks == 4


def test_what_was_asked_for_is_gone_on_with_after_a_restart(
    start: Start, songs: list[Path]
) -> None:
    first = start()
    first.separation.set_paused(True)
    tracks = first.open(*songs[:3])
    first.separation.request_many(tracks)
    assert first.separation.backlog.waiting == "paused"
    first.close()
    again = start()
    assert again.separation.backlog.tracks == 3
    again.until(lambda: again.separation.backlog == Backlog())
    (track,) = again.open(songs[1])
    assert again.separation.status(track).state is StemState.READY
    again.close()
    assert start().separation.backlog == Backlog()


def test_what_was_asked_for_follows_a_renamed_file(
    start: Start, songs: list[Path], tmp_path: Path
) -> None:
    rig = start()
    rig.separation.set_paused(True)
    old, new = Path(shutil.copy(songs[0], tmp_path / "old.wav")), tmp_path / "new.wav"
    rig.separation.request_songs([songs[1], old, songs[2]])
    old.rename(new)
    rig.player.editing.files_moved.emit((Move(old, new),))
    assert rig.separation.backlog.tracks == 3
    rig.separation.set_paused(False)
    rig.until(lambda: rig.separation.backlog == Backlog())
    (track,) = rig.open(new)
    assert rig.separation.status(track).state is StemState.READY
    assert not rig.player.messages.recent


def test_taking_everything_back(start: Start, songs: list[Path]) -> None:
    rig = start()
    tracks = rig.open(*songs)
    rig.separation.request_many(list(reversed(tracks)))
    rig.until(lambda: rig.separation.status(tracks[4]).state is StemState.WORKING)
    rig.separation.cancel_all()
    assert rig.separation.backlog == Backlog()
    assert {rig.separation.status(track).state for track in tracks} == {StemState.NONE}
    rig.separation.request(tracks[0])
    rig.ready(tracks[0])
    assert rig.separation.status(tracks[4]).state is StemState.NONE
    again = start()
    assert again.separation.backlog == Backlog()


def test_choosing_another_model_gives_the_open_song_its_stems(
    start: Start, songs: list[Path]
) -> None:
    rig = start()
    (track,) = rig.open(songs[0])
    rig.separation.request(track)
    rig.ready(track)
    assert rig.player.mix.stems == TWO_STEMS
    changes: list[None] = []
    rig.separation.models_changed.connect(lambda: changes.append(None))
    rig.separation.choose(FOUR, "", "fast")
    assert (rig.separation.model_name, rig.separation.studio_name) == (FOUR, "")
    assert changes
    rig.separation.request(track)
    rig.ready(track, FOUR)
    assert rig.player.mix.stems == FOUR_STEMS
    rig.separation.choose(FAST, "", "fast")
    rig.separation.request(track)
    rig.ready(track, FAST)


def test_a_studio_model_that_is_missing_is_told_once_and_the_fast_one_works_on(
    start: Start, songs: list[Path]
) -> None:
    rig = start(replace(CALM, studio_model="htdemucs"))
    tracks = rig.open(*songs[:2])
    rig.separation.request_many(tracks)
    for track in tracks:
        rig.ready(track)
    rig.until(lambda: rig.separation.backlog == Backlog())
    said = [message.text for message in rig.player.messages.recent]
    assert len([text for text in said if "htdemucs" in text]) == 1, said


def test_two_tracks_of_one_file_and_a_copy_share_their_stems(
    start: Start, songs: list[Path], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.wav"
    copy.write_bytes(songs[0].read_bytes())
    rig = start()
    one, three = rig.open(songs[0], copy)
    (two,) = rig.open(songs[0])
    rig.separation.request(one)
    rig.ready(one)
    assert rig.separation.status(two) == rig.separation.status(one)
    rig.separation.request(three)
    rig.ready(three)
    assert len(list(rig.player.cache.root.glob("[0-9]*"))) == 1


def test_a_pinned_song_says_so_and_again_after_a_restart(start: Start, songs: list[Path]) -> None:
    rig = start()
    (track,) = rig.open(songs[0])
    rig.separation.request(track)
    rig.ready(track)
    assert not rig.separation.pinned(track)
    rig.separation.pin([track], True)
    assert rig.separation.pinned(track)
    rig.close()
    again = start()
    (track,) = again.open(songs[0])
    again.separation.request(track)
    again.ready(track)
    assert again.separation.pinned(track)
    again.separation.pin([track], False)
    (folder,) = again.player.cache.root.glob("[0-9]*")
    again.until(lambda: not (folder / "pinned").exists())


def test_a_broken_file_fails_alone(start: Start, songs: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no music")
    rig = start(BOTH)
    bad, good = rig.open(broken, songs[0])
    rig.separation.request_many([bad, good])
    rig.ready(good, FOUR)
    assert rig.separation.status(bad).state is StemState.FAILED
    assert "broken.wav" in rig.separation.status(bad).reason
    assert rig.separation.backlog == Backlog()
    assert len(rig.player.messages.recent) == 1


def test_the_models_there_are(start: Start) -> None:
    rig = start()
    changes: list[None] = []
    rig.separation.models_changed.connect(lambda: changes.append(None))
    assert rig.separation.models() == ()
    rig.until(lambda: bool(changes))
    models = {model.name: model for model in rig.separation.models()}
    assert models[FAST].installed
    assert models[FOUR].stems == FOUR_STEMS
