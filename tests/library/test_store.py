from player.library.items import FailedFile, Found, KnownFile, Wanted, Written
from player.library.store import Library
from tests.library.songs import MUSIC, song


def titles(library: Library, found: Found) -> list[str]:
    return [row.title for row in library.rows(found.ids)]


def test_what_was_scanned_is_there(library: Library) -> None:
    file = song(
        "so what.flac",
        "So What",
        artists=("Miles Davis", "John Coltrane"),
        album="Kind of Blue",
        genres=("Jazz", "Modal"),
        date="1997-03-25",
        original_date="1959-08-17",
        track=1,
    )
    assert library.scanned.write([file]) == Written(added=1)
    (row,) = library.rows(library.search(Wanted()).ids)
    assert (row.path, row.title) == ("/music/so what.flac", "So What")
    assert (row.artist, row.album) == ("Miles Davis; John Coltrane", "Kind of Blue")
    assert (row.genre, row.year, row.track) == ("Jazz; Modal", 1959, 1)
    assert (row.duration, row.disc, row.rating, row.away) == (60.0, None, None, False)


def test_a_file_without_title_is_called_by_its_name(library: Library) -> None:
    library.scanned.write([song("05 unknown.mp3")])
    assert titles(library, library.search(Wanted())) == ["05 unknown"]


def test_names_that_are_no_text_survive(library: Library) -> None:
    name = b"caf\xe9.mp3".decode(errors="surrogateescape")
    library.scanned.write([song(name)])
    (row,) = library.rows(library.search(Wanted()).ids)
    assert row.path == str(MUSIC / name)
    assert list(library.scanned.known(MUSIC)) == [b"caf\xe9.mp3"]


def test_a_file_that_is_read_again_keeps_its_id(library: Library) -> None:
    library.scanned.write([song("a.flac", "Before")])
    before = library.search(Wanted()).ids.tolist()
    assert library.scanned.write([song("a.flac", "After")]) == Written(changed=1)
    found = library.search(Wanted())
    assert (found.ids.tolist(), titles(library, found)) == (before, ["After"])


def test_words_are_found_in_every_field_whatever_their_accents(library: Library) -> None:
    library.scanned.write(
        [
            song("1", "Crème brûlée", "Björk"),
            song("2", "Army of Me", "Björk"),
            song("3", "Army Dreamers", "Kate Bush"),
        ]
    )
    assert titles(library, library.search(Wanted("bjork"))) == ["Army of Me", "Crème brûlée"]
    assert titles(library, library.search(Wanted("arm BJÖ"))) == ["Army of Me"]
    assert titles(library, library.search(Wanted("creme"))) == ["Crème brûlée"]
    assert titles(library, library.search(Wanted("nowhere"))) == []


def test_failed_files_are_known_until_they_can_be_read(library: Library) -> None:
    library.scanned.write([], [FailedFile(MUSIC / "a.mp3", 7, 8, "It is empty.")])
    assert library.scanned.known(MUSIC) == {b"a.mp3": KnownFile(7, 8)}
    assert library.scanned.failures() == [FailedFile(MUSIC / "a.mp3", 7, 8, "It is empty.")]
    library.scanned.write([song("a.mp3", "A")])
    assert library.scanned.failures() == []


def test_a_moved_file_keeps_its_id_whichever_is_noticed_first(library: Library) -> None:
    library.scanned.write([song("a.flac", "A", fingerprint=1), song("b.flac", "B", fingerprint=2)])
    before = library.ids_of([MUSIC / "a.flac", MUSIC / "b.flac"])
    library.scanned.gone([MUSIC / "a.flac"], since=0)
    assert library.scanned.write([song("x/a.flac", "A", fingerprint=1)]) == Written(moved=1)
    library.scanned.write([song("x/b.flac", "B", fingerprint=2)])
    assert library.scanned.gone([MUSIC / "b.flac"], since=0) == 1
    after = library.ids_of([MUSIC / "x/a.flac", MUSIC / "x/b.flac"])
    assert list(after.values()) == list(before.values())
    assert len(library.search(Wanted()).ids) == 2


def test_a_missing_file_is_kept_out_of_sight(library: Library) -> None:
    library.scanned.write([song("a.flac", "A")])
    (track,) = library.search(Wanted()).ids.tolist()
    library.scanned.gone([MUSIC / "a.flac"], since=0)
    assert library.search(Wanted()).ids.tolist() == []
    assert [row.missing for row in library.rows([track])] == [True]
    library.scanned.write([song("a.flac", "A")])
    assert library.search(Wanted()).ids.tolist() == [track]


def test_a_folder_that_is_away_keeps_its_tracks(library: Library) -> None:
    library.scanned.write([song("a.flac", "A")])
    library.roots.set_away(MUSIC, away=True)
    (row,) = library.rows(library.search(Wanted()).ids)
    assert row.away


def test_lists_are_sorted_as_people_sort(library: Library) -> None:
    names = ("10 Years", "2 Hearts", "The Apple", "Étude", "“Heroes”", "zebra")
    library.scanned.write([song(str(number), name) for number, name in enumerate(names)])
    found = library.search(Wanted(sort=(("title", False),)))
    order = ["2 Hearts", "10 Years", "The Apple", "Étude", "“Heroes”", "zebra"]
    assert titles(library, found) == order
    assert titles(library, library.search(Wanted(sort=(("title", True),)))) == order[::-1]


def test_facets_count_the_values_of_what_is_chosen_to_the_left(library: Library) -> None:
    library.scanned.write(
        [
            song("1", "One", "Ann", genres=("Jazz", "Live")),
            song("2", "Two", "Ann", genres=("Jazz",)),
            song("3", "Three", "Ben"),
        ]
    )
    assert library.facets(Wanted(), "genre") == (("", 1), ("Jazz", 2), ("Live", 1))
    jazz = Wanted(filters=(("genre", frozenset({"Jazz"})),))
    assert library.facets(jazz, "artist") == (("Ann", 2),)
    none = Wanted(filters=(("genre", frozenset({""})),))
    assert titles(library, library.search(none)) == ["Three"]


def test_albums_of_the_same_name_are_told_apart(library: Library) -> None:
    library.scanned.write(
        [
            song("queen/1", "One", "Queen", album_artists=("Queen",), date="1981", album="Hits"),
            song("queen/2", "Two", "Queen", album_artists=("Queen",), date="1981", album="Hits"),
            song("disco/cd1/1", "Three", "Ann", album="Hits"),
            song("disco/cd2/1", "Four", "Ben", album="Hits"),
            song("alone", "Five", "Cat"),
        ]
    )
    albums = library.albums(library.search(Wanted()).ids)
    shown = {(album.title, album.artist, album.year, album.tracks) for album in albums}
    assert shown == {("Hits", "Queen", 1981, 2), ("Hits", "Various artists", None, 2)}
