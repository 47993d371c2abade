"""Better stems take over while a song plays: no click, nothing that was muted comes back."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.units import CELL, SAMPLE_RATE, Frames, Pcm, StemName
from player.engine.deck import Deck
from player.engine.mixer import RAMP, factors
from player.engine.protocol import Mix, StemGain
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry
from player.stemfile.writer import StemWriter
from tests.decoder.sounds import sine
from tests.engine.rig import ACCOMPANIMENT, STEMS, VOCALS, Rig, muted, storable, write_song

FOUR = tuple(StemName(name) for name in ("vocals", "drums", "bass", "other"))
OTHER_ORDER = tuple(StemName(name) for name in ("vocals", "bass", "drums", "other"))
LENGTH: Frames = 8 * SAMPLE_RATE


def tone(pitch: float, level: float) -> Pcm:
    wave = sine(pitch, LENGTH / SAMPLE_RATE, SAMPLE_RATE, level)
    return storable(np.stack((wave, wave), 1))


SONG = tone(110, 0.2) + tone(150, 0.2) + tone(190, 0.2) + tone(230, 0.2)
VOICE, BETTER_VOICE = tone(230, 0.18), tone(230, 0.2)
DRUMS, BASS = tone(150, 0.2), tone(110, 0.2)


def entry(
    folder: Path, stems: tuple[StemName, ...], stored: list[Pcm], stop: Frames = LENGTH
) -> Path:
    """Stems of which all is there up to `stop`."""
    writer = StemWriter(folder, Entry(LENGTH, stems, folder.name))
    sound: NDArray[np.float32] = np.stack(stored)
    writer.write(0, sound[:, :stop])
    writer.mark(0, stop, CellState.FINAL)
    writer.close()
    return folder


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("songs") / "song.wav", SONG)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return entry(tmp_path_factory.mktemp("fast") / "two", STEMS, [VOICE])


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return entry(tmp_path_factory.mktemp("studio") / "four", FOUR, [BETTER_VOICE, DRUMS, BASS])


def without(*stems: StemName) -> Mix:
    return Mix(tuple(StemGain(s, *([0.0] * 2 if s in stems else [1.0] * 2)) for s in FOUR))


def bend(sound: Pcm) -> float:
    """The sharpest bend of the wave: a click stands out of it."""
    return float(np.abs(np.diff(sound[:, 0], 2)).max())


def sounding(rig: Rig, deck: Deck, count: int) -> None:
    """Wait until blocks ahead have so many stored stems."""

    def there() -> bool:
        place = rig.transport.position // 4096
        blocks = [deck.block(place + step) for step in range(1, 20)]
        return all(b is None or (b.stems is not None and len(b.stems) == count) for b in blocks)

    rig.wait(there)


@pytest.mark.parametrize("buffer", [100, RAMP // 2, 1_764, 5_000])
def test_a_muted_voice_stays_away_when_studio_stems_take_over(
    rig: Rig, song: Path, two: Path, four: Path, buffer: int
) -> None:
    rig.buffer = buffer
    deck = rig.load(song)
    deck.attach(two)
    sounding(rig, deck, 1)
    rig.transport.mixing.mix = muted(VOCALS)
    before = rig.play(SAMPLE_RATE)
    deck.attach(four)
    sounding(rig, deck, 3)
    after = rig.play_on(SAMPLE_RATE)
    heard = np.concatenate((before, after))[2 * RAMP :]
    place = len(before) + 2 * 4096
    clean = SONG - BETTER_VOICE
    np.testing.assert_allclose(
        after[2 * 4096 :], clean[place : place + len(after) - 2 * 4096], atol=1e-6
    )
    assert bend(heard) < 1.1 * bend(SONG)
    leftover = np.abs(heard - clean[2 * RAMP : 2 * SAMPLE_RATE]).max()
    assert leftover < 0.025, "never more of the voice than the fast stems left"


def test_stems_that_were_written_over_are_heard_without_a_click(
    rig: Rig, song: Path, tmp_path: Path
) -> None:
    painted = entry(tmp_path / "painted", STEMS, [VOICE])
    deck = rig.load(song)
    deck.attach(painted)
    sounding(rig, deck, 1)
    rig.transport.mixing.mix = muted(VOCALS)
    before = rig.play(30_000)
    entry(painted, STEMS, [BETTER_VOICE])
    take = deck.block(20)
    deck.attach(painted, anew=True)
    rig.wait(lambda: all((b := deck.block(n)) and b is not take for n in (9, 20)))
    after = rig.play_on(60_000)
    assert bend(np.concatenate((before, after))[2 * RAMP :]) < 1.1 * bend(SONG)
    clean = SONG - BETTER_VOICE
    np.testing.assert_allclose(after[12_000:], clean[42_000:90_000], atol=1e-6)


def test_an_untouched_song_stays_bit_exact_through_all_of_it(
    rig: Rig, song: Path, two: Path, four: Path
) -> None:
    deck = rig.load(song)
    deck.attach(two)
    sounding(rig, deck, 1)
    parts = [rig.play(50_000)]
    deck.attach(four)
    sounding(rig, deck, 3)
    parts.append(rig.play_on(50_000))
    assert np.array_equal(np.concatenate(parts), SONG[:100_000])


def test_a_mute_of_a_stem_that_was_not_there_yet_comes_with_it(
    rig: Rig, song: Path, two: Path, four: Path
) -> None:
    deck = rig.load(song)
    deck.attach(two)
    sounding(rig, deck, 1)
    rig.transport.mixing.mix = without(FOUR[1])
    before = rig.play(30_000)
    assert np.array_equal(before, SONG[:30_000]), "the fast stems have no drums to mute"
    deck.attach(four)
    sounding(rig, deck, 3)
    after = rig.play_on(30_000)
    assert bend(np.concatenate((before, after))) < 1.1 * bend(SONG)
    np.testing.assert_allclose(
        after[12_000:], (SONG - DRUMS)[len(before) + 12_000 : 60_000], atol=1e-6
    )


def test_stems_of_another_order_take_over_without_a_click(
    rig: Rig, song: Path, four: Path, tmp_path: Path
) -> None:
    turned = entry(tmp_path / "turned", OTHER_ORDER, [BETTER_VOICE, BASS, DRUMS])
    deck = rig.load(song)
    deck.attach(four)
    sounding(rig, deck, 3)
    rig.transport.mixing.mix = without(FOUR[1])
    before = rig.play(30_000)
    deck.attach(turned)
    rig.wait(lambda: bool((b := deck.block(18)) and b.names == OTHER_ORDER))
    after = rig.play_on(60_000)
    clean = SONG - DRUMS
    heard = np.concatenate((before, after))
    np.testing.assert_allclose(heard[RAMP:], clean[RAMP : len(heard)], atol=1e-6)


def test_where_growing_stems_end_the_original_fades_in(
    rig: Rig, song: Path, two: Path, tmp_path: Path
) -> None:
    growing = entry(tmp_path / "growing", FOUR, [BETTER_VOICE, DRUMS, BASS], stop=2 * CELL)
    deck = rig.load(song)
    deck.attach(two)
    sounding(rig, deck, 1)
    rig.transport.mixing.mix = muted(VOCALS)
    parts = [rig.play(10_000)]
    deck.attach(growing)
    rig.wait(lambda: bool((b := deck.block(10)) and b.stems is not None and len(b.stems) == 3))
    parts.append(rig.play_on(3 * CELL - 10_000))
    heard = np.concatenate(parts)
    assert bend(heard[RAMP:]) < 1.1 * bend(SONG)
    assert np.array_equal(heard[-CELL // 2 :], SONG[3 * CELL - CELL // 2 : 3 * CELL])


def test_gains_for_stems_that_are_not_there_fall_to_what_holds_them() -> None:
    cappella = Mix((StemGain(VOCALS, 1.0, 1.0), StemGain(ACCOMPANIMENT, 0.0, 0.0)))
    np.testing.assert_allclose(factors(cappella, FOUR, present=True)[:, 0], [0.0, 1.0, 0.0, 0.0])
    solo_bass = without(FOUR[0], FOUR[1], FOUR[3])
    np.testing.assert_allclose(factors(solo_bass, STEMS, present=True)[:, 0], [1.0, -1.0])
    six = (*FOUR[:3], StemName("guitar"), StemName("piano"), FOUR[3])
    np.testing.assert_allclose(
        factors(without(FOUR[3]), six, present=True)[:, 0], [0.0, 1.0, 1.0, 1.0, 0.0, 0.0]
    )
