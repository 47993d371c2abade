"""Internet radio, from a station on this machine."""

from contextlib import closing

import numpy as np
import pytest

from player.base.errors import AudioFileError
from player.base.units import SAMPLE_RATE, Pcm
from player.decoder import open_source
from player.decoder.stream import RING, Ring, StreamSource
from player.decoder.vlc_library import library
from tests.decoder.radio import on_air


@pytest.fixture
def _with_vlc() -> None:
    try:
        library("this")
    except AudioFileError as error:
        pytest.skip(str(error))


def _gather(source: StreamSource, count: int) -> Pcm:
    parts = []
    position = 0
    while position < count:
        part = source.read(position, min(4_410, count - position))
        parts.append(part)
        position += len(part)
    return np.concatenate(parts)


@pytest.mark.usefixtures("_with_vlc")
def test_radio_plays_from_its_first_sound() -> None:
    with on_air() as station, closing(open_source(station.address("/endless"))) as source:
        assert isinstance(source, StreamSource)
        assert source.frames is None
        assert (source.info.decoder, source.info.sample_rate, source.info.channels) == (
            "vlc",
            SAMPLE_RATE,
            2,
        )
        sound = _gather(source, SAMPLE_RATE)
        assert sound.dtype == np.float32
        spectrum = np.abs(np.fft.rfft(sound[:, 0] * np.hanning(len(sound))))
        assert int(spectrum.argmax()) == 440
        assert np.abs(sound).max() == pytest.approx(0.5, abs=0.01)
        again = source.read(1_000, 4_410)
        np.testing.assert_array_equal(again, sound[1_000:5_410])
        assert not source.read(-100, 50).any()
        assert source.live >= SAMPLE_RATE


@pytest.mark.usefixtures("_with_vlc")
@pytest.mark.parametrize(("path", "words"), [("/short", "has ended"), ("/stuck", "sent nothing")])
def test_a_stream_that_stops_says_so(path: str, words: str) -> None:
    with on_air() as station, closing(open_source(station.address(path))) as source:
        position = 0
        with pytest.raises(AudioFileError, match=words):  # noqa: PT012 - the read that fails ends it
            while position < 4 * SAMPLE_RATE:
                position += len(source.read(position, 8_820))
        assert position == pytest.approx(2 * SAMPLE_RATE, abs=0.3 * SAMPLE_RATE)


@pytest.mark.usefixtures("_with_vlc")
def test_a_station_that_is_not_there(capfd: pytest.CaptureFixture[str]) -> None:
    with on_air() as station:
        nothing = station.address("/nothing")
        with pytest.raises(AudioFileError, match="no sound") as told:
            open_source(nothing)
        assert nothing in told.value.message
        assert told.value.hint
        address = station.address("/endless")
    with pytest.raises(AudioFileError, match="no sound"):
        open_source(address)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("_with_vlc")
def test_a_closed_stream_says_so() -> None:
    with on_air() as station:
        source = open_source(station.address("/endless"))
        source.close()
        source.close()
        with pytest.raises(AudioFileError, match="closed"):
            source.read(0, 1)


def _counting(start: int, count: int) -> Pcm:
    numbers = np.arange(start, start + count, dtype=np.float32)
    return np.stack([numbers, -numbers], axis=1)


def test_a_ring_keeps_the_newest_and_gives_silence_for_what_is_gone() -> None:
    ring = Ring()
    total, block = RING + 100_000, 7_777
    for start in range(0, total, block):
        ring.append(_counting(start, min(block, total - start)))
    assert ring.end == total
    np.testing.assert_array_equal(ring.read(total - 500, 500), _counting(total - 500, 500))
    edge = ring.read(total - RING - 10, 20)
    assert not edge[:10].any()
    np.testing.assert_array_equal(edge[10:], _counting(total - RING, 10))
    assert not ring.read(0, 1_000).any()
    assert len(ring.read(total - 100, 1_000)) == 100
    assert len(ring.read(total + 5, 10)) == 0


def test_a_ring_takes_blocks_longer_than_itself() -> None:
    ring = Ring()
    ring.append(_counting(0, RING + 5))
    assert ring.end == RING + 5
    np.testing.assert_array_equal(ring.read(5, 3), _counting(5, 3))
    assert not ring.read(0, 5).any()
