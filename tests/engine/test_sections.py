"""Sections: a stem's gain changes on its frame, without a click, however the place is reached."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Frames, Pcm, StemName
from player.core.offline_mix import OfflineMix
from player.engine.deck import Deck
from player.engine.mixer import RAMP
from player.engine.protocol import Loop, Section, SetSections
from player.engine.sections import SongSections
from player.engine.tempo import Tempo
from player.stemfile.reader import StemReader
from tests.decoder.sounds import noisy_song
from tests.engine.rig import (
    ACCOMPANIMENT,
    BUFFER,
    VOCALS,
    Rig,
    muted,
    storable,
    write_song,
    write_vocals,
)

SONG = noisy_song(4 * SAMPLE_RATE)
VOICE = storable(noisy_song(len(SONG), seed=3))
SOLO = Section(VOCALS, 50_001, 90_007)
EDGE = RAMP + 1


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A song, and its stems."""
    write_vocals(tmp_path / "stems", VOICE).close()
    return write_song(tmp_path / "song.wav", SONG), tmp_path / "stems"


def load(rig: Rig, files: tuple[Path, Path], *sections: Section, start: Frames = 0) -> Deck:
    song, stems = files
    deck = rig.deck(song, start)
    rig.transport.mixing.sections.set(SetSections(deck.song.token, sections))
    rig.transport.load(deck, play=True)
    with_stems(rig, deck, stems, start)
    return deck


def with_stems(rig: Rig, deck: Deck, stems: Path, start: Frames = 0) -> None:
    deck.attach(stems)
    rig.wait(lambda: bool((b := deck.block(start // 4_096)) and b.stems is not None))


def expected(*sections: Section, voice: float = 1.0) -> Pcm:
    """The song with the voice at its gain for each frame, with ramps from the sections' edges."""
    gain = np.full(len(SONG), voice)
    for each in sections:
        gain[each.start : each.stop] *= each.gain
    smooth = gain.copy()
    for edge in np.flatnonzero(np.diff(gain)) + 1:
        ramp = np.arange(1, RAMP + 1) / RAMP
        smooth[edge : edge + RAMP] = gain[edge - 1] + (gain[edge] - gain[edge - 1]) * ramp
    return (SONG + (smooth[:, np.newaxis] - 1) * VOICE).astype(np.float32)


@pytest.mark.parametrize("buffer", [333, BUFFER, 5_000])
def test_a_section_begins_and_ends_on_its_frame_with_a_ramp(
    rig: Rig, files: tuple[Path, Path], buffer: int
) -> None:
    rig.buffer = buffer
    louder = Section(VOCALS, 120_000, 130_000, 2.0)
    load(rig, files, SOLO, louder)
    heard = rig.play(140_000)
    np.testing.assert_allclose(heard, expected(SOLO, louder)[:140_000], atol=2e-6)
    outside = np.r_[: SOLO.start, SOLO.stop + RAMP : louder.start]
    assert np.array_equal(heard[outside], SONG[outside]), "bit for bit where nothing is asked for"


def test_sections_at_unity_change_no_bit(rig: Rig, files: tuple[Path, Path]) -> None:
    load(rig, files, Section(VOCALS, 1_000, 90_000, 1.0), Section(ACCOMPANIMENT, 0, 70_000, 1.0))
    assert np.array_equal(rig.play(100_000), SONG[:100_000])


def test_a_seek_into_a_section_begins_with_its_gains(rig: Rig, files: tuple[Path, Path]) -> None:
    load(rig, files, SOLO)
    rig.play(10_000)
    rig.transport.seek(60_000)
    heard = rig.play(10_000)
    np.testing.assert_allclose(heard[RAMP:], (SONG - VOICE)[60_000 + RAMP : 70_000], atol=1e-6)
    load(rig, files, SOLO, start=70_000)
    np.testing.assert_allclose(rig.play(5_000), (SONG - VOICE)[70_000:75_000], atol=1e-6)


def test_sections_multiply_with_the_mixer(rig: Rig, files: tuple[Path, Path]) -> None:
    half = replace(SOLO, gain=0.5)
    load(rig, files, half)
    loud = muted()
    voice, rest = loud.gains
    rig.transport.mixing.mix = replace(loud, gains=(replace(voice, left=0.5, right=0.5), rest))
    heard = rig.play(100_000)
    np.testing.assert_allclose(heard, expected(half, voice=0.5)[:100_000], atol=2e-6)
    rig.transport.mixing.mix = muted(VOCALS)
    rig.transport.seek(SOLO.start - 5_000)
    heard = rig.play(10_000)[RAMP:]
    begin = SOLO.start - 5_000 + RAMP
    np.testing.assert_allclose(heard, (SONG - VOICE)[begin : begin + len(heard)], atol=1e-6)


def test_a_mix_may_leave_the_sections_out(rig: Rig, files: tuple[Path, Path]) -> None:
    load(rig, files, SOLO)
    rig.transport.mixing.mix = replace(muted(), sections=False)
    assert np.array_equal(rig.play(100_000), SONG[:100_000])


def test_sections_of_one_stem_may_meet_and_touch(rig: Rig, files: tuple[Path, Path]) -> None:
    first, second = Section(VOCALS, 10_000, 20_000, 0.5), Section(VOCALS, 15_000, 30_000, 0.5)
    third = Section(VOCALS, 30_000, 40_000)
    load(rig, files, first, second, third)
    heard = rig.play(50_000)
    np.testing.assert_allclose(heard, expected(first, second, third)[:50_000], atol=2e-6)


def test_a_change_while_it_plays_is_heard_in_the_next_buffer(
    rig: Rig, files: tuple[Path, Path]
) -> None:
    deck = load(rig, files)
    before = rig.play(10 * BUFFER)
    rig.transport.mixing.sections.set(
        SetSections(deck.song.token, (Section(VOCALS, 0, len(SONG)),))
    )
    heard = rig.play(5 * BUFFER)
    assert np.array_equal(before, SONG[: len(before)])
    after = (SONG - VOICE)[len(before) :][: len(heard)]
    np.testing.assert_allclose(heard[RAMP:], after[RAMP:], atol=1e-6)
    np.testing.assert_allclose(heard[0], SONG[len(before)], atol=2 / RAMP)


def test_each_song_has_its_own_sections_across_a_gapless_change(
    rig: Rig, files: tuple[Path, Path]
) -> None:
    load(rig, files, Section(VOCALS, 160_000, len(SONG) + 5_000))
    song, stems = files
    following = rig.deck(song)
    rig.transport.mixing.sections.set(
        SetSections(following.song.token, (Section(VOCALS, 500, 9_000),))
    )
    rig.transport.preload(following)
    with_stems(rig, following, stems)
    heard = rig.play(len(SONG) + 20_000)
    without = SONG - VOICE
    end, rest = heard[160_000 + RAMP : len(SONG)], heard[len(SONG) :]
    np.testing.assert_allclose(end, without[160_000 + RAMP :], atol=1e-6)
    np.testing.assert_allclose(rest[500 + RAMP : 9_000], without[500 + RAMP : 9_000], atol=1e-6)
    assert np.array_equal(rest[9_000 + RAMP :], SONG[9_000 + RAMP : 20_000])


def test_a_song_without_stems_plays_as_it_is(rig: Rig, files: tuple[Path, Path]) -> None:
    deck = rig.load(files[0])
    rig.transport.mixing.sections.set(SetSections(deck.song.token, (SOLO,)))
    assert np.array_equal(rig.play(100_000), SONG[:100_000])


def test_a_muted_accompaniment_mutes_all_that_it_was_taken_apart_into(
    rig: Rig, files: tuple[Path, Path]
) -> None:
    load(rig, files, Section(StemName("drums"), 0, 50_000), Section(ACCOMPANIMENT, 50_000, 90_000))
    heard = rig.play(80_000)
    assert np.array_equal(heard[:50_000], SONG[:50_000]), "there are no drums to be muted"
    np.testing.assert_allclose(heard[50_000 + RAMP :], VOICE[50_000 + RAMP : 80_000], atol=1e-6)


def test_the_meter_of_a_stem_shows_that_a_section_mutes_it(
    rig: Rig, files: tuple[Path, Path]
) -> None:
    load(rig, files, Section(VOCALS, 10 * BUFFER, len(SONG)))
    rig.play(10 * BUFFER)
    assert rig.transport.mixing.meters.fetch()[VOCALS][0] > 0.1
    rig.play(10 * BUFFER)
    assert rig.transport.mixing.meters.fetch()[VOCALS][0] == 0


def test_offline_is_what_is_heard_live(rig: Rig, files: tuple[Path, Path]) -> None:
    sections = (SOLO, Section(ACCOMPANIMENT, 60_000, 120_000, 0.25))
    deck = load(rig, files, *sections)
    deck.song = replace(deck.song, gain=0.8)
    live = rig.play(len(SONG))
    stems = StemReader(files[1])
    offline = OfflineMix(files[0], muted(), (), stems, 0.8, sections)
    made = np.concatenate(
        [offline.read(at, min(at + 30_000, len(SONG))) for at in range(0, len(SONG), 30_000)]
    )
    np.testing.assert_allclose(made, live, atol=1e-6)
    assert np.array_equal(made[: SOLO.start], live[: SOLO.start])
    np.testing.assert_allclose(
        offline.read(70_000, 80_000), made[70_000:80_000], atol=1e-6, err_msg="a place by itself"
    )
    offline.close()
    stems.close()


def test_what_holds_from_a_place_on_is_found_among_thousands() -> None:
    many = tuple(Section(VOCALS, at, at + 500, 0.5) for at in range(0, 10_000_000, 1_000))
    found = SongSections(many)
    assert found.at(5_000_499) == found.at(0) != found.at(5_000_500) == ()
    assert found.until_edge(5_000_100, 4_096) == 400
    assert found.until_edge(5_000_500, 300) == 300
    assert found.within(499, 1_000) == (found.at(0), ())


def test_a_loop_meets_the_same_sections_in_each_round(rig: Rig, files: tuple[Path, Path]) -> None:
    first, last = Section(VOCALS, 10_000, 20_000), Section(VOCALS, 45_000, 60_000)
    deck = load(rig, files, first, last)
    rig.transport.set_loop(Loop(deck.song.token, 5_000, 50_003))
    heard = rig.play(5_000 + 3 * 45_003)
    middle = expected(first)[5_000 + RAMP : 45_000]
    for start in (5_000, 50_003, 95_006):
        part = heard[start + RAMP : start + 40_000]
        np.testing.assert_allclose(part, middle, atol=2e-6)
        np.testing.assert_allclose(
            heard[start + 40_000 + RAMP : start + 45_003],
            (SONG - VOICE)[45_000 + RAMP : 50_003],
            atol=1e-6,
        )


def test_sections_are_in_the_songs_time_at_another_tempo(rig: Rig, tmp_path: Path) -> None:
    write_vocals(tmp_path / "stems", VOICE).close()
    alone = write_song(tmp_path / "voice.wav", VOICE)
    rig.transport.route.set(Tempo(0.5))
    load(rig, (alone, tmp_path / "stems"), SOLO)
    heard = np.abs(rig.play(2 * SOLO.stop + 40_000)).max(1)
    smear = 6_000
    silent = heard[2 * SOLO.start + smear : 2 * SOLO.stop - smear]
    assert silent.max() < 1e-3
    assert heard[2 * SOLO.start - smear - 2_000 : 2 * SOLO.start - smear].max() > 0.1
    assert heard[2 * SOLO.stop + smear : 2 * SOLO.stop + smear + 2_000].max() > 0.1
