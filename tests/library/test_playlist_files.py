"""Playlists of every kind are read as other programs write them, and written so that they move."""

import os
import random
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from player.library.playlist_files import (
    KINDS,
    LARGEST,
    PlaylistEntry,
    PlaylistError,
    is_playlist,
    read_playlist,
    write_playlist,
)

ODD_NAMES = (
    "plain.mp3",
    "A B/x & y's <1>.mp3",
    "#1 hit.mp3",
    "[live] at: home.mp3",
    " blanks around.mp3 ",
    "100%25 true?.mp3",
    "AC\\DC.mp3",
    "歌 👩\N{ZERO WIDTH JOINER}🎤.flac",
    "Ça ira – “ü”.ogg",
)
RADIO = "https://radio.example:8000/live?kind=a%20b&x=1#now"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode on this system")


def touch(folder: Path, *names: str) -> list[Path]:
    """Empty songs."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def listed(folder: Path, content: bytes | str, ending: str = ".m3u") -> list[Path | str]:
    """The places that a list with this content names."""
    path = folder / f"list{ending}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [entry.location for entry in read_playlist(path)]


def xspf(tracks: str, head: str = '<playlist version="1" xmlns="http://xspf.org/ns/0/">') -> str:
    return f'<?xml version="1.0"?>\n{head}<trackList>{tracks}</trackList></playlist>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("ending", [".m3u", ".m3u8", ".M3U"])
def test_an_m3u_is_read_in_whatever_encoding(
    tmp_path: Path, encoding: str, end: str, ending: str
) -> None:
    songs = touch(tmp_path, "Müller – Ça.mp3", "b/2.mp3")
    lines = ["#EXTM3U", "# a comment", "Müller – Ça.mp3", "", "b/2.mp3"]
    assert listed(tmp_path, end.join(lines).encode(encoding), ending) == songs


def test_latin_1_that_is_no_windows_text_is_read(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, "\x81é.mp3")
    assert listed(tmp_path, "\x81é.mp3".encode("latin-1")) == [song]


@pytest.mark.parametrize(
    ("line", "title", "artist", "duration"),
    [
        ("#EXTINF:123,The Band - A song", "A song", "The Band", 123.0),
        ("#extinf: 12.5 , Only, a title", "Only, a title", "", 12.5),
        ("#EXTINF:-1,Radio", "Radio", "", None),
        ('#EXTINF:0 tvg-name="a, b" group="c",Radio', "Radio", "", None),
        ("#EXTINF:,Radio", "Radio", "", None),
        ('#EXTINF:7,Say "hi - there', "there", 'Say "hi', 7.0),
        ("#EXTINF:nonsense", "", "", None),
        ("#PLAYLIST:My list", "", "", None),
    ],
)
def test_what_an_m3u_says_of_a_song(
    tmp_path: Path, line: str, title: str, artist: str, duration: float | None
) -> None:
    path = tmp_path / "list.m3u"
    path.write_text(f"{line}\nsong.mp3\nother.mp3\n")
    first, second = read_playlist(path)
    assert first == PlaylistEntry(tmp_path / "song.mp3", title, artist, duration)
    assert second == PlaylistEntry(tmp_path / "other.mp3")


@pytest.mark.parametrize("ending", [".m3u", ".pls", ".xspf"])
def test_paths_are_taken_from_the_lists_folder(tmp_path: Path, ending: str) -> None:
    song, beside = touch(tmp_path, "lists/a/song.mp3", "music/b c.mp3")
    names = ["a/song.mp3", "./a/song.mp3", "../music/b c.mp3", str(song), beside.as_uri()]
    content = {
        ".m3u": "\n".join(names),
        ".pls": "\n".join(["[playlist]", *(f"File{n}={x}" for n, x in enumerate(names, 1))]),
        ".xspf": xspf("".join(f"<track><location>{x}</location></track>" for x in names)),
    }[ending]
    assert listed(tmp_path / "lists", content, ending) == [song, song, beside, song, beside]


@pytest.mark.parametrize(
    "line",
    [
        "Album\\1 song.mp3",
        ".\\Album\\1 song.mp3",
        "C:\\Music\\Album\\1 song.mp3",
        "\\Music\\Album\\1 song.mp3",
        "file:///D:/Music/Album/1%20song.mp3",
        "Album/1%20song.mp3",
        "FILE://localhost{folder}/Album/1%20song.mp3",
        "file:{folder}/Album/1 song.mp3",
    ],
)
def test_names_as_other_systems_write_them(tmp_path: Path, line: str) -> None:
    (song,) = touch(tmp_path, "Album/1 song.mp3")
    assert listed(tmp_path, line.format(folder=tmp_path)) == [song]


def test_addresses_are_left_as_they_are(tmp_path: Path) -> None:
    assert listed(tmp_path, f"{RADIO}\nmms://old.example/x") == [RADIO, "mms://old.example/x"]


def test_a_pls_goes_by_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "radio.pls"
    path.write_text(
        "[Playlist]\nfile10=b.mp3\nFile2 = http://radio.example/\nTitle2=One - Two\n"
        "Length2=-1\nLength10=99\nTitle3=nothing\nNumberOfEntries=7\nVersion=2\n"
    )
    assert read_playlist(path) == (
        PlaylistEntry("http://radio.example/", "Two", "One"),
        PlaylistEntry(tmp_path / "b.mp3", duration=99.0),
    )


def test_an_xspf_is_read_by_its_specification(tmp_path: Path) -> None:
    path = tmp_path / "list.xspf"
    path.write_text(
        xspf(
            "<track><location> a%20b.mp3 </location><location>other.mp3</location>"
            "<title>A\n song</title><creator>Band &amp; Co</creator><duration>1500</duration>"
            "<extension application='x'><location>no.mp3</location></extension></track>"
            "<track><title>Without a place</title></track>"
            "<track xml:base='http://radio.example/a/'><location>b</location></track>"
            "<track xml:base='http://['><location>c.mp3</location></track>"
        )
    )
    assert read_playlist(path) == (
        PlaylistEntry(tmp_path / "a b.mp3", "A song", "Band & Co", 1.5),
        PlaylistEntry("http://radio.example/a/b"),
        PlaylistEntry(tmp_path / "c.mp3"),
    )


def test_an_xspf_may_have_another_encoding_and_no_namespace(tmp_path: Path) -> None:
    text = xspf("<track><location>Müll.mp3</location></track>", "<playlist>")
    content = text.replace('"1.0"', '"1.0" encoding="ISO-8859-1"').encode("latin-1")
    assert listed(tmp_path, content, ".xspf") == [tmp_path / "Müll.mp3"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_and_its_songs_can_move_together(tmp_path: Path, kind: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    songs = touch(here / "music", *ODD_NAMES)
    entries = [PlaylistEntry(song, f"{n}", "Band", float(n)) for n, song in enumerate(songs, 1)]
    entries.append(PlaylistEntry(RADIO, "Radio"))
    for folder in ("", "music/", "lists/deep/"):
        write_playlist(here / f"{folder}list{kind}", entries)
    here.rename(there)
    moved = tuple(
        replace(entry, location=there / entry.location.relative_to(here))
        if isinstance(entry.location, Path)
        else entry
        for entry in entries
    )
    for folder in ("", "music/", "lists/deep/"):
        assert read_playlist(there / f"{folder}list{kind}") == moved


@pytest.mark.parametrize("kind", KINDS)
def test_what_shares_nothing_is_named_in_full(tmp_path: Path, kind: str) -> None:
    song = Path("/elsewhere/a song.mp3").absolute()
    path = tmp_path / f"list{kind}"
    write_playlist(path, [PlaylistEntry(song)])
    assert str(song).replace(" ", "%20" if kind == ".xspf" else " ") in path.read_text()
    assert read_playlist(path) == (PlaylistEntry(song),)


def test_a_list_in_a_linked_folder_finds_its_songs(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, "home/music/song.mp3")
    (tmp_path / "drive/lists").mkdir(parents=True)
    (tmp_path / "home/lists").symlink_to(tmp_path / "drive/lists")
    (beside,) = touch(tmp_path, "home/lists/beside.mp3")
    path = tmp_path / "home/lists/list.m3u8"
    write_playlist(path, [PlaylistEntry(song), PlaylistEntry(beside)])
    first, second = read_playlist(path)
    assert isinstance(first.location, Path)
    assert first.location.samefile(song)
    assert second.location == beside
    assert path.read_text().endswith("\nbeside.mp3\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_drive_of_another_system_is_passed_on(tmp_path: Path, kind: str) -> None:
    first, second = tmp_path / "1.m3u", tmp_path / f"2{kind}"
    first.write_text("C:\\My music\\song.mp3\n")
    write_playlist(second, read_playlist(first))
    (entry,) = read_playlist(second)
    assert str(entry.location).replace("/", "\\") == "C:\\My music\\song.mp3"


@LINUX
@pytest.mark.parametrize("kind", [".m3u", ".pls", ".xspf"])
def test_names_that_are_not_utf8_come_back(tmp_path: Path, kind: str) -> None:
    songs = touch(tmp_path, os.fsdecode(b"M\xfcnchen/Stra\xdfe 100%.mp3"), "Straße.mp3")
    path = tmp_path / f"list{kind}"
    write_playlist(path, [PlaylistEntry(song, "\udcfc") for song in songs])
    assert [entry.location for entry in read_playlist(path)] == songs


@LINUX
def test_an_m3u8_that_is_not_utf8_names_the_bytes_it_holds(tmp_path: Path) -> None:
    (song,) = touch(tmp_path, os.fsdecode(b"Stra\xdfe.mp3"))
    gone = Path(os.fsdecode(bytes(tmp_path) + b"/M\xfcll.mp3"))
    assert listed(tmp_path, b"Stra\xdfe.mp3\nM\xfcll.mp3", ".m3u8") == [song, gone]


@LINUX
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (".m3u8", os.fsdecode(b"Stra\xdfe.mp3")),
        (".m3u8", "a\nb.mp3"),
        (".m3u", "a\rb.mp3"),
        (".pls", "a\nb.mp3"),
    ],
)
def test_a_name_that_does_not_fit_is_told(tmp_path: Path, kind: str, name: str) -> None:
    (song,) = touch(tmp_path, name)
    path = tmp_path / f"list{kind}"
    path.write_text("old")
    with pytest.raises(PlaylistError, match=r"Stra.e\.mp3|a..b\.mp3") as caught:
        write_playlist(path, [PlaylistEntry(song)])
    assert ".xspf" in caught.value.hint
    str(caught.value).encode()
    assert path.read_text() == "old"
    write_playlist(tmp_path / "list.xspf", [PlaylistEntry(song)])
    assert read_playlist(tmp_path / "list.xspf") == (PlaylistEntry(song),)


@pytest.mark.parametrize("kind", KINDS)
def test_words_stay_on_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"list{kind}"
    write_playlist(path, [PlaylistEntry("http://x.example/", "A\r\n\x00song\u2028", "The\nBand")])
    assert read_playlist(path) == (PlaylistEntry("http://x.example/", "A song", "The Band"),)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_is_one(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"list{kind}"
    write_playlist(path, [])
    assert read_playlist(path) == ()


def test_lists_within_lists_end(tmp_path: Path) -> None:
    songs = touch(tmp_path, "1.mp3", "a/2.mp3", "3.mp3")
    (tmp_path / "top.m3u").write_text("1.mp3\na/inner.pls\ntop.m3u\ngone.m3u\n3.mp3\n")
    (tmp_path / "a/inner.pls").write_text("[playlist]\nFile1=2.mp3\nFile2=../top.m3u\n")
    found = [entry.location for entry in read_playlist(tmp_path / "top.m3u")]
    assert found == [songs[0], songs[1], tmp_path / "gone.m3u", songs[2]]


def test_lists_are_followed_only_so_deep(tmp_path: Path) -> None:
    for number in range(20):
        again = f"{number + 1}.m3u\n" * 50  # were each followed, this would not end
        (tmp_path / f"{number}.m3u").write_text(f"song {number}.mp3\n{again}")
    names = [entry.name for entry in read_playlist(tmp_path / "0.m3u")]
    assert names[:9] == [f"song {number}.mp3" for number in range(9)]
    assert set(names[9:]) == {"9.m3u"}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><playlist>&b;</playlist>'
BROKEN = {
    "no-xml.xspf": "hello",
    "cut-off.xspf": xspf("<track>")[:60],
    "bomb.xspf": BOMB,
    "page.xspf": "<html/>",
    "odd.xspf": '<?xml version="1.0" encoding="x-unknown"?><playlist/>',
    "empty.xspf": "",
    "ini.pls": "[settings]\na=b\n",
    "binary.m3u": "RIFF\0\0\0\0",
    "pieces.m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9,\npart1.ts\n",
    "list.txt": "song.mp3",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_playlist_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BROKEN[name])
    with pytest.raises(PlaylistError, match=name) as caught:
        read_playlist(path)
    assert caught.value.hint


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaylistError, match=r"gone\.m3u could not be read: No such file"):
        read_playlist(tmp_path / "gone.m3u")
    (tmp_path / "film.m3u").touch()
    os.truncate(tmp_path / "film.m3u", LARGEST + 1)
    with pytest.raises(PlaylistError, match="too large"):
        read_playlist(tmp_path / "film.m3u")
    (tmp_path / "file").touch()
    with pytest.raises(PlaylistError, match=r"list\.m3u could not be written"):
        write_playlist(tmp_path / "file/list.m3u", [])
    with pytest.raises(PlaylistError, match=r"which kind"):
        write_playlist(tmp_path / "Vol. 2", [])


def test_the_ending_says_what_a_playlist_is() -> None:
    names = ["a.m3u", "a.M3U8", "a.pls", "a.xspf", "a.mp3", "m3u"]
    assert [is_playlist(Path(name)) for name in names] == [True, True, True, True, False, False]


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_is_a_crash(tmp_path: Path, kind: str) -> None:
    """Bytes changed, lost and cut: a list comes out of it, or the error that says so."""
    path = tmp_path / f"list{kind}"
    songs = touch(tmp_path, *ODD_NAMES)
    write_playlist(path, [PlaylistEntry(song, song.stem, "Band", 3.0) for song in songs])
    whole = path.read_bytes()
    chance = random.Random(kind)
    for _ in range(150):
        content = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.randrange(20) if content else 0):
            content[chance.randrange(len(content))] = chance.choice(b'\n\r\0#:,"%<&/\\\xff\xc3=0')
        path.write_bytes(content)
        with suppress(PlaylistError):
            assert KINDS[".xspf"].write(read_playlist(path), tmp_path / "copy.xspf")
