"""Tempo and key: what a listener hears while they change, and where the playhead says it is."""

import random
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE, Pcm
from player.engine.mixer import RAMP
from player.engine.protocol import CountIn, Ended, Loop, Looped, Started
from player.engine.tempo import FASTER, FINER, Tempo
from tests.decoder.sounds import noisy_song, sine
from tests.engine.rig import Rig, write_song

SECOND = SAMPLE_RATE
CLICKS = range(10_000, 8 * SECOND, 20_011)


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_song(tmp_path_factory.mktemp("tone") / "tone.wav", both(sine(440, 8, SECOND)))


@pytest.fixture(scope="module")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    track = np.zeros(8 * SECOND, np.float32)
    drum = np.random.default_rng(0).standard_normal(1_500) * np.exp(-np.arange(1_500) / 400)
    for place in CLICKS:
        track[place : place + 1_500] += 0.2 * drum[: len(track) - place]
    return write_song(tmp_path_factory.mktemp("clicks") / "clicks.wav", both(track))


def both(channel: NDArray[np.float32]) -> Pcm:
    return np.stack((channel, channel), 1).astype(np.float32)


def purity(sound: Pcm, frequency: float) -> tuple[float, float]:
    """How many cents off the strongest tone is, and how far above everything else, in dB."""
    window = np.blackman(len(sound))
    power = np.abs(np.fft.rfft(sound[:, 0] * window, 4 * len(sound))) ** 2
    top = int(power.argmax())
    left, middle, right = np.log(power[top - 1 : top + 2])
    place = top + 0.5 * (left - right) / (left - 2 * middle + right)
    cents = 1200 * np.log2(place * SECOND / (4 * len(sound)) / frequency)
    rest = power.sum() - power[max(0, top - 24) : top + 25].sum()
    return float(cents), float(10 * np.log10(power.sum() / rest))


def loudest_step(sound: Pcm) -> float:
    return float(np.abs(np.diff(sound[:, 0], 2)).max())


@pytest.mark.parametrize(
    "tempo",
    [
        Tempo(0.25),
        Tempo(0.5),
        Tempo(0.999),
        Tempo(2.0),
        Tempo(semitones=12),
        Tempo(semitones=-12, cents=-100),
        Tempo(cents=50),
        Tempo(0.7, 5, formants=True),
        Tempo(1.5, -3, 20),
    ],
)
def test_a_tone_comes_out_as_one_tone_of_the_pitch_that_was_asked_for(
    rig: Rig, tone: Path, tempo: Tempo
) -> None:
    rig.transport.route.set(tempo)
    rig.load(tone, SECOND)
    cents, above = purity(rig.play(3 * SECOND)[SECOND:], 440 * tempo.pitch)
    assert abs(cents) < 1
    assert above > 40


@pytest.mark.parametrize(("engine", "milliseconds"), [(FINER, 10), (FASTER, 20)])
def test_the_shown_position_is_what_is_heard(
    rig: Rig, clicks: Path, engine: int, milliseconds: int
) -> None:
    rig.transport.route.engine = engine
    rig.load(clicks)
    shown, heard = [], []
    for tempo in (Tempo(), Tempo(0.5), Tempo(0.5, 3), Tempo(0.8, -4), Tempo(1.25), Tempo(1.0, 1)):
        rig.transport.route.set(tempo)
        for _ in range(160):
            shown.append(rig.transport.position)
            heard.append(rig.play(441))
    level = np.convolve(np.abs(np.concatenate(heard)).max(1), np.ones(45) / 45, "same")
    frames = np.arange(len(level))
    places = np.interp(frames, 441 * np.arange(len(shown)), shown)
    for click in CLICKS:
        near = np.flatnonzero(np.abs(places - click) < 2_500)
        if len(near) > 1_000:
            onset = near[int((level[near] > 0.4 * level[near].max()).argmax())]
            assert abs(places[onset] - click) < milliseconds / 1000 * SECOND


def test_at_half_tempo_clicks_are_twice_as_far_apart(rig: Rig, clicks: Path) -> None:
    rig.transport.route.set(Tempo(0.5))
    rig.load(clicks)
    power = (rig.play(16 * SECOND - 2_000).astype(np.float64) ** 2).sum(1)
    middles = []
    for place in CLICKS:
        around = np.arange(2 * place - 2_000, min(2 * place + 6_000, len(power)))
        middles.append((power[around] * around).sum() / power[around].sum())
    distances = np.diff(middles[:-1])
    assert np.abs(distances - 2 * CLICKS.step).max() < 0.002 * SECOND


def test_without_a_change_of_tempo_and_key_not_a_bit_is_changed(rig: Rig, tmp_path: Path) -> None:
    song = noisy_song(8 * SECOND)
    rig.load(write_song(tmp_path / "song.wav", song))
    parts = [rig.play(SECOND)]
    assert np.array_equal(parts[0], song[:SECOND])
    for tempo in (Tempo(0.8, 2), Tempo(1.3)):
        rig.transport.route.set(tempo)
        rig.play(SECOND)
        rig.transport.route.set(Tempo())
        rig.play(RAMP)
        place = rig.transport.position
        assert np.array_equal(rig.play(SECOND), song[place : place + SECOND])


@pytest.mark.parametrize("hurried", [False, True])
def test_random_changes_and_seeks_leave_no_step_and_no_gap(
    rig: Rig, tone: Path, hurried: bool
) -> None:
    rig.transport.route.hurried = hurried
    dice = random.Random(4)
    rig.load(tone)
    parts, tempo = [rig.play(3_000)], Tempo()
    for _ in range(50):
        speed, semitones = dice.choice([0.25, 0.7, 1.0, 1.3, 2.0]), dice.choice([-5, 0, 0, 4, 12])
        tempo = dice.choice([Tempo(), tempo, Tempo(speed, semitones), Tempo(speed)])
        rig.transport.route.set(tempo)
        if dice.random() < 0.3 or rig.transport.position > 6 * SECOND:
            rig.transport.seek(dice.randrange(5 * SECOND))
        parts.append(rig.play(dice.randrange(500, 8_000)))
    sound = np.concatenate(parts)
    assert loudest_step(sound) < 1.5 * loudest_step(both(sine(880, 1, SECOND)))
    loud = np.sqrt(np.convolve(sound[:, 0] ** 2, np.ones(882) / 882, "valid")) / (0.5 / 2**0.5)
    assert hurried or loud.min() > 0.2
    assert rig.transport.starved == 0


@pytest.mark.parametrize("tempo", [Tempo(0.5), Tempo(1.5, 2), Tempo(1.0, -7)])
def test_a_song_and_the_next_are_heard_to_their_ends_without_a_seam(
    rig: Rig, tmp_path: Path, tempo: Tempo
) -> None:
    whole, cut = both(sine(440, 4, SECOND)), 70_001
    first = write_song(tmp_path / "1.wav", whole[:cut])
    second = write_song(tmp_path / "2.wav", whole[cut:])
    rig.transport.route.set(tempo)
    decks = [rig.load(first), rig.deck(second)]
    rig.transport.preload(decks[1])
    rig.wait(lambda: decks[1].ready(0))
    parts: list[Pcm] = []
    begun = 0
    while not any(isinstance(event, Ended) for event in rig.events):
        if not any(event == Started(decks[1].song.token) for event in rig.events):
            begun = sum(map(len, parts))
            assert rig.transport.token == decks[0].song.token
        parts.append(rig.play(441))
    sound = np.concatenate(parts)
    assert abs(len(sound) - len(whole) / tempo.speed) <= 4
    assert abs(begun - cut / tempo.speed) <= 441
    _, above = purity(sound[SECOND // 2 : -SECOND // 2], 440 * tempo.pitch)
    assert above > 40


def test_a_pause_goes_on_where_it_was(rig: Rig, tone: Path) -> None:
    rig.transport.route.set(Tempo(0.6, 3))
    rig.load(tone)
    rig.play(SECOND)
    rig.transport.pause()
    rig.play(3 * RAMP)
    place = rig.transport.position
    assert not rig.transport.playing
    assert not len(rig.transport.render(441))
    rig.transport.play()
    sound = rig.play(SECOND)
    assert abs(rig.transport.position - place - 0.6 * SECOND) < 50
    assert purity(sound[RAMP:], 440 * 2**0.25)[1] > 40
    assert {span.rate for span in rig.transport.spans} == {0.6}


def test_a_loop_goes_round_without_a_step(rig: Rig, tone: Path) -> None:
    deck = rig.load(tone, SECOND)
    rig.transport.set_loop(Loop(deck.song.token, SECOND, SECOND + 8_820))  # 88 periods
    rig.transport.route.set(Tempo(0.7, 2))
    sound = rig.play(4 * SECOND)
    assert purity(sound[SECOND:], 440 * 2 ** (1 / 6))[1] > 40
    rounds = sum(isinstance(event, Looped) for event in rig.events)
    assert abs(rounds - 0.7 * 4 * SECOND / 8_820) < 2
    assert SECOND <= rig.transport.position < SECOND + 8_820


@pytest.mark.parametrize(("slow", "fast"), [(0.5, 0.8), (0.8, 1.0), (1.0, 1.2), (1.2, 0.7)])
def test_the_tempo_of_the_next_round_begins_where_its_start_is_heard(
    rig: Rig, tone: Path, slow: float, fast: float
) -> None:
    rig.buffer = 441
    deck = rig.load(tone, SECOND)
    rig.transport.set_loop(Loop(deck.song.token, SECOND, 2 * SECOND))
    route = rig.transport.route
    route.set(Tempo(slow))
    route.prepare(Tempo(fast))
    rig.transport.next_round = lambda: route.set_from_here(Tempo(fast))
    heard: list[tuple[float, float]] = []
    while len(heard) < 3 * SECOND / rig.buffer:
        rig.play(rig.buffer)
        heard += [(span.position, span.rate) for span in rig.transport.spans]
        if any(isinstance(event, Looped) for event in rig.events):
            route.set(Tempo(fast))  # as a trainer does when it hears of the round
    places = np.array([place for place, _ in heard])
    seam = int(np.flatnonzero(np.diff(places) < 0)[0]) + 1
    rates = np.array([rate for _, rate in heard])
    assert np.all(rates[: seam - 1] == slow)
    settled = seam + int(np.flatnonzero(places[seam:] > 1.1 * SECOND)[0])
    assert np.all(rates[settled : settled + 40] == fast)


def test_a_count_in_comes_where_the_song_was_held(rig: Rig, tone: Path) -> None:
    rig.transport.route.set(Tempo(0.5))
    rig.load(tone)
    rig.play(SECOND)
    rig.transport.pause()
    rig.play(3 * RAMP)
    place = rig.transport.position
    rig.transport.play(CountIn(SECOND // 2))
    sound = np.abs(rig.play(2 * SECOND)).max(1)
    silent, quiet = sound[SECOND // 4 : 3 * SECOND // 4], sound[SECOND + 4_000 :]
    assert silent.max() < 0.01
    assert np.convolve(quiet, np.ones(200) / 200, "valid").min() > 0.2
    assert abs(rig.transport.position - place - SECOND // 2) < 100


def test_a_song_too_much_work_goes_over_to_the_faster_engine(
    rig: Rig, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.engine.stretch.route.MOST", 0.0)
    rig.transport.route.hurried = True
    rig.transport.route.set(Tempo(0.8))
    rig.load(tone)
    sound = rig.play(2 * SECOND)
    assert rig.transport.route.stretching == FASTER
    assert loudest_step(sound[4 * RAMP :]) < 1.5 * loudest_step(both(sine(440, 1, SECOND)))


def test_a_voice_keeps_its_colour_if_that_is_wished(rig: Rig, tmp_path: Path) -> None:
    harmonics = 110 * np.arange(1, 60)
    colour = np.exp(-(((harmonics - 900) / 250) ** 2))  # as a vowel has it
    time = np.arange(4 * SECOND) / SECOND
    vowel = 0.2 * (colour[:, np.newaxis] * np.sin(2 * np.pi * harmonics[:, np.newaxis] * time)).sum(
        0
    )
    song = write_song(tmp_path / "vowel.wav", both(vowel))
    middles = []
    for formants in (False, True):
        rig.transport.route.set(Tempo(1.0, 7, formants=formants))
        rig.load(song)
        power = np.abs(np.fft.rfft(rig.play(2 * SECOND)[SECOND:, 0])) ** 2
        middles.append(float((power * np.arange(len(power))).sum() / power.sum()))
    assert 1_300 < middles[0] < 1_400
    assert 850 < middles[1] < 1_050


def test_a_wish_that_is_taken_back_at_once_leaves_nothing_behind(rig: Rig, tmp_path: Path) -> None:
    song = noisy_song(8 * SECOND)
    rig.buffer = 100
    rig.transport.route.hurried = True
    rig.load(write_song(tmp_path / "song.wav", song))
    rig.play(SECOND)
    rig.transport.route.set(Tempo(0.8))
    rig.play(100)
    rig.transport.route.set(Tempo())
    rig.play(SECOND)
    place = rig.transport.position
    assert np.array_equal(rig.play(2 * SECOND), song[place : place + 2 * SECOND])
    rig.transport.route.set(Tempo(0.8))
    rig.play(SECOND // 2)
    assert rig.transport.route.stretching == FINER
