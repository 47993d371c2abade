"""The spans of each buffer say which frames of which song are heard in it."""

import random
from pathlib import Path

import numpy as np

from player.base.units import SAMPLE_RATE
from player.engine.mixer import RAMP
from tests.decoder.sounds import noisy_song
from tests.engine.rig import Rig, write_song


def test_spans_name_what_is_heard_through_seeks_pauses_and_the_next_song(
    rig: Rig, tmp_path: Path
) -> None:
    songs = [noisy_song(3 * SAMPLE_RATE + 7, seed=seed) for seed in (0, 1)]
    files = [write_song(tmp_path / f"{n}.wav", song) for n, song in enumerate(songs)]
    decks = [rig.load(files[0]), rig.deck(files[1])]
    known = {deck.song.token: song for deck, song in zip(decks, songs, strict=True)}
    rig.transport.preload(decks[1])
    rig.wait(lambda: decks[1].ready(0))
    dice, fading, tokens = random.Random(3), RAMP, []
    for turn in range(400):
        sound = rig.play(dice.randrange(1, rig.buffer))
        spans = rig.transport.spans
        assert sum(span.count for span in spans) == len(sound)
        for span in spans:
            tokens.append(span.token)
            start = int(span.position)
            stands = known[span.token][start : start + span.count]
            heard = sound[span.offset : span.offset + span.count]
            keep = max(0, fading - span.offset)
            assert np.array_equal(heard[keep:], stands[keep:])
        fading = max(0, fading - len(sound))
        if turn % 40 == 39 and tokens[-1] == decks[0].song.token and turn < 200:
            rig.transport.seek(dice.randrange(2 * SAMPLE_RATE))
            fading = RAMP
    assert set(tokens) == set(known)
    rig.play(len(songs[1]))
    rig.transport.render(rig.buffer)
    assert not rig.transport.spans
