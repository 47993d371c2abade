"""The separator agrees with Deezer's own, whatever the chunks, and keeps its promises."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from separation.api import GRID, ReadFrames, Separator, open_separator
from separation.chunks import MARGIN, ChunkPlan, Seams
from separation.errors import DeviceError, Interrupted, OutOfMemoryError, WeightsError
from separation.models.networks import open_network
from separation.models.registry import ModelInfo
from separation.stft import HOP, WINDOW, istft, stft
from tests.separation.conftest import ROOT, Sound, agreement, reader

EXCERPT = slice(3 * 44_100, 8 * 44_100)
BINS = 1024
SEGMENT = 512


def deezer(stem: str) -> Sound:
    """Deezer's output for the excerpt; see data/README.md."""
    path = Path(__file__).parents[1] / f"data/deezer-{stem}.flac"
    samples: Sound = soundfile.read(path, dtype="float32")[0]
    return samples * np.float32(2)


def deezer_framing(song: Sound, info: ModelInfo, folder: Path) -> list[Sound]:
    """Both stems by our network, framed as Deezer does it: 12 s segments, nothing above 11 kHz."""
    frames = -(-(len(song) + WINDOW) // HOP)
    padded = np.zeros((2, (frames + 3) * HOP), np.float32)
    padded[:, WINDOW : WINDOW + len(song)] = song.T
    spectrum = stft(padded, BINS)
    network = open_network(info, folder, "cpu", 2)
    mask = np.zeros_like(spectrum, np.float32)
    for start in range(0, frames, SEGMENT):
        part = np.zeros((1, 2, SEGMENT, BINS), np.float32)
        known = np.abs(spectrum[:, start : start + SEGMENT])
        part[0, :, : known.shape[1]] = known
        mask[:, start : start + SEGMENT] = network.masks(part)[0, :, : known.shape[1]]
    network.close()
    cut = slice(WINDOW, WINDOW + len(song))
    return [istft(spectrum * share)[:, cut].T for share in (mask, 1 - mask)]


def chunked(separator: Separator, song: Sound) -> Sound:
    """The stored stems of a whole song, as the player makes them."""
    plan, seams = ChunkPlan(len(song)), Seams()
    stems = np.zeros((1, *song.shape), np.float32)
    while chunk := plan.next():
        samples = separator.separate(reader(song), chunk.start, chunk.stop, MARGIN)
        for start, piece in seams.add(chunk, samples):
            stems[:, start : start + piece.shape[1]] = piece
        plan.mark(chunk)
    return stems


def test_framed_as_deezer_does_it_both_stems_are_deezers(
    info: ModelInfo, spleeter_folder: Path, song: Sound
) -> None:
    vocals, accompaniment = deezer_framing(song, info, spleeter_folder)
    assert agreement(deezer("vocals"), vocals[EXCERPT]) >= 90
    assert agreement(deezer("accompaniment"), accompaniment[EXCERPT]) >= 90


def test_chunked_as_played_the_voice_is_that_of_one_pass(
    info: ModelInfo, spleeter_folder: Path, spleeter: Separator, song: Sound
) -> None:
    vocals = chunked(spleeter, song)[0]
    assert agreement(deezer_framing(song, info, spleeter_folder)[0], vocals) >= 29
    assert agreement(deezer("vocals"), vocals[EXCERPT]) >= 29


def test_the_same_song_gives_the_same_stems(spleeter: Separator, song: Sound) -> None:
    first = chunked(spleeter, song)
    np.testing.assert_array_equal(first, chunked(spleeter, song))


def test_margins_are_the_same_sound_further_on(spleeter: Separator, song: Sound) -> None:
    core = spleeter.separate(reader(song), GRID, 2 * GRID, 0)
    wide = spleeter.separate(reader(song), GRID, 2 * GRID, MARGIN)
    assert wide.shape == (1, GRID + 2 * MARGIN, 2)
    assert wide.dtype == np.float32
    np.testing.assert_array_equal(wide[:, MARGIN:-MARGIN], core)


def test_seams_cannot_be_heard(spleeter: Separator, song: Sound) -> None:
    vocals = chunked(spleeter, song)[0]
    steps = np.abs(np.diff(vocals, axis=0)).max(axis=1)
    for seam in range(4 * GRID, len(song), 4 * GRID):
        around = steps[seam - 4 * MARGIN : seam + 4 * MARGIN]
        assert steps[seam - MARGIN : seam + MARGIN].max() <= 2 * np.quantile(around, 0.99)


@pytest.mark.parametrize("frames", [1, 700, GRID + 1])
def test_short_songs_have_stems_of_their_length(spleeter: Separator, frames: int) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (frames, 2)).astype(np.float32)
    stems = chunked(spleeter, noise)
    assert stems.shape == (1, frames, 2)
    assert np.isfinite(stems).all()


def test_silence_stays_silence(spleeter: Separator) -> None:
    assert not chunked(spleeter, np.zeros((GRID, 2), np.float32)).any()


def test_a_chunk_off_the_grid_is_refused(spleeter: Separator, song: Sound) -> None:
    for start, stop in ((100, GRID), (GRID, GRID), (2 * GRID, GRID)):
        with pytest.raises(ValueError, match="no chunk"):
            spleeter.separate(reader(song), start, stop, 0)


@pytest.mark.parametrize("device", ["cpu-torch", "cuda"])
def test_torch_gives_the_same_stems(
    info: ModelInfo, spleeter_folder: Path, spleeter: Separator, song: Sound, device: str
) -> None:
    torch = pytest.importorskip("torch")
    if device == "cuda" and not torch.cuda.is_available():
        pytest.skip("there is no NVIDIA card that torch can use")
    separator = open_separator(info, spleeter_folder, device=device, threads=2)
    stems = chunked(separator, song)
    again = chunked(separator, song)
    assert separator.version == spleeter.version
    separator.close()
    assert np.array_equal(stems, again)
    assert np.abs(stems - chunked(spleeter, song)).max() < 1e-5


def interrupting(separator: Separator, read: ReadFrames) -> ReadFrames:
    """Asks to stop in the middle of the work."""

    def stop_while_reading(start: int, count: int) -> Sound:
        separator.interrupt()
        return read(start, count)

    return stop_while_reading


def test_an_interrupted_separation_ends_and_the_next_one_works(
    spleeter: Separator, song: Sound
) -> None:
    with pytest.raises(Interrupted):
        spleeter.separate(interrupting(spleeter, reader(song)), 0, GRID, 0)
    spleeter.interrupt()  # when nothing runs, nothing happens
    assert spleeter.separate(reader(song), 0, GRID, 0).any()


def test_a_running_network_can_be_stopped(info: ModelInfo, spleeter_folder: Path) -> None:
    network = open_network(info, spleeter_folder, "cpu", 1)
    ended: list[BaseException | None] = []

    def run() -> None:
        try:
            network.masks(np.ones((1, 2, 2048, BINS), np.float32))
            ended.append(None)
        except Interrupted as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        network.interrupt()
        thread.join(0.01)
    network.close()
    assert isinstance(ended[0], Interrupted)


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_missing_device_is_named(info: ModelInfo, spleeter_folder: Path, device: str) -> None:
    torch = pytest.importorskip("torch")
    if torch.cuda.is_available() or torch.backends.mps.is_available():
        pytest.skip("there is a GPU")
    with pytest.raises(DeviceError, match=device):
        open_separator(info, spleeter_folder, device=device, threads=1)


def test_an_unknown_device_is_named(info: ModelInfo, spleeter_folder: Path) -> None:
    with pytest.raises(DeviceError, match="abacus"):
        open_separator(info, spleeter_folder, device="abacus", threads=1)


def test_a_model_that_is_not_there_says_how_to_get_it(info: ModelInfo, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="minusone models get"):
        open_separator(info, tmp_path / info.name, threads=1)


LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
import numpy as np
from separation.api import GRID, open_separator
from separation.models.registry import load_models

folder, spare = Path(sys.argv[1]), int(sys.argv[2])
separator = open_separator(load_models()[folder.name], folder, device="cpu", threads=1)
song = np.random.default_rng(1).uniform(-0.5, 0.5, (12 * GRID, 2)).astype(np.float32)
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + spare, used + spare))
reads = []


def read(start, count):
    reads.append(count)
    return np.resize(song, (count, 2))


stems = separator.separate(read, 0, len(song), 512)
print(stems.shape, np.isfinite(stems).all(), "in pieces" if len(reads) > 1 else "at once")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
@pytest.mark.parametrize("megabytes", [0, 100])
def test_with_little_memory_segments_shrink(spleeter_folder: Path, megabytes: int) -> None:
    command = [sys.executable, "-c", LITTLE_MEMORY, str(spleeter_folder), str(megabytes << 20)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert result.stdout == "(1, 787456, 2) True in pieces\n", result.stderr
    assert result.stderr == ""


def test_with_no_memory_at_all_it_says_so(spleeter: Separator) -> None:
    def read(_start: int, _count: int) -> Sound:
        raise MemoryError

    with pytest.raises(OutOfMemoryError, match="not enough memory"):
        spleeter.separate(read, 0, 4 * GRID, 0)
