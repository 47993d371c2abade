"""A band made of sines and noise, each player on a track of its own."""

import numpy as np
from numpy.typing import NDArray

from player.base.units import SAMPLE_RATE

Sound = NDArray[np.float32]
_BEAT = SAMPLE_RATE // 2
_ROOTS = (45, 41, 48, 43)
_BASS_PARTIALS, _KEY_PARTIALS, _VOICE_PARTIALS = 5, 8, 12


def band(beats: int) -> dict[str, Sound]:
    """Tracks "vocals", "drums", "bass" and "other", each float32 (beats * 22,050, 2)."""
    noise = np.random.default_rng(5)
    tracks = {name: np.zeros(beats * _BEAT) for name in ("vocals", "drums", "bass", "other")}
    for beat in range(beats):
        root = _ROOTS[beat // 4 % len(_ROOTS)]
        _put(tracks["drums"], beat, (_kick, _snare)[beat % 2](noise))
        for half in (0.0, 0.5):
            _put(tracks["drums"], beat + half, _hat(noise))
            _put(tracks["bass"], beat + half, 0.25 * _tone(root - 12, 0.5, _BASS_PARTIALS, 2.0))
        if beat % 2 == 0:
            for step in (12, 16, 19):
                _put(tracks["other"], beat, 0.06 * _tone(root + step, 2, _KEY_PARTIALS, 1.0))
        note = root + (24, 26, 28, 31)[beat % 4]
        _put(tracks["vocals"], beat, 0.1 * _tone(note, 1, _VOICE_PARTIALS, 0.1, vibrato=0.01))
    pans = {"vocals": (1.0, 1.0), "drums": (1.0, 0.9), "bass": (1.0, 1.0), "other": (0.6, 1.0)}
    return {name: np.outer(track, pans[name]).astype(np.float32) for name, track in tracks.items()}


def _put(track: NDArray[np.float64], beat: float, sound: NDArray[np.float64]) -> None:
    start = round(beat * _BEAT)
    part = track[start : start + len(sound)]
    part += sound[: len(part)]


def _time(beats: float) -> NDArray[np.float64]:
    return np.arange(round(beats * _BEAT)) / SAMPLE_RATE


def _tone(
    key: int, beats: float, partials: int, decay: float, vibrato: float = 0.0
) -> NDArray[np.float64]:
    """A MIDI key with partials of falling strength, 5 ms of attack and release."""
    time = _time(beats)
    turns = 440 * 2 ** ((key - 69) / 12) * time + vibrato * np.sin(2 * np.pi * 5 * time)
    sound = sum(np.sin(2 * np.pi * n * turns) / n for n in range(1, partials + 1))
    edges = np.minimum(1, np.minimum(time, time[-1] - time) / 0.005)
    return np.asarray(sound * edges * np.exp(-decay * time))


def _kick(_noise: np.random.Generator) -> NDArray[np.float64]:
    time = _time(0.5)
    turns = 50 * time + 2 * (1 - np.exp(-30 * time))
    return np.asarray(0.6 * np.sin(2 * np.pi * turns) * np.exp(-12 * time))


def _snare(noise: np.random.Generator) -> NDArray[np.float64]:
    time = _time(0.4)
    hiss = noise.normal(0, 0.25, len(time)) * np.exp(-18 * time)
    return np.asarray(hiss + 0.25 * np.sin(2 * np.pi * 190 * time) * np.exp(-25 * time))


def _hat(noise: np.random.Generator) -> NDArray[np.float64]:
    time = _time(0.15)
    hiss = np.diff(noise.normal(0, 0.15, len(time) + 2), 2)
    return np.asarray(hiss * np.exp(-60 * time))
