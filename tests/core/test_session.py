"""The session comes back: list, place, mixer, order; whatever happened to files and disk."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from player.base.errors import MinusOneError
from player.base.folders import Folders
from player.base.units import StemName, TrackId
from player.core.mix import VOCALS, Strip
from player.core.playback import Transport
from player.core.playing_order import Repeat
from player.core.session import Session, read_session, write_session
from player.core.session_keeper import SessionKeeper
from tests.core.rig import Rig

RADIO = "https://radio.example/live"
FULL = Session(
    ("/music/Ä 🎵 \udcff.mp3", RADIO),
    1,
    4_321_987,
    0.35,
    (Strip(VOCALS, -6.5, 0.25, mute=True), Strip(StemName("drums"), solo=True)),
    Repeat.ONE,
    shuffle=True,
    past=(0, 1, 0),
    coming=(0,),
)


class Home(Rig):
    """A player that keeps its session."""

    def __init__(self, folders: Folders) -> None:
        super().__init__(folders)
        self.session = folders.data / "session.json"
        self.keeper = SessionKeeper(self.player, self.session, self.loop)

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.player.messages.recent]

    def close(self) -> None:
        self.keeper.close()
        super().close()


@pytest.fixture
def enter(folders: Folders) -> Iterator[Callable[[], Home]]:
    """Starts the player again; all end with the test."""
    homes: list[Home] = []

    def begin() -> Home:
        homes.append(Home(folders))
        return homes[-1]

    yield begin
    for home in homes:
        home.close()


@pytest.mark.parametrize("session", [Session(), FULL])
def test_a_session_is_read_as_it_was_written(tmp_path: Path, session: Session) -> None:
    path = tmp_path / "new" / "session.json"
    assert read_session(path) is None
    write_session(session, path)
    assert read_session(path) == session


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"locations": [7]},
        {"locations": ["a\0b"]},
        {"locations": ["\ud800"]},
        {"current": 2},
        {"current": True},
        {"position": -1},
        {"position": 1.5},
        {"volume": float("nan")},
        {"volume": "loud"},
        {"strips": [{}]},
        {"strips": None},
        {"repeat": "twice"},
        {"shuffle": 1},
        {"coming": [2]},
    ],
    ids=str,
)
def test_a_damaged_session_is_told_from_a_good_one(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "session.json"
    write_session(FULL, path)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change))
    with pytest.raises(ValueError, match=r".+"):
        read_session(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000], ids=len)
def test_what_is_no_session_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r".+"):
        read_session(path)


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(MinusOneError, match="could not be kept"):
        write_session(FULL, tmp_path / "file" / "session.json")


def test_all_is_back_and_paused_at_its_place(enter: Callable[[], Home], songs: list[Path]) -> None:
    home = enter()
    home.open(*songs[-2:])
    home.player.queue.add([RADIO])
    queue, mix = home.player.queue, home.player.mix
    home.player.playback.load(queue.tracks[1], 123_457, play=False)
    home.until(lambda: home.player.playback.state.length is not None)
    mix.set_gain(VOCALS, -7.0)
    mix.set_stems((StemName("drums"), StemName("other")))
    mix.set_mute(StemName("drums"), mute=True)
    mix.set_volume(0.4)
    queue.set_repeat(Repeat.ALL)
    queue.set_shuffle(True)
    home.keeper.restore()  # there is nothing yet: what is here stays
    assert len(queue.tracks) == 3
    order = queue.round
    home.close()

    again = enter()
    again.keeper.restore()
    player = again.player
    assert [track.location for track in player.queue.tracks] == [*map(str, songs[-2:]), RADIO]
    again.until(lambda: player.playback.state.length is not None)
    state = player.playback.state
    assert (state.transport, state.position) == (Transport.PAUSED, 123_457)
    assert player.queue.current == state.track == player.queue.tracks[1].id
    assert (player.queue.repeat, player.queue.shuffle) == (Repeat.ALL, True)
    assert player.queue.round == order
    assert player.mix.volume == 0.4
    assert player.mix.strip(VOCALS).gain == -7.0
    player.mix.set_stems((StemName("drums"), StemName("other")))
    assert player.mix.strip(StemName("drums")).mute
    assert not again.said
    player.playback.play()
    again.until(lambda: player.playback.state.position > 123_457)


def test_missing_files_stay_in_the_list_and_are_passed_over(
    enter: Callable[[], Home], songs: list[Path], folders: Folders, tmp_path: Path
) -> None:
    gone = [str(tmp_path / f"gone {number}.mp3") for number in range(3)]
    locations = (gone[0], str(songs[0]), gone[1], gone[2], str(songs[1]))
    write_session(Session(locations, 0, 777), folders.data / "session.json")
    home = enter()
    home.keeper.restore()
    home.until(lambda: bool(home.said))
    assert home.said == ["Not found: “gone 0.mp3” and 2 more."]
    ids = [track.id for track in home.player.queue.tracks]
    assert home.player.playback.state.transport is Transport.STOPPED
    before = home.session.stat().st_ino
    home.keeper.save()
    home.until(lambda: home.session.stat().st_ino != before)
    kept = read_session(home.session)
    assert kept is not None
    assert (kept.locations, kept.current, kept.position) == (locations, 0, 777)
    reached: list[TrackId | None] = []
    home.player.queue.current_changed.connect(lambda: reached.append(home.player.queue.current))
    home.player.playback.play(ids[1])
    home.until(lambda: home.player.playback.state.track == ids[4])
    assert reached == [ids[1], ids[4]]
    assert len(home.said) == 1


def test_a_damaged_session_is_set_aside(enter: Callable[[], Home], folders: Folders) -> None:
    path = folders.data / "session.json"
    path.write_bytes(b"{ torn")
    home = enter()
    home.keeper.restore()
    assert home.said == ["The list of the last time could not be read."]
    assert (folders.data / "session.damaged.json").read_bytes() == b"{ torn"
    assert not path.exists()
    home.close()
    assert read_session(path) is not None


def test_the_old_session_is_there_until_something_plays(
    enter: Callable[[], Home], songs: list[Path], folders: Folders
) -> None:
    old = Session((str(songs[0]),), 0, 5)
    write_session(old, folders.data / "session.json")
    home = enter()
    (track,) = home.open(songs[4])
    home.keeper.save()
    home.player.playback.load(home.player.queue.tracks[0], play=False)
    assert read_session(home.session) == old
    home.player.playback.play(track)
    home.until(lambda: home.player.playback.state.transport is Transport.PLAYING)
    home.close()
    session = read_session(home.session)
    assert session is not None
    assert session.locations == (str(songs[4]),)


def test_it_is_kept_while_the_program_runs(enter: Callable[[], Home], songs: list[Path]) -> None:
    home = enter()
    home.keeper.restore()
    home.open(songs[0])
    home.keeper.save()
    home.until(home.session.exists)
    before = home.session.stat().st_ino
    home.keeper.save()
    home.close()
    assert home.session.stat().st_ino == before, "nothing has changed since"
