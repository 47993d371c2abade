"""Named mixes: heard by number, kept for all songs or for one, and never lost."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.base.loop import Loop
from player.base.messages import MessageLog
from player.base.units import StemName
from player.core.kept_value import KeptValue
from player.core.mix import ACCOMPANIMENT, VOCALS, MixController, Strip
from player.core.practice.mixes import Mixes
from player.core.practice.named_mixes import COMMON, kept_mixes
from player.core.queue import Queue
from player.core.song_values import SongValues
from player.stems.keys import KeyStore
from tests.decoder.sounds import noisy_song
from tests.engine.rig import write_song

FOUR = tuple(map(StemName, ("vocals", "drums", "bass", "other")))
DRUMS, BASS = FOUR[1:3]


class Desk:
    """A mixer and its named mixes, as in one run of the program."""

    def __init__(self, root: Path) -> None:
        self.loop, self.queue, self.messages = Loop(), Queue(), MessageLog()
        self.keys = KeyStore(root / "keys.sqlite")
        self.mix = MixController(FOUR)
        common, own = kept_mixes(root)
        of_songs = SongValues(own, self.queue, self.messages, self.loop, self.keys)
        for_all = KeptValue(common, COMMON, self.messages, self.loop)
        self.mixes = Mixes(for_all, of_songs, self.mix, self.queue, self.messages)
        self.root = root

    def play(self, name: str, seed: int = 0) -> None:
        """Have a song as the current one, with its mixes read."""
        path = self.root / name
        if not path.exists():
            write_song(path, noisy_song(20_000, seed=seed))
        (track,) = self.queue.add([path])
        told: list[int] = []
        stop = self.mixes.changed.connect(lambda: told.append(1))
        self.queue.set_current(track.id)
        assert self.loop.run_until(lambda: len(told) > 1, 20)
        stop()

    def keep_muted(self, name: str, *stems: StemName, for_song: bool = False) -> None:
        self.mix.put([Strip(stem, mute=True) for stem in stems])
        self.mixes.keep(name, for_song=for_song)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.mixes.all]

    @property
    def muted(self) -> list[StemName]:
        return [strip.stem for strip in self.mix.strips if strip.mute]

    def close(self) -> None:
        self.mixes.close()
        self.keys.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def make() -> Desk:
        desks.append(Desk(tmp_path))
        return desks[-1]

    yield make
    for each in desks:
        each.close()


def test_a_mix_is_kept_with_all_its_strips_and_heard_by_its_number(
    desk: Callable[[], Desk],
) -> None:
    here = desk()
    strips = (Strip(DRUMS, -6.0, 0.5, solo=True), Strip(BASS, mute=True))
    here.mix.put(strips)
    here.mixes.keep(" Groove ", for_song=False)
    here.keep_muted("No drums", DRUMS)
    here.mixes.hear(0)
    assert [here.mix.strip(strip.stem) for strip in strips] == list(strips)
    standing = [here.mixes.standing]
    here.mixes.hear(1)
    standing.append(here.mixes.standing)
    assert here.muted == [DRUMS]
    here.mix.set_gain(VOCALS, 1.0)
    assert [*standing, here.mixes.standing] == [0, 1, None]
    here.mixes.hear(7)
    assert here.mix.strip(VOCALS).gain == 1.0, "there is no such mix"


def test_those_for_all_songs_keep_their_numbers_and_come_back(desk: Callable[[], Desk]) -> None:
    here = desk()
    here.play("one.wav")
    here.keep_muted("Of one", BASS, for_song=True)
    here.keep_muted("For all", DRUMS)
    assert here.names == ["For all", "Of one"]
    here.play("two.wav", seed=1)
    assert here.names == ["For all"]
    here.close()
    again = desk()
    assert again.names == ["For all"]
    again.play("one.wav")
    assert again.names == ["For all", "Of one"]
    again.mixes.hear(1)
    assert again.muted == [BASS]


def test_stems_that_a_song_lacks_are_told_and_follow_when_it_has_them(
    desk: Callable[[], Desk],
) -> None:
    here = desk()
    here.keep_muted("Singing", VOCALS, DRUMS)
    here.mix.set_stems((VOCALS, ACCOMPANIMENT))
    here.mixes.hear(0)
    assert here.muted == [VOCALS]
    assert "drums" in here.messages.recent[-1].text
    here.mix.set_stems(FOUR)
    assert here.muted == [VOCALS, DRUMS]


def test_mixes_are_renamed_put_in_order_and_brought_back(desk: Callable[[], Desk]) -> None:
    here = desk()
    for name in ("a", "b", "c"):
        here.keep_muted(name, DRUMS)
    here.mixes.rename(1, "bee")
    with pytest.raises(MinusOneError, match="already"):
        here.mixes.rename(0, "c")
    with pytest.raises(MinusOneError, match="needs a name"):
        here.mixes.rename(0, "  ")
    assert here.mixes.move(2, -1)
    assert not here.mixes.move(0, -1)
    assert here.names == ["a", "c", "bee"]
    here.mixes.delete(1)
    assert here.names == ["a", "bee"]
    bring_back = here.messages.recent[-1].act
    assert bring_back is not None
    bring_back()
    assert here.names == ["a", "c", "bee"]


def test_the_same_name_is_kept_over_and_a_song_is_needed_for_its_own(
    desk: Callable[[], Desk],
) -> None:
    here = desk()
    here.keep_muted("mine", DRUMS)
    here.keep_muted("mine", BASS)
    here.mix.put(())
    here.mixes.hear(0)
    assert (here.names, here.muted) == (["mine"], [BASS])
    with pytest.raises(MinusOneError, match="no song"):
        here.mixes.keep("its", for_song=True)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"format": 1}',
        '{"format": 1, "mixes": [{"name": ""}]}',
        '{"format": 9, "mixes": []}',
        json.dumps({"format": 1, "mixes": [{"name": "a", "strips": [{"stem": "drums"}]}]}),
    ],
)
def test_a_damaged_file_is_set_aside_and_said(
    desk: Callable[[], Desk], tmp_path: Path, content: str
) -> None:
    (tmp_path / "mixes.json").write_text(content)
    here = desk()
    assert here.names == []
    assert here.messages.recent[-1].text.startswith("The mixes are damaged")
    here.keep_muted("new", DRUMS)
    here.close()
    assert (tmp_path / "mixes.json.damaged").read_text() == content
    assert desk().names == ["new"]
