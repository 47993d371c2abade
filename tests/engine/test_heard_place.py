"""The shown place is the one that is heard, not the one that was rendered ahead of it."""

from pathlib import Path

import pytest

from player.base.units import SAMPLE_RATE, Frames
from player.engine.heard_place import counted_beat, heard_place
from player.engine.output_log import OutputLog
from player.engine.protocol import Beats, CountIn, Loop
from player.engine.tempo import Tempo
from tests.decoder.sounds import noisy_song
from tests.engine.rig import Rig, write_song

BUFFER = 661
SECOND = SAMPLE_RATE


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", noisy_song(8 * SECOND))


@pytest.fixture
def log(rig: Rig) -> OutputLog:
    return OutputLog(rig.transport.render, lambda: rig.transport.spans)


def put_out(rig: Rig, log: OutputLog, count: Frames) -> None:
    """As many buffers as that takes, each when it can be rendered."""
    for _ in range(-(-count // BUFFER)):
        rig.wait(lambda: rig.transport.ready(BUFFER))
        log.render(BUFFER)
        rig.transport.collect()


def heard(rig: Rig, log: OutputLog, ago: Frames) -> Frames:
    """The place in a device that plays so far behind what was rendered."""
    frame = log.clock.frames - ago
    return heard_place(log, frame, rig.transport.position, rig.transport.loop)


@pytest.mark.parametrize("speed", [1.0, 0.5, 1.5])
def test_what_lies_in_the_device_is_not_shown_yet(
    rig: Rig, log: OutputLog, song: Path, speed: float
) -> None:
    rig.transport.route.set(Tempo(speed))
    rig.load(song)
    put_out(rig, log, 2 * SECOND)
    expected = rig.transport.position - 2_646 * speed
    assert abs(heard(rig, log, 2_646) - expected) <= 2


def test_a_seek_shows_the_place_until_it_is_heard(rig: Rig, log: OutputLog, song: Path) -> None:
    rig.load(song)
    put_out(rig, log, SECOND)
    rig.transport.seek(5 * SECOND)
    put_out(rig, log, BUFFER)
    assert heard(rig, log, 2_646) == 5 * SECOND
    put_out(rig, log, 4 * BUFFER)
    assert heard(rig, log, 2_646) == rig.transport.position - 2_646


def test_a_loop_is_shown_to_its_end(rig: Rig, log: OutputLog, song: Path) -> None:
    deck = rig.load(song, SECOND)
    rig.transport.set_loop(Loop(deck.song.token, SECOND, SECOND + 10 * BUFFER))
    put_out(rig, log, 12 * BUFFER)
    assert rig.transport.position == SECOND + 2 * BUFFER
    assert heard(rig, log, 4 * BUFFER) == SECOND + 8 * BUFFER
    assert heard(rig, log, BUFFER) == SECOND + BUFFER


BEAT = 9_000
FROM_THE_THIRD = Beats(tuple(range(0, 4 * BEAT, BEAT)), (False, False, True, False))


@pytest.mark.parametrize("speed", [1.0, 0.5, 1.5])
def test_the_beats_of_a_count_in_are_told_as_they_are_heard(
    rig: Rig, log: OutputLog, song: Path, speed: float
) -> None:
    rig.transport.route.set(Tempo(speed))
    rig.load(song, play=False)
    rig.transport.play(CountIn(4 * BEAT, FROM_THE_THIRD))
    put_out(rig, log, 2 * SECOND)
    spans = log.spans(0, log.clock.frames)
    begin = next(span.offset for span in spans if span.count)
    middles = [begin + round((number + 0.5) * BEAT / speed) for number in range(5)]
    told = [counted_beat(log, frame, rig.transport.click.counting) for frame in middles]
    assert told == [3, 4, 1, 2, 0]


def test_a_pause_before_the_beats_counts_nothing(rig: Rig, log: OutputLog, song: Path) -> None:
    rig.load(song, play=False)
    rig.transport.play(CountIn(3 * BEAT, Beats((BEAT, 2 * BEAT), (True, False))))
    put_out(rig, log, SECOND)
    middles = [round((number + 0.5) * BEAT) for number in range(4)]
    told = [counted_beat(log, frame, rig.transport.click.counting) for frame in middles]
    assert told == [0, 1, 2, 0]
