"""Opus beside FLAC: a third of the room, in step to the frame, whatever is read when."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.errors import CacheError
from player.base.units import CELL, SAMPLE_RATE
from player.stemfile.codecs import Halted
from player.stemfile.entry import Entry, load_entry
from player.stemfile.reader import StemReader
from tests.stemfile.entries import FOUR, an_entry, noise, write_all

SECONDS = 12
BLOCK = 4_096


def music(entry: Entry) -> NDArray[np.float32]:
    """Tones that swell and decay over a little noise; each stem its own, no two places alike."""
    time = np.arange(entry.frames) / SAMPLE_RATE
    stems = []
    for number in range(len(entry.stored)):
        pitch = 110 * (number + 1) * (1 + 0.05 * time)
        tone = np.sin(2 * np.pi * pitch * time) * np.exp(-3 * (time % 0.4))
        stems.append(np.stack([tone, 0.7 * tone], axis=1) * 0.5)
    hiss = np.random.default_rng(0).standard_normal((len(stems), entry.frames, 2))
    return (np.array(stems) + 0.01 * hiss).astype(np.float32)


def lag(a: NDArray[np.float32], b: NDArray[np.float32]) -> int:
    """By how many frames `b` is later than `a`."""
    size = 2 * len(a)
    product = np.fft.rfft(b, size) * np.conj(np.fft.rfft(a, size))
    peak = int(np.argmax(np.fft.irfft(product)))
    return peak - size if peak > size // 2 else peak


@pytest.fixture(scope="module")
def entry() -> Entry:
    return an_entry(SECONDS * SAMPLE_RATE + 77, FOUR)


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory, entry: Entry) -> Path:
    folder = tmp_path_factory.mktemp("opus")
    assert write_all(folder, entry, music(entry)).finish("opus").codec == "opus"
    return folder


def test_opus_is_small_in_step_and_close(opus: Path, entry: Entry) -> None:
    names = {file.name for file in opus.iterdir()}
    assert names == {"entry.json", "vocals.opus", "drums.opus", "bass.opus"}
    size = sum(file.stat().st_size for file in opus.iterdir())
    assert size / SECONDS * 240 < 25e6
    sound = music(entry)
    with closing(StemReader(opus)) as reader:
        found = reader.read(0, entry.frames)
    for stem, original in zip(found, sound, strict=True):
        assert lag(original[:, 0], stem[:, 0]) == 0
        error = float(np.square(stem - original).mean() / np.square(original).mean())
        assert 10 * np.log10(error) < -20


def test_the_last_stem_and_the_others_are_still_the_mix(opus: Path, entry: Entry) -> None:
    mix = noise(an_entry(entry.frames))[0]
    with closing(StemReader(opus)) as reader:
        stored = reader.read(0, entry.frames)
    last = mix - stored.sum(axis=0)
    np.testing.assert_allclose(stored.sum(axis=0) + last, mix, atol=1e-6)


def test_every_seek_gives_the_same_sound_as_one_pass(opus: Path, entry: Entry) -> None:
    with closing(StemReader(opus)) as reader:
        whole = reader.read(0, entry.frames)
        end = entry.frames
        places = [0, 1, 311, 312, 313, end - 1, end - 2, end - 312, end - 313, end - BLOCK]
        places += np.random.default_rng(1).integers(0, end, 40).tolist()
        for start in places:
            count = min(BLOCK, end - start)
            found = reader.read(start, count)
            np.testing.assert_allclose(found, whole[:, start : start + count], atol=1e-5)


@pytest.mark.parametrize("count", [1_000, BLOCK])
def test_block_by_block_to_the_end_is_the_same_as_one_pass(
    opus: Path, entry: Entry, count: int
) -> None:
    """Also where a block begins in the song's last frames."""
    with closing(StemReader(opus)) as reader:
        whole = reader.read(0, entry.frames)
        first = entry.frames - 5 * count - 100
        blocks = [reader.read(start, count) for start in range(first, entry.frames, count)]
    found = np.concatenate(blocks, axis=1)[:, : entry.frames - first]
    np.testing.assert_allclose(found, whole[:, first:], atol=1e-5)


@pytest.mark.parametrize("frames", [1, 100, 1_000, CELL])
def test_short_songs_can_be_coded_too(tmp_path: Path, frames: int) -> None:
    entry = an_entry(frames)
    write_all(tmp_path, entry, noise(entry)).finish("opus")
    with closing(StemReader(tmp_path)) as reader:
        whole = reader.read(0, frames)
        assert whole.shape == (1, frames, 2)
        np.testing.assert_allclose(reader.read(frames - 1, 1), whole[:, -1:], atol=1e-5)


def test_an_entry_of_an_earlier_version_is_flac(tmp_path: Path) -> None:
    entry = an_entry(5_000)
    write_all(tmp_path, entry, noise(entry)).finish()
    text = (tmp_path / "entry.json").read_text()
    (tmp_path / "entry.json").write_text(text.replace(', "codec": "flac"', ""))
    assert "codec" not in (tmp_path / "entry.json").read_text()
    with closing(StemReader(tmp_path)) as reader:
        np.testing.assert_array_equal(reader.read(0, 5_000), noise(entry))


def test_a_codec_of_a_later_version_is_told(tmp_path: Path) -> None:
    entry = an_entry(5_000)
    write_all(tmp_path, entry, noise(entry)).finish()
    text = (tmp_path / "entry.json").read_text()
    (tmp_path / "entry.json").write_text(text.replace('"flac"', '"later"'))
    with pytest.raises(CacheError, match="later"):
        StemReader(tmp_path)


def test_finishing_can_be_broken_off_and_taken_up(tmp_path: Path) -> None:
    entry = an_entry(2 * CELL, FOUR)
    writer = write_all(tmp_path, entry, noise(entry))
    asked = iter([True, True, False])
    with pytest.raises(Halted):
        writer.finish("opus", lambda: next(asked))
    assert load_entry(tmp_path) == entry
    assert not list(tmp_path.glob("*.part"))
    with closing(StemReader(tmp_path)) as reader:
        np.testing.assert_array_equal(reader.read(0, entry.frames), noise(entry))
    assert writer.finish().complete
