"""Takes sound with the song: in their place, at their gain, through seeks and changes."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.core.offline_mix import OfflineMix
from player.engine.deck import Deck
from player.engine.protocol import Mix, TakePart
from tests.decoder.sounds import noisy_song
from tests.engine.rig import Rig, write_song

LENGTH = 6 * SAMPLE_RATE
START = 30_000


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    yield rig
    rig.close()


@pytest.fixture
def song(tmp_path: Path) -> tuple[Path, Pcm]:
    sound = 0.3 * noisy_song(LENGTH)
    return write_song(tmp_path / "song.wav", sound), sound


@pytest.fixture
def take(tmp_path: Path) -> tuple[TakePart, Pcm]:
    """A take, and what it adds to the song."""
    sung = 0.3 * noisy_song(2 * SAMPLE_RATE, seed=4)
    part = TakePart(write_song(tmp_path / "take.wav", sung), START, 0.5, 0.25)
    adds = np.zeros((LENGTH, 2), np.float32)
    adds[START : START + len(sung)] = sung * np.array((0.5, 0.25), np.float32)
    return part, adds


def attached(rig: Rig, deck: Deck, *parts: TakePart) -> None:
    deck.set_takes(parts)
    rig.wait(lambda: not deck.attaching)


def test_a_take_is_added_in_its_place_to_the_sample(
    rig: Rig, song: tuple[Path, Pcm], take: tuple[TakePart, Pcm]
) -> None:
    deck = rig.load(song[0], play=False)
    attached(rig, deck, take[0])
    rig.transport.play()
    heard = rig.play(LENGTH)
    assert np.allclose(heard, song[1] + take[1], atol=1e-6)


def test_it_is_there_after_a_seek_and_ends_where_it_ends(
    rig: Rig, song: tuple[Path, Pcm], take: tuple[TakePart, Pcm]
) -> None:
    deck = rig.load(song[0], play=False)
    attached(rig, deck, take[0])
    place = START + SAMPLE_RATE
    rig.transport.seek(place)
    rig.transport.play()
    heard = rig.play(LENGTH - place)
    assert np.allclose(heard, (song[1] + take[1])[place:], atol=1e-6)


def test_without_takes_not_a_bit_is_changed(rig: Rig, song: tuple[Path, Pcm]) -> None:
    deck = rig.load(song[0], play=False)
    attached(rig, deck)
    rig.transport.play()
    assert np.array_equal(rig.play(LENGTH), song[1])


def test_another_gain_and_its_end_come_without_a_click(
    rig: Rig, song: tuple[Path, Pcm], tmp_path: Path
) -> None:
    steady = np.full((LENGTH, 2), 0.5, np.float32)
    part = TakePart(write_song(tmp_path / "steady.wav", steady), 0)
    quiet = write_song(tmp_path / "quiet.wav", np.zeros((LENGTH, 2), np.float32))
    deck = rig.load(quiet, play=False)
    attached(rig, deck, part)
    rig.transport.play()
    heard = [rig.play(10_000)]
    attached(rig, deck, TakePart(part.file, 0, 0.2, 0.2))
    heard.append(rig.play(10_000))
    attached(rig, deck)
    heard.append(rig.play(10_000))
    sound = np.concatenate(heard)
    assert sound[9_999] == pytest.approx(0.5)
    assert sound[19_999] == pytest.approx(0.1)
    assert not sound[-1].any()
    assert np.abs(np.diff(sound, axis=0)).max() < 0.002


def test_a_take_that_cannot_be_read_leaves_the_song_alone(
    rig: Rig, song: tuple[Path, Pcm], tmp_path: Path
) -> None:
    deck = rig.load(song[0], play=False)
    attached(rig, deck, TakePart(tmp_path / "gone.wav", 0))
    rig.transport.play()
    assert np.array_equal(rig.play(LENGTH), song[1])


def test_what_is_written_is_what_is_heard(
    song: tuple[Path, Pcm], take: tuple[TakePart, Pcm]
) -> None:
    written = OfflineMix(song[0], Mix(), takes=[take[0]])
    parts = [written.read(start, min(start + 50_000, LENGTH)) for start in range(0, LENGTH, 50_000)]
    written.close()
    assert written.raised
    assert np.allclose(np.concatenate(parts), song[1] + take[1], atol=1e-6)
