"""The click is kept as it was set; beats are tapped; a count-in leads into the song's beats."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from player.base.units import SAMPLE_RATE, SongKey
from player.core.mix import VOCALS
from player.core.practice.click_control import ClickControl
from player.core.practice.click_settings import ClickSettings, kept_click
from player.core.practice.practice import Practice
from player.core.practice.song_beats import count_in, meter, period
from player.core.practice.training import Training, Turns, kept_training
from player.core.song_values import Kept
from player.engine.protocol import Beats, ClickSound, CountIn
from player.stems.keys import KeyStore
from tests.ui.fakes import FakePlayer

T = TypeVar("T")
WALTZ = Beats(tuple(range(5_000, 500_000, 10_000)), tuple(n % 3 == 1 for n in range(50)))


@pytest.fixture
def player() -> Iterator[FakePlayer]:
    player = FakePlayer()
    player.fill(2)
    player.playback.play()
    yield player
    player.close()


@pytest.fixture
def click(player: FakePlayer) -> ClickControl:
    return player.practice.click


def test_a_count_in_goes_over_into_the_beats_without_a_step() -> None:
    # The beats before 15,000 would be at 5,000, -5,000, ...; that one is the first of its bar.
    assert count_in(WALTZ, 15_000, 1) == CountIn(
        30_000, Beats((0, 10_000, 20_000), (True, False, False))
    )
    between = count_in(WALTZ, 12_000, 2)
    assert between.frames == 6 * 10_000 - 3_000
    assert between.beats.places == tuple(range(0, 60_000, 10_000))
    assert between.beats.downbeats == (True, False, False) * 2
    assert count_in(WALTZ, 25_000, 1).beats.downbeats == (False, False, True)
    assert count_in(WALTZ, 0, 1) == CountIn(
        25_000, Beats((0, 10_000, 20_000), (False, True, False))
    )
    assert count_in(Beats(), 12_000, 2) == CountIn()
    assert count_in(WALTZ, 12_000, 0) == CountIn()


def test_a_count_in_has_the_tempo_and_the_meter_of_its_place() -> None:
    slow = tuple(range(0, 100_000, 20_000))
    fast = tuple(range(100_000, 200_000, 10_000))
    downbeats = tuple(n % 4 == 0 for n in range(4)) + tuple(n % 2 == 0 for n in range(11))
    beats = Beats(slow + fast, downbeats)
    assert (period(beats, 50_000), meter(beats, 50_000)) == (20_000, 4)
    assert (period(beats, 150_000), meter(beats, 150_000)) == (10_000, 2)
    assert count_in(beats, 150_000, 1).frames == 20_000
    assert count_in(beats, 900_000, 1).frames == 20_000, "behind the last beat, too"


def test_playing_is_counted_in_and_rounds_if_wanted(
    player: FakePlayer, click: ClickControl
) -> None:
    track = player.queue.current
    assert track is not None
    player.practice.beats.set(track, WALTZ)
    player.practice.loops.set(15_000, 45_000)
    assert player.playback.lead(track, 15_000) == CountIn()
    click.set(replace(click.settings, bars=2))
    assert player.playback.lead(track, 15_000).frames == 60_000
    assert player.engine.count_in == CountIn()
    click.set(replace(click.settings, each_round=True))
    assert player.engine.count_in.frames == 60_000


def test_tapping_gives_even_beats_through_where_it_was_tapped(
    player: FakePlayer, click: ClickControl
) -> None:
    track = player.queue.current
    assert track is not None
    step = SAMPLE_RATE // 2
    for number, late in enumerate((0, 300, -200, 100, 0, -200)):
        player.engine.trigger_position(100_000 + number * step + late)
        click.tap(10.0 + number / 2)
    beats = player.practice.beats.of(track)
    assert click.bpm == pytest.approx(120)
    assert period(beats, 400_000) == pytest.approx(step, abs=60)
    assert min(abs(place - 100_000) for place in beats.places) < 200
    assert beats.downbeats[next(n for n, p in enumerate(beats.places) if p > 99_000)]
    assert beats.places[0] < step
    assert beats.places[-1] > 199 * SAMPLE_RATE
    assert player.engine.beats[track] == beats


def test_tapping_leaves_beats_alone_that_were_found(
    player: FakePlayer, click: ClickControl
) -> None:
    track = player.queue.current
    assert track is not None
    player.practice.beats.set(track, WALTZ)
    for number in range(5):
        player.engine.trigger_position(100_000 + number * 22_050)
        click.tap(number / 2)
    assert player.practice.beats.of(track) == WALTZ


def test_click_and_training_are_kept_and_damaged_files_are_set_aside(tmp_path: Path) -> None:
    click = ClickSettings(-6.0, True, ClickSound.COWBELL, False, 2, 3, True)
    plan = Training(50, 2.5, 3, 110, 1.5, VOCALS, Turns.LISTEN_FIRST)
    _keeps(kept_click(tmp_path), click, tmp_path / "click.json", ("cowbell", "gong"))
    _keeps(kept_training(tmp_path), plan, tmp_path / "trainer.json", ("listen first", "sing"))


def _keeps(kept: Kept[T], value: T, file: Path, wrong: tuple[str, str]) -> None:
    key = SongKey(file.stem)
    kept.save(key, value)
    assert kept.load(key) == (value, "")
    file.write_text(file.read_text().replace(*wrong))
    found, said = kept.load(key)
    assert found == kept.empty
    assert f"{file.name}.damaged" in said
    assert file.with_name(f"{file.name}.damaged").exists()


def test_what_was_kept_is_heard_in_the_next_run(tmp_path: Path) -> None:
    one, other = FakePlayer(), FakePlayer()
    keys = KeyStore(tmp_path / "keys.sqlite")
    for player in (one, other):
        player.fill(1)
        player.playback.play()
        tools = replace(player.practice.tools, data=tmp_path, keys=keys)
        practice = Practice(tools)
        if player is one:
            settings = practice.click.settings
            practice.click.set(replace(settings, level=-20.0, bars=1))
        else:
            assert practice.click.settings.bars == 1
            player.playback.lead(player.queue.tracks[0].id, 0)
            assert player.engine.click.level == pytest.approx(0.1)
        practice.close()
        player.close()
    keys.close()


def test_the_fader_and_the_mute_reach_the_engine(player: FakePlayer, click: ClickControl) -> None:
    click.switch(on=True)
    click.set(replace(click.settings, level=-20.0, sound=ClickSound.WOOD))
    assert player.engine.click.on
    assert player.engine.click.level == pytest.approx(0.1)
    assert player.engine.click.sound is ClickSound.WOOD
    click.set(replace(click.settings, mute=True))
    assert player.engine.click.level == 0
