"""Alternatives of the song that plays: equally loud, no clicks, and all as before at the end."""

from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import pytest

from player.base.units import SAMPLE_RATE, Pcm
from player.core.comparing import ORIGINAL, Alternative, Comparing
from player.core.live_filters import LiveFilters
from player.core.loudness_matching import PASSAGE
from player.core.mix import VOCALS, Strip
from player.core.separation import StemSet
from player.decoder.opening import open_source
from player.engine.live.kinds import NAMED, Band
from player.engine.protocol import AttachStems, Command, SetLive
from player.loudness.meter import LoudnessMeter
from tests.core.rig import BOTH, FAST, FOUR
from tests.core.rig import Rig as Whole
from tests.engine.rig import STEMS, Rig, storable, write_vocals
from tests.ui.fakes import FakePlayer

VOICE_CUT = Alternative((NAMED["voice-cut"],))
CENTRE_KEEP = Alternative((NAMED["centre-keep"],))
BASS = Alternative((Band(high=200),))


@pytest.fixture(scope="module")
def real() -> Iterator[Path]:
    """A real song, of ten seconds."""
    with as_file(files("resources") / "example" / "slow-motion-dream.mp3") as path:
        yield path


@pytest.fixture
def player(real: Path) -> Iterator[FakePlayer]:
    player = FakePlayer()
    player.open([real], play=True)
    yield player
    player.close()


def measured(player: FakePlayer) -> Comparing:
    """Wait until the loudness of all alternatives is known."""
    assert player.loop.run_until(lambda: bool(player.comparing.trims), 30)
    return player.comparing


class Ears:
    """The song through a real transport that follows the player's mix, filters and stems."""

    def __init__(self, player: FakePlayer, song: Path) -> None:
        self.rig = Rig()
        self._player = player
        self._attached: Path | None = None
        self.follow()
        self._deck = self.rig.load(song)

    def follow(self) -> None:
        self.rig.transport.mixing.live.set(self._player.live.wanted())
        self.rig.transport.mixing.mix = self._player.mix.heard

    def hear(self, count: int) -> Pcm:
        self.follow()
        stems = next(iter(self._player.stems.used_stems[-1:]), None)
        if stems is not None and stems.folder != self._attached:
            self._attached = stems.folder
            self._deck.attach(stems.folder)
        return self.rig.play(count)


def loudness(sound: Pcm) -> float:
    meter = LoudnessMeter()
    meter.add(sound)
    found = meter.result()
    assert found is not None
    return found.integrated


def test_all_alternatives_of_a_real_song_are_equally_loud(player: FakePlayer, real: Path) -> None:
    alternatives = [ORIGINAL, CENTRE_KEEP, BASS]
    player.comparing.start(alternatives)
    comparing = measured(player)
    found = []
    for number in range(len(alternatives)):
        comparing.choose(number)
        ears = Ears(player, real)
        heard = ears.hear(PASSAGE)
        ears.rig.close()
        found.append(loudness(heard))
        assert np.abs(heard).max() <= 1.05
    assert max(comparing.trims) - min(comparing.trims) > 3, "they were not so by themselves"
    assert max(found) - min(found) < 0.5


@pytest.fixture
def halves(real: Path, tmp_path: Path) -> Iterator[list[Alternative]]:
    """Stems by two models; without vocals the song is softer by one than by the other."""
    source = open_source(real)
    sound = source.read(0, source.frames or 0)
    source.close()
    writers = [
        write_vocals(tmp_path / f"{share}", storable(np.float32(share) * sound))
        for share in (0.4, 0.7)
    ]
    yield [
        Alternative(stems=StemSet("a model", tmp_path / f"{share}", STEMS)) for share in (0.4, 0.7)
    ]
    for writer in writers:
        writer.close()


def test_stems_are_as_loud_as_the_original_and_taken_in_turn_without_a_click(
    player: FakePlayer, real: Path, halves: list[Alternative]
) -> None:
    player.comparing.start([ORIGINAL, *halves])
    comparing = measured(player)
    softest = comparing.trims[2] - comparing.trims[0]
    assert softest == pytest.approx(-20 * np.log10(0.3), abs=0.3)
    ears, found = Ears(player, real), []
    for number in (0, 1, 2):
        comparing.choose(number)
        ears.hear(SAMPLE_RATE // 2)
        ears.rig.transport.seek(SAMPLE_RATE)
        found.append(ears.hear(5 * SAMPLE_RATE))
    heard = []
    for _ in range(6):
        comparing.flip()
        heard.append(ears.hear(SAMPLE_RATE // 4))
    ears.rig.close()
    levels = [loudness(each) for each in found]
    assert max(levels) - min(levels) < 0.5
    assert step(np.concatenate(heard)) < 1.05 * max(map(step, found))


def step(sound: Pcm) -> float:
    """The largest step from one sample to the next."""
    return float(np.abs(np.diff(sound, axis=0)).max())


def test_flipping_does_not_click(player: FakePlayer, real: Path) -> None:
    player.comparing.start([ORIGINAL, VOICE_CUT])
    comparing = measured(player)
    steps = []
    for number in (0, 1):
        comparing.choose(number)
        ears = Ears(player, real)
        steps.append(step(ears.hear(3 * SAMPLE_RATE)))
        ears.rig.close()
    ears, heard = Ears(player, real), []
    for _ in range(30):
        comparing.flip()
        heard.append(ears.hear(SAMPLE_RATE // 10))
    ears.rig.close()
    assert step(np.concatenate(heard)) < 1.05 * max(steps)


def test_the_original_is_the_file_but_for_its_gain(player: FakePlayer, real: Path) -> None:
    player.mix.set_mute(VOCALS, True)
    player.live.set([NAMED["gate"]])
    player.comparing.start([ORIGINAL, VOICE_CUT])
    ears = Ears(player, real)  # before anything was measured
    heard = ears.hear(SAMPLE_RATE)
    ears.rig.close()
    source = open_source(real)
    assert np.array_equal(heard, source.read(0, SAMPLE_RATE))
    source.close()


def test_when_it_stops_all_is_as_it_was(player: FakePlayer) -> None:
    player.mix.set_gain(VOCALS, -6.0)
    player.live.set([NAMED["band"]])
    player.sound.set_hold_loudness(True)

    def state() -> tuple[object, ...]:
        mix = player.mix
        return mix.strips, mix.heard, player.live.wanted(), player.sound.holds

    before = state()
    player.comparing.start([VOICE_CUT, ORIGINAL])
    assert player.live.wanted() == SetLive(VOICE_CUT.filters)
    assert not player.sound.holds, "a held loudness would undo the matching"
    player.comparing.flip()
    assert player.live.wanted() == SetLive()
    player.comparing.stop()
    assert state() == before
    assert not player.comparing.going_on


def test_another_song_ends_it(player: FakePlayer, real: Path) -> None:
    player.open([real])
    player.comparing.start([ORIGINAL, VOICE_CUT])
    player.playback.next()
    assert not player.comparing.going_on
    assert player.live.instead is None


def test_a_seek_has_the_loudness_measured_anew(player: FakePlayer) -> None:
    player.queue.set_duration(player.queue.tracks[0].id, 10.8)
    player.comparing.start([ORIGINAL, VOICE_CUT])
    comparing = measured(player)
    before = comparing.trims
    told: list[int] = []
    comparing.changed.connect(lambda: told.append(len(comparing.trims)))
    player.engine.trigger_position(round(10.5 * SAMPLE_RATE))
    assert player.loop.run_until(lambda: bool(told), 30)
    assert comparing.trims != before


def test_what_is_offered_begins_with_what_is_heard_now(player: FakePlayer) -> None:
    own = (Band(low=300),)
    player.live.set(own)
    stems = StemSet("spleeter-2stems", Path("stems"), player.mix.stems)
    player.stems.whole = (stems,)
    player.comparing.look()
    offered = player.comparing.offered
    assert offered[:3] == (ORIGINAL, Alternative(stems=stems), Alternative(own))
    assert VOICE_CUT in offered
    player.playback.stop()
    player.queue.clear()


def test_a_stream_cannot_be_compared() -> None:
    player = FakePlayer()
    player.open(["http://radio.example/live"], play=True)
    player.comparing.look()
    player.comparing.start([ORIGINAL, VOICE_CUT])
    assert player.comparing.offered == ()
    assert not player.comparing.going_on
    player.close()


def test_stems_of_two_models_are_heard_in_turn_and_the_songs_own_come_back(
    start: Callable[..., Whole], songs: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = start(BOTH)
    player = rig.player
    (track,) = rig.open(songs[0])
    rig.until(lambda: rig.separation.model.installed)
    player.playback.load(player.queue.tracks[0], play=False)
    player.mix.set_mute(VOCALS, True)
    rig.ready(track, FOUR)
    strips = player.mix.strips
    player.comparing.look()
    rig.until(lambda: sum(each.stems is not None for each in player.comparing.offered) == 2)
    found = {e.stems.model: e for e in player.comparing.offered if e.stems is not None}
    assert found.keys() == {FAST, FOUR}
    sent: list[Command] = []
    monkeypatch.setattr(player.engine, "send", sent.append)
    player.comparing.start([found[FAST], found[FOUR]])
    player.comparing.flip()
    fast, four = (found[name].stems for name in (FAST, FOUR))
    assert fast is not None
    assert four is not None
    rig.player.separation.painted(songs[0], fast.folder)  # what is painted meanwhile has to wait
    player.comparing.stop()
    monkeypatch.undo()
    attached = [each.folder for each in sent if isinstance(each, AttachStems)]
    assert attached == [fast.folder, four.folder, four.folder]
    assert player.mix.strips == strips


def test_stems_without_a_mix_of_ones_own_are_heard_without_vocals(player: FakePlayer) -> None:
    stems = StemSet("m", Path("nowhere"), player.mix.stems)
    player.comparing.start([Alternative(stems=stems), ORIGINAL])
    gains = {each.stem: each.left for each in player.mix.heard.gains}
    assert gains == {VOCALS: 0.0, "accompaniment": 1.0}
    player.mix.recall([Strip(VOCALS, gain=-6.0)])
    player.comparing.choose(0)
    assert 0.4 < player.mix.heard.gains[0].left < 0.6
    assert player.loop.run_until(lambda: bool(list(player.messages.recent)), 30)
    assert not player.comparing.trims


def test_filters_that_stand_in_for_others_go_again() -> None:
    live = LiveFilters()
    live.set([NAMED["gate"]])
    usual = live.wanted()
    live.hear(())
    assert live.wanted() == SetLive()
    live.hear(None)
    assert live.wanted() == usual
