"""Files are renamed by a plan, on a real disk: nothing is lost, nothing is written over."""

import os
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from player.library import rename_plan
from player.library.edit_journal import EditJournal, Kind, Move
from player.library.name_pattern import NamePattern, Song
from player.library.rename_plan import RenamePlan, plan_renaming
from player.library.renaming import Renamed, finish_interrupted, rename_files, taken_back
from player.library.safe_names import folded
from player.library.tag_changes import Field, Values


def nothing(_move: Move) -> None:
    """No journal."""


def tree(root: Path) -> dict[str, str]:
    """Path below `root` and content of every file."""
    files = (Path(at, name) for at, _, names in os.walk(root) for name in names)
    return {file.relative_to(root).as_posix(): file.read_text() for file in files}


def fill(root: Path, *names: str) -> list[Path]:
    """Files that hold their own first name."""
    paths = [root / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.relative_to(root).as_posix())
    return paths


def song(path: Path, **values: str) -> Song:
    return Song(path, {Field(name): (text,) for name, text in values.items()})


def rename(plan: RenamePlan) -> Renamed:
    return rename_files(plan.ready, plan.root, nothing)


def test_an_album_moves_with_its_companions_and_its_folder_goes(tmp_path: Path) -> None:
    one, two, *_ = fill(
        tmp_path, "in/a.mp3", "in/b.mp3", "in/a.lrc", "in/cover.jpg", "in/list.m3u", "other/x.mp3"
    )
    songs = [song(one, title="One", album="A", track="1"), song(two, title="Two", album="A")]
    plan = plan_renaming(songs, NamePattern("{album}/[{track:02} ]{title}"), tmp_path)
    assert plan.problems == 0
    done = rename(plan)
    assert done.failures == ()
    assert tree(tmp_path) == {
        "A/01 One.mp3": "in/a.mp3",
        "A/01 One.lrc": "in/a.lrc",
        "A/Two.mp3": "in/b.mp3",
        "A/cover.jpg": "in/cover.jpg",
        "A/list.m3u": "in/list.m3u",
        "other/x.mp3": "other/x.mp3",
    }
    assert not (tmp_path / "in").exists()
    back = rename_files(taken_back(done.moves), tmp_path, nothing)
    assert back.failures == ()
    assert set(tree(tmp_path)) == set(tree(tmp_path).values())
    assert not (tmp_path / "A").exists()


def test_covers_stay_while_music_stays(tmp_path: Path) -> None:
    one, *_ = fill(tmp_path, "in/a.mp3", "in/stays.mp3", "in/cover.jpg", "in/a.lrc")
    plan = plan_renaming([song(one, title="One")], NamePattern("new/{title}"), tmp_path)
    rename(plan)
    assert set(tree(tmp_path)) == {
        "new/One.mp3",
        "new/One.lrc",
        "in/stays.mp3",
        "in/cover.jpg",
    }


def test_covers_stay_with_a_song_that_cannot_move(tmp_path: Path) -> None:
    one, two, *_ = fill(tmp_path, "in/a.mp3", "in/b.mp3", "in/cover.jpg", "in/a.lrc", "in/b.lrc")
    fill(tmp_path, "new/B.mp3")
    songs = [song(one, title="A"), song(two, title="B")]
    plan = plan_renaming(songs, NamePattern("new/{title}"), tmp_path)
    assert {each.old.name for each in plan.ready} == {"a.mp3", "a.lrc"}
    assert {each.problem for each in plan.renamings} == {
        "",
        rename_plan.TAKEN,
        rename_plan.SONG_STAYS,
    }


def test_companions_stay_where_that_is_wanted(tmp_path: Path) -> None:
    one, *_ = fill(tmp_path, "in/a.mp3", "in/a.lrc", "in/cover.jpg")
    pattern = NamePattern("new/{title}")
    rename(plan_renaming([song(one, title="One")], pattern, tmp_path, companions=False))
    assert set(tree(tmp_path)) == {"new/One.mp3", "in/a.lrc", "in/cover.jpg"}


@pytest.mark.parametrize("files", [2, 3, 5])
def test_names_go_round_in_a_ring(tmp_path: Path, files: int) -> None:
    paths = fill(tmp_path, *(f"{number}.mp3" for number in range(files)))
    songs = [song(path, title=str((n + 1) % files)) for n, path in enumerate(paths)]
    plan = plan_renaming(songs, NamePattern("{title}"), tmp_path)
    assert plan.problems == 0
    done = rename(plan)
    assert tree(tmp_path) == {f"{(n + 1) % files}.mp3": f"{n}.mp3" for n in range(files)}
    rename_files(taken_back(done.moves), tmp_path, nothing)
    assert set(tree(tmp_path)) == set(tree(tmp_path).values())


def test_names_are_passed_on(tmp_path: Path) -> None:
    paths = fill(tmp_path, *(f"{number}.mp3" for number in range(9)))
    songs = [song(path, title=str(n + 1)) for n, path in enumerate(paths)]
    rename(plan_renaming(songs, NamePattern("{title}"), tmp_path))
    assert tree(tmp_path) == {f"{n + 1}.mp3": f"{n}.mp3" for n in range(9)}


def test_only_the_spelling_changes(tmp_path: Path) -> None:
    (one,) = fill(tmp_path, "song.mp3")
    rename(plan_renaming([song(one, title="Song")], NamePattern("{title}"), tmp_path))
    assert os.listdir(tmp_path) == ["Song.mp3"]  # noqa: PTH208 - as the disk spells it


def problems(plan: RenamePlan) -> list[str]:
    return [each.problem for each in plan.renamings]


def test_what_stands_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    one, two, three, *_ = fill(tmp_path, "1.mp3", "2.mp3", "3.mp3", "Taken.mp3", "file")
    title = NamePattern("{title}")

    def planned(*songs: Song, pattern: NamePattern = title) -> RenamePlan:
        return plan_renaming(songs, pattern, tmp_path)

    same = planned(song(one, title="Same"), song(two, title="same"), song(three, title="3"))
    assert problems(same) == [rename_plan.TWICE, rename_plan.TWICE, ""]
    assert same.ready == ()
    assert problems(planned(song(one, title="taken"))) == [rename_plan.TAKEN]
    stuck = planned(song(one, title="2"), song(two, title="3"), song(three, title="Taken"))
    assert problems(stuck) == [rename_plan.TAKEN] * 3
    folder = planned(song(one, title="x", album="file"), pattern=NamePattern("{album}/{title}"))
    assert problems(folder) in ([rename_plan.NO_FOLDER], [rename_plan.TAKEN])
    assert problems(planned(song(tmp_path / "gone.mp3", title="x"))) == [rename_plan.GONE]
    deep = NamePattern("/".join(["{album}"] * 20 + ["{title}"]))
    long = planned(song(one, title="x", album="y" * 300), pattern=deep)
    assert problems(long) == [rename_plan.TOO_LONG]


def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    (one,) = fill(tmp_path, "music/1.mp3")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "music" / "out").symlink_to(tmp_path / "elsewhere")
    plan = plan_renaming([song(one)], NamePattern("out/{title}"), tmp_path / "music")
    assert problems(plan) == [rename_plan.OUTSIDE]


def test_another_disk_is_refused(tmp_path: Path) -> None:
    memory = Path("/dev/shm")  # noqa: S108 - another disk than the temporary folder's
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("only one disk here")
    (one,) = fill(tmp_path, "1.mp3")
    with tempfile.TemporaryDirectory(dir=memory) as other:
        plan = plan_renaming([song(one)], NamePattern("a/{title}"), Path(other))
    assert problems(plan) == [rename_plan.OTHER_DISK]


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    one, two = fill(tmp_path, "1.mp3", "2.mp3")
    plan = plan_renaming(
        [song(one, title="A"), song(two, title="B")], NamePattern("{title}"), tmp_path
    )
    fill(tmp_path, "A.mp3")
    done = rename(plan)
    assert [failure.error.message for failure in done.failures] == [
        "“1.mp3” could not be renamed: there is “A.mp3” already."
    ]
    assert tree(tmp_path) == {"1.mp3": "1.mp3", "B.mp3": "2.mp3", "A.mp3": "A.mp3"}


def test_a_ring_that_breaks_is_put_back(tmp_path: Path) -> None:
    paths = fill(tmp_path, "0.mp3", "1.mp3", "2.mp3")
    songs = [song(path, title=str((n + 1) % 3)) for n, path in enumerate(paths)]
    plan = plan_renaming(songs, NamePattern("{title}"), tmp_path)
    notes = count()

    def take_one_away(move: Move) -> None:
        if next(notes) == 2:
            move.old.unlink()

    done = rename_files(plan.ready, tmp_path, take_one_away)
    assert len(done.failures) == 1
    assert done.moves == ()
    assert len(tree(tmp_path)) == 2
    assert all(name == content for name, content in tree(tmp_path).items())


def test_it_can_be_broken_off(tmp_path: Path) -> None:
    paths = fill(tmp_path, *(f"{number}.mp3" for number in range(5)))
    plan = plan_renaming([song(p) for p in paths], NamePattern("x{title}"), tmp_path)
    done = rename_files(plan.ready, tmp_path, nothing, lambda number: number < 2)
    assert len(done.moves) == 2
    assert len(tree(tmp_path)) == 5


class Killed(BaseException):
    """What a kill is to a test."""


@pytest.mark.parametrize("after", range(5))
def test_a_kill_in_a_ring_loses_no_file(tmp_path: Path, after: int) -> None:
    root = tmp_path / "music"
    paths = fill(root, *(f"{number}.mp3" for number in range(4)))
    songs = [song(path, title=str((n + 1) % 4)) for n, path in enumerate(paths)]
    journal = EditJournal(tmp_path / "edits")
    batch = journal.begin(Kind.NAMES, 4)
    plan = plan_renaming(songs, NamePattern("{title}"), root)
    left = count()

    def note(move: Move) -> None:
        batch.add_move(move)
        if next(left) == after:
            raise Killed

    if after < 4:
        with pytest.raises(Killed):
            rename_files(plan.ready, root, note)
    else:
        rename_files(plan.ready, root, note)
    batch.close()
    again = EditJournal(tmp_path / "edits")
    (found,) = again.batches()
    finish_interrupted(again.moves(found))
    assert sorted(tree(root).values()) == [f"{number}.mp3" for number in range(4)]
    assert not any(name.startswith(".") for name in tree(root))


names = st.sampled_from(
    ["a", "A", "b", "c", "x/a", "x/b", "X/b", "y/a", "y/z/a", "a/b", "CON", ".."]
)


@settings(max_examples=60, deadline=None)
@given(
    old=st.lists(names, unique_by=folded, min_size=1, max_size=7),
    titles=st.lists(st.tuples(names, names), min_size=7, max_size=7),
    pattern=st.sampled_from(["{title}", "{album}/{title}", "x/{title}", "{title}/{title}"]),
)
def test_whatever_the_plan_nothing_is_lost(
    old: Sequence[str], titles: Sequence[tuple[str, str]], pattern: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = fill(root, *(f"{name.replace('..', 'dots')}.mp3" for name in old))
        before = tree(root)
        values: list[dict[Field, Values]] = [
            {Field.TITLE: (title,), Field.ALBUM: (album,)} for title, album in titles
        ]
        songs = [Song(path, values[n]) for n, path in enumerate(paths)]
        plan = plan_renaming(songs, NamePattern(pattern), root)
        new = [each.new for each in plan.ready]
        assert len({folded(os.fspath(path)) for path in new}) == len(new)
        assert all(root in path.parents and ".." not in path.parts for path in new)
        done = rename(plan)
        after = tree(root)
        assert done.failures == ()
        assert sorted(after.values()) == sorted(before.values())
        for each in plan.ready:
            content = each.old.relative_to(root).as_posix()
            assert after[each.new.relative_to(root).as_posix()] == content
        back = rename_files(taken_back(done.moves), root, nothing)
        assert back.failures == ()
        assert tree(root) == before
