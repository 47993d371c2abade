"""Stem files: what other programs find in them."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition
from mutagen.mp4._atom import Atoms

from player.decoder.opening import open_source
from player.interchange.errors import InterchangeError
from player.interchange.exporting import export_stems
from player.library.tags import read_tags
from tests.decoder.sounds import agreement, whole
from tests.interchange.rig import FRAMES, Desk, decoded, pcm, stems, sum_of, write

FOUR = ("vocals", "drums", "bass", "other")


def manifest(path: Path) -> dict[str, Any]:
    """The stem atom as another program's parser finds it."""
    with path.open("rb") as file:
        (_, _, atom) = Atoms(file).path(b"moov", b"udta", b"stem")
        file.seek(atom.offset + 8)
        found: dict[str, Any] = json.loads(file.read(atom.length - 8))
    return found


@pytest.mark.parametrize("codec", ["alac", "aac"])
def test_five_streams_of_which_the_mix_is_played(desk: Desk, codec: str) -> None:
    parts = stems(*FOUR)
    path = desk.root / "out" / "song.stem.mp4"
    done = export_stems(desk.song(parts), desk.entry(parts), path, codec)
    assert (done.path, done.clipped) == (path, 0)
    with av.open(str(path)) as container:
        found = container.streams.audio
        assert len(container.streams) == 5
        assert {stream.codec_context.name for stream in found} == {codec}
        assert {(stream.rate, stream.channels, stream.duration) for stream in found} == {
            (44_100, 2, FRAMES)
        }
        enabled = [bool(stream.disposition & Disposition.default) for stream in found]
    assert enabled == [True, False, False, False, False]
    assert [file.name for file in path.parent.iterdir()] == ["song.stem.mp4"]


def test_names_and_colours_are_where_dj_programs_look(desk: Desk) -> None:
    parts = stems(*FOUR)
    path = desk.root / "song.stem.mp4"
    tags = {"title": "A Song", "artist": "Somebody", "album": ""}
    export_stems(desk.song(parts), desk.entry(parts), path, tags=tags)
    content = manifest(path)
    assert content["version"] == 1
    assert [stem["name"] for stem in content["stems"]] == ["Drums", "Bass", "Other", "Vocals"]
    assert len({stem["color"] for stem in content["stems"]}) == 4
    assert all(len(stem["color"]) == 7 for stem in content["stems"])
    assert read_tags(path).title == "A Song"
    assert read_tags(path).artist == "Somebody"


def test_alac_keeps_every_bit_and_the_stems_add_up(desk: Desk) -> None:
    parts = stems(*FOUR)
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path)
    streams = [decoded(path, number) for number in range(5)]
    for stream, name in zip(streams[1:], ("drums", "bass", "other", "vocals"), strict=True):
        np.testing.assert_array_equal(stream, pcm(parts[name]))
    np.testing.assert_array_equal(streams[0], pcm(sum_of(parts)))
    np.testing.assert_array_equal(streams[0], sum(streams[1:]))


def test_aac_streams_lie_on_the_song_to_the_frame(desk: Desk) -> None:
    parts = stems(*FOUR)
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path, "aac")
    with closing(open_source(path)) as source:
        mix = whole(source)
    assert len(mix) == FRAMES
    wanted = sum_of(parts)
    levels = {shift: agreement(wanted[5:-5], np.roll(mix, shift, 0)[5:-5]) for shift in (-1, 0, 1)}
    assert max(levels, key=lambda shift: levels[shift]) == 0
    assert levels[0] > 10


def test_two_stems_are_filled_up_with_silence(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path)
    names = [stem["name"] for stem in manifest(path)["stems"]]
    assert names == ["Vocals", "Accompaniment", "-", "-"]
    assert not decoded(path, 3).any()
    assert not decoded(path, 4).any()
    assert len(decoded(path, 4)) == FRAMES


def test_of_six_stems_the_lesser_ones_become_one(desk: Desk) -> None:
    parts = stems("vocals", "drums", "bass", "guitar", "piano", "other")
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path)
    assert [stem["name"] for stem in manifest(path)["stems"]] == [
        "Drums",
        "Bass",
        "Other",
        "Vocals",
    ]
    lesser = parts["guitar"] + parts["piano"] + parts["other"]
    np.testing.assert_array_equal(decoded(path, 3), pcm(lesser))


def test_five_stems_that_nobody_knows(desk: Desk) -> None:
    parts = stems("kick", "snare", "pad", "lead", "rest")
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path)
    assert [stem["name"] for stem in manifest(path)["stems"]] == ["Kick", "Snare", "Pad", "Other"]
    np.testing.assert_array_equal(decoded(path, 4), pcm(parts["lead"] + parts["rest"]))


def test_what_is_louder_than_full_scale_is_counted(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    parts["vocals"][1_000:1_010] = 1.5
    parts["accompaniment"][1_000:1_010] = -1.25
    path = desk.root / "song.stem.mp4"
    done = export_stems(desk.song(parts), desk.entry(parts), path)
    assert done.clipped == 40


def test_an_export_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    def stop(done: float) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    parts = stems("vocals", "accompaniment")
    folder = desk.root / "out"
    with pytest.raises(KeyboardInterrupt):
        export_stems(desk.song(parts), desk.entry(parts), folder / "song.stem.mp4", report=stop)
    assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_told(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    song = desk.song(parts)
    with pytest.raises(InterchangeError, match="could not be written") as caught:
        export_stems(song, desk.entry(parts), song / "song.stem.mp4")
    assert caught.value.hint


def test_a_codec_that_stem_files_do_not_have_is_told(desk: Desk) -> None:
    with pytest.raises(InterchangeError, match="codec 'mp3'"):
        export_stems(desk.root, desk.root, desk.root, "mp3")


def test_a_song_that_is_no_sound_leaves_nothing(desk: Desk) -> None:
    song = write(desk.root / "song.wav", stems("vocals")["vocals"])
    song.write_bytes(b"no sound")
    with pytest.raises(Exception, match="holds no sound"):
        export_stems(song, desk.entry(stems("vocals", "other")), desk.root / "out.mp4")
    assert not (desk.root / "out.mp4").exists()
