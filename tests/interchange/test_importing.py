"""Stems from elsewhere: laid on the song to the frame, or refused with the reason."""

from contextlib import closing
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
import soxr
from av.audio.stream import AudioStream

from player.base.errors import AudioFileError, CacheError, MinusOneError
from player.base.units import SAMPLE_RATE, Pcm
from player.interchange.boxes import append_stem_atom, is_stem_file
from player.interchange.errors import InterchangeError
from player.interchange.exporting import export_stems
from player.interchange.importing import Imported, import_stems
from player.stemfile.reader import StemReader
from player.stems.preferred import forget_preferred, prefer, preferred
from tests.interchange.rig import FRAMES, Desk, Stems, mellow, shifted, stems, sum_of

FOUR = ("vocals", "drums", "bass", "other")


def take(desk: Desk, song: Path, source: Path) -> Imported:
    return import_stems(song, source, desk.cache, desk.keys)


def stored(done: Imported) -> Stems:
    """What the entry gives, by name."""
    with closing(StemReader(done.folder)) as reader:
        assert not reader.waiting
        assert reader.entry.stems == done.stems
        sound = reader.read(0, reader.entry.frames)
        return dict(zip(reader.entry.stored, sound, strict=True))


def assert_stored(done: Imported, wanted: Stems) -> None:
    found = stored(done)
    assert list(found) == list(wanted)
    for name, sound in found.items():
        np.testing.assert_array_equal(sound, wanted[name])


def test_a_folder_of_stems_becomes_a_ready_entry(desk: Desk) -> None:
    parts = stems(*FOUR)
    song = desk.song(parts)
    done = take(desk, song, desk.folder(dict(reversed(parts.items()))))
    assert done.stems == FOUR
    assert (done.lag, done.warnings) == (0, ())
    assert done.residual_db == -120
    del parts["other"]
    assert_stored(done, parts)
    key = desk.keys.key(song)
    assert done.folder == desk.cache.folder(key, done.version)
    assert preferred(desk.cache, key) == done.version
    entry = desk.cache.lookup(key, done.version)
    assert entry is not None
    assert entry.complete


@pytest.mark.parametrize("codec", ["alac", "aac"])
def test_a_stem_file_comes_back_as_it_went(desk: Desk, codec: str) -> None:
    parts = stems(*FOUR)
    if codec == "aac":
        parts = {name: mellow(sound) for name, sound in parts.items()}
    song = desk.song(parts)
    path = desk.root / "song.stem.mp4"
    export_stems(song, desk.entry(parts), path, codec)
    for to in (song, path):
        done = take(desk, to, path)
        assert done.stems == FOUR
        assert (done.lag, done.warnings) == (0, ())
        if codec == "alac":
            assert done.residual_db == -120
            assert_stored(done, {name: parts[name] for name in FOUR[:-1]})
        else:
            assert done.residual_db < -20
    assert len(desk.left_over()) == 4  # two entries, two marks


def test_two_stems_come_back_without_the_padding(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    path = desk.root / "song.stem.mp4"
    export_stems(desk.song(parts), desk.entry(parts), path)
    done = take(desk, path, path)
    assert done.stems == ("vocals", "accompaniment")
    assert_stored(done, {"vocals": parts["vocals"]})


@pytest.mark.parametrize("lag", [1, -1_105, 22_000])
def test_stems_that_come_late_or_early_are_moved(desk: Desk, lag: int) -> None:
    parts = stems(*FOUR)
    for sound in parts.values():
        sound[-abs(lag) :] = sound[: abs(lag)] = 0  # what is moved out of the file is lost
    song = desk.song(parts)
    done = take(desk, song, desk.folder({n: shifted(s, lag) for n, s in parts.items()}))
    assert done.lag == lag
    assert done.residual_db == -120
    assert any(f"{abs(lag)} frames" in warning for warning in done.warnings)
    assert_stored(done, {name: parts[name] for name in FOUR[:-1]})


def test_stems_that_are_not_in_step_are_brought_into_step(desk: Desk) -> None:
    parts = stems(*FOUR)
    parts["drums"][-700:] = 0
    song = desk.song(parts)
    done = take(desk, song, desk.folder({**parts, "drums": shifted(parts["drums"], 700)}))
    assert any("“drums” +700" in warning for warning in done.warnings)
    assert_stored(done, {name: parts[name] for name in FOUR[:-1]})


def test_an_inverted_stem_is_turned(desk: Desk) -> None:
    parts = stems(*FOUR)
    song = desk.song(parts)
    done = take(desk, song, desk.folder({**parts, "bass": -parts["bass"]}))
    assert any("inverted" in warning and "bass" in warning for warning in done.warnings)
    assert_stored(done, {name: parts[name] for name in FOUR[:-1]})


def test_stems_at_another_level_are_made_as_loud_as_in_the_song(desk: Desk) -> None:
    parts = stems(*FOUR)
    song = desk.song(parts)
    done = take(desk, song, desk.folder({n: s * np.float32(0.5) for n, s in parts.items()}))
    assert any("6.0 dB quieter" in warning for warning in done.warnings)
    assert done.residual_db < -60
    np.testing.assert_allclose(stored(done)["vocals"], parts["vocals"], atol=2e-4)


def test_the_stems_of_another_song_are_refused(desk: Desk) -> None:
    song = desk.song(stems(*FOUR))
    with pytest.raises(InterchangeError, match=r"not the stems of “song.wav”.* \+\d\.\d dB"):
        take(desk, song, desk.folder(stems(*FOUR, seed=9)))
    assert desk.left_over() == []
    assert preferred(desk.cache, desk.keys.key(song)) is None


def test_stems_that_lack_one_are_refused_with_what_is_left(desk: Desk) -> None:
    parts = stems(*FOUR)
    song = desk.song(parts)
    del parts["drums"]
    with pytest.raises(InterchangeError, match=r"leaves -\d\.\d dB") as caught:
        take(desk, song, desk.folder(parts))
    assert "missing" in caught.value.hint
    assert desk.left_over() == []


def test_stems_of_half_the_song_are_refused_with_the_lengths(desk: Desk) -> None:
    parts = stems(*FOUR)
    song = desk.song(parts)
    half = desk.folder({name: sound[: FRAMES // 2] for name, sound in parts.items()})
    with pytest.raises(InterchangeError, match=r"lasts 6.0 s, the stems 3.0 s"):
        take(desk, song, half)


def test_stems_that_end_a_little_early_are_taken_and_it_is_said(desk: Desk) -> None:
    parts = stems(*FOUR)
    for sound in parts.values():
        sound[-30_000:] = 0
    done = take(desk, desk.song(parts), desk.folder({n: s[:-30_000] for n, s in parts.items()}))
    assert any("lasts" in warning for warning in done.warnings)
    assert_stored(done, {name: parts[name] for name in FOUR[:-1]})


@pytest.mark.parametrize(
    ("given", "stems_then"),
    [
        (["vocals"], ("vocals", "accompaniment")),
        (["instrumental"], ("vocals", "instrumental")),
        (["vocals", "drums", "bass"], FOUR),
        (["kick"], ("kick", "other")),
    ],
)
def test_what_was_not_brought_is_what_is_left(
    desk: Desk, given: list[str], stems_then: tuple[str, ...]
) -> None:
    rest = "vocals" if given == ["instrumental"] else stems_then[-1]
    parts = stems(*given, rest)
    done = take(desk, desk.song(parts), desk.folder({name: parts[name] for name in given}))
    expected = tuple("accompaniment" if name == "instrumental" else name for name in stems_then)
    assert done.stems == expected
    assert any("was not among them" in warning for warning in done.warnings)
    assert_stored(done, {name: parts[name] for name in expected[:-1]})


def test_the_song_itself_and_sums_of_stems_in_the_folder_are_passed_over(desk: Desk) -> None:
    parts = stems(*FOUR)
    accompaniment = sum_of({name: parts[name] for name in FOUR[1:]})
    folder = desk.folder({**parts, "mixture": sum_of(parts), "accompaniment": accompaniment})
    (folder / "cover.jpg").write_bytes(b"no sound")
    assert take(desk, desk.song(parts), folder).stems == FOUR


def test_mp3_stems_are_laid_on_the_song_to_the_frame(desk: Desk) -> None:
    parts = {name: mellow(s) for name, s in stems("vocals", "accompaniment").items()}
    done = take(desk, desk.song(parts), desk.folder(parts, "mp3"))
    assert done.stems == ("vocals", "accompaniment")
    assert (done.lag, done.warnings) == (0, ())
    assert done.residual_db < -15


def test_stems_at_another_sample_rate(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    smooth = {name: mellow(sound) for name, sound in parts.items()}
    folder = desk.root / "stems"
    folder.mkdir()
    for name, sound in smooth.items():
        soundfile.write(
            folder / f"{name}.wav", soxr.resample(sound, SAMPLE_RATE, 48_000, "VHQ"), 48_000
        )
    done = take(desk, desk.song(smooth), folder)
    assert done.lag == 0
    assert done.residual_db < -40


def test_stems_that_run_at_another_speed_are_refused(desk: Desk) -> None:
    parts = stems(*FOUR)
    slower = {name: soxr.resample(s, 100_000, 100_008, "VHQ") for name, s in parts.items()}
    with pytest.raises(InterchangeError, match="speed"):
        take(desk, desk.song(parts), desk.folder(slower))


def test_a_folder_without_stems_is_told(desk: Desk) -> None:
    song = desk.song(stems(*FOUR))
    with pytest.raises(InterchangeError, match="no stems in “stems from elsewhere”") as caught:
        take(desk, song, desk.folder({}))
    assert "vocals.wav" in caught.value.hint


def test_a_damaged_stem_is_told(desk: Desk) -> None:
    parts = stems("vocals", "other")
    folder = desk.folder(parts)
    (folder / "vocals.wav").write_bytes(b"garbage")
    with pytest.raises(AudioFileError, match="vocals"):
        take(desk, desk.song(parts), folder)


def test_two_files_of_one_stem_are_told(desk: Desk) -> None:
    parts = stems("vocals", "other")
    folder = desk.folder({**parts, "a vocal": parts["vocals"]})
    with pytest.raises(MinusOneError, match="are both vocals"):
        take(desk, desk.song(parts), folder)


def test_a_mastered_stem_file_says_that_its_stems_do_not_add_up(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    loud = np.tanh(6 * sum_of(parts)).astype(np.float32)
    path = a_stem_file(desk.root / "song.stem.mp4", [loud, *parts.values()], MASTERED)
    done = take(desk, path, path)
    assert done.stems == ("vocals", "accompaniment")
    assert done.residual_db > -10
    assert any("mastered after" in warning for warning in done.warnings)
    assert_stored(done, {"vocals": parts["vocals"]})


MASTERED = b"""{"version": 1, "mastering_dsp": {"limiter": {"enabled": true}}, "stems": [
    {"name": "Acapella", "color": "#FF0000"}, {"name": "Instrumental"}]}"""


def a_stem_file(path: Path, streams: list[Pcm], atom: bytes | None) -> Path:
    """As another program might write it: 24 bits, other order, fewer streams."""
    with av.open(str(path), "w", format="mp4") as container:
        for _ in streams:
            stream = container.add_stream("alac", rate=SAMPLE_RATE, layout="stereo")
            assert isinstance(stream, AudioStream)
            stream.format = "s32p"
        for stream, sound in zip(container.streams.audio, streams, strict=True):
            wide = np.ascontiguousarray(np.rint(sound.T * 2.0**23).astype(np.int32) << 8)
            frame = av.AudioFrame.from_ndarray(wide, format="s32p", layout="stereo")
            frame.sample_rate = SAMPLE_RATE
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    if atom is not None:
        append_stem_atom(path, atom)
    return path


@pytest.mark.parametrize(
    ("atom", "message"),
    [
        (None, "nothing in it says"),
        (b"garbage", "makes no sense"),
        (b"[]", "makes no sense"),
        (b'{"stems": [7]}', "makes no sense"),
        (b'{"stems": []}', "names no stems"),
        (b'{"stems": [{"name": "-"}, {}, {}, {}, {}]}', "stem “” is missing"),
    ],
)
def test_an_mp4_that_is_no_stem_file_is_told(desk: Desk, atom: bytes | None, message: str) -> None:
    parts = stems("vocals", "accompaniment")
    path = a_stem_file(desk.root / "song.mp4", [sum_of(parts), *parts.values()], atom)
    with pytest.raises(InterchangeError, match=message) as caught:
        take(desk, path, path)
    assert ".stem.mp4" in caught.value.hint


def test_a_stem_file_that_is_cut_off_is_told(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    song = desk.song(parts)
    path = desk.root / "song.stem.mp4"
    export_stems(song, desk.entry(parts), path)
    content = path.read_bytes()
    for length in (len(content) - 10, len(content) // 2, 40):
        path.write_bytes(content[:length])
        assert not is_stem_file(path)
        with pytest.raises(MinusOneError, match=r"end is missing|nothing in it"):
            take(desk, song, path)
    path.write_bytes(b"RIFF")
    with pytest.raises(InterchangeError, match="no MP4 file"):
        take(desk, song, path)
    path.unlink()
    with pytest.raises(AudioFileError, match=r"song\.stem\.mp4"):
        take(desk, song, path)


def test_what_was_brought_once_more_is_there_at_once(desk: Desk) -> None:
    parts = stems("vocals", "accompaniment")
    song, folder = desk.song(parts), desk.folder(parts)
    first = take(desk, song, folder)
    written = (first.folder / "entry.json").stat().st_mtime_ns
    forget_preferred(desk.cache, desk.keys.key(song))
    assert preferred(desk.cache, desk.keys.key(song)) is None
    assert take(desk, song, folder) == first
    assert (first.folder / "entry.json").stat().st_mtime_ns == written
    assert preferred(desk.cache, desk.keys.key(song)) == first.version


def test_an_import_that_is_stopped_leaves_nothing(desk: Desk) -> None:
    def stop(done: float) -> None:
        if done > 0.5:
            raise KeyboardInterrupt

    parts = stems(*FOUR)
    song = desk.song(parts)
    with pytest.raises(KeyboardInterrupt):
        import_stems(song, desk.folder(parts), desk.cache, desk.keys, stop)
    assert desk.left_over() == []


def test_a_cache_without_room_is_told(desk: Desk) -> None:
    parts = stems(*FOUR)
    desk.cache.budget = 1_000
    with pytest.raises(CacheError, match="more than the cache may hold"):
        take(desk, desk.song(parts), desk.folder(parts))
    assert desk.left_over() == []


@pytest.mark.parametrize("mark", ["", "..", "../other", "import-gone", "\0"])
def test_a_mark_that_leads_nowhere_is_none(desk: Desk, mark: str) -> None:
    parts = stems("vocals", "accompaniment")
    song = desk.song(parts)
    take(desk, song, desk.folder(parts))
    key = desk.keys.key(song)
    prefer(desk.cache, key, mark)
    assert preferred(desk.cache, key) is None
