"""ReplayGain: what the tags say, kept from clipping; an album in its order is told from a list."""

from dataclasses import replace

import pytest

from player.base.units import TrackId, linear
from player.core.replay_gain import GainMode, ReplayGain, goes_on
from player.core.track import Track
from player.library.tags import Gains

SONG = Track(TrackId(1), "/music/a/1.flac", "One", "Artist", "Album", number=1)
GAINS = Gains(-6.0, 0.9, -3.0, 0.95)
LOUD = replace(SONG, gains=GAINS)


def factor(track: Track, *, in_album: bool = False, **wanted: object) -> float:
    wishes = ReplayGain(**{"mode": GainMode.TRACK} | wanted)  # type: ignore[arg-type]
    return wishes.factor(track, in_album=in_album)


@pytest.mark.parametrize(
    ("mode", "in_album", "gain"),
    [
        (GainMode.TRACK, True, -6.0),
        (GainMode.ALBUM, False, -3.0),
        (GainMode.AUTO, True, -3.0),
        (GainMode.AUTO, False, -6.0),
    ],
)
def test_the_mode_says_whose_gain_counts(mode: GainMode, in_album: bool, gain: float) -> None:
    assert factor(LOUD, mode=mode, in_album=in_album) == linear(gain)


def test_off_is_exactly_one_whatever_the_tags_and_preamps_say() -> None:
    assert factor(LOUD, mode=GainMode.OFF, preamp=6.0, untagged=6.0) == 1.0
    assert factor(SONG, mode=GainMode.OFF, untagged=6.0) == 1.0


def test_one_kind_of_gain_stands_in_for_the_other() -> None:
    only_album = replace(SONG, gains=Gains(album_gain=-3.0))
    only_track = replace(SONG, gains=Gains(track_gain=-6.0))
    assert factor(only_album) == linear(-3.0)
    assert factor(only_track, mode=GainMode.ALBUM) == linear(-6.0)


def test_each_preamp_is_for_its_own_songs() -> None:
    assert factor(LOUD, preamp=2.0, untagged=-9.0) == linear(-4.0)
    assert factor(SONG, preamp=2.0, untagged=-9.0) == linear(-9.0)


def test_a_known_peak_stays_at_full_scale_at_most() -> None:
    quiet = replace(SONG, gains=Gains(12.0, 0.5))
    assert factor(quiet) == 2.0
    assert factor(replace(SONG, gains=Gains(12.0, None))) == linear(12.0)
    assert factor(replace(SONG, gains=Gains(0.0, 1.25))) == 0.8


def follower(**changes: object) -> Track:
    fields = {"id": TrackId(2), "location": "/music/a/2.flac", "number": 2} | changes
    return replace(SONG, **fields)  # type: ignore[arg-type]


def test_the_next_track_of_the_album_goes_on_with_it() -> None:
    assert goes_on(SONG, follower())
    assert goes_on(replace(SONG, disc=1), follower(disc=2, number=1))
    assert goes_on(replace(SONG, number=None), follower(number=None)), "tags without numbers"
    by_name = {"album_artist": "Various", "location": "/elsewhere/2.flac"}
    assert goes_on(replace(SONG, album_artist="Various"), follower(**by_name))


@pytest.mark.parametrize(
    "changes",
    [
        {"album": "Other"},
        {"album": ""},
        {"number": 3},
        {"number": 1},
        {"disc": 2},
        {"album_artist": "Other"},
        {"location": "/music/b/2.flac"},
    ],
    ids=str,
)
def test_anything_else_is_another_song(changes: dict[str, object]) -> None:
    assert not goes_on(SONG, follower(**changes))
