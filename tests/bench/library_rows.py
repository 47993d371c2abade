"""A library of any size: tracks as a scan would have read them, without files."""

from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from player.library.items import FoundFile
from player.library.store import Library
from player.library.tags import Gains, Tags

ROOT = Path("/bench/music")
_BATCH = 500
_WORDS = 20_000
_SYLLABLES = tuple(a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ei"))


class Words:
    """A made-up language in which, as in any, few words are most of what is said."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.all = [
            "".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(_WORDS)
        ]
        self._weights = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))

    def some(self, least: int, most: int) -> str:
        """A title or a name."""
        count = self._random.randint(least, most)
        return " ".join(self._random.choices(self.all, cum_weights=self._weights, k=count)).title()


def tracks(seed: int = 1) -> Iterator[FoundFile]:
    """Albums without end: names as long and as often repeated as in real libraries."""
    random = Random(seed)
    words = Words(random)
    genres = [words.some(1, 2) for _ in range(150)]
    number = 0
    while True:
        artist = words.some(1, 3)
        for _ in range(random.randint(1, 6)):
            album, year = words.some(1, 4), random.randint(1950, 2026)
            kinds = tuple(random.sample(genres, random.choice((1, 1, 1, 2))))
            for place in range(random.randint(8, 14)):
                number += 1
                title = words.some(1, 5)
                tags = Tags(
                    title=title,
                    artists=(artist,) if random.random() < 0.9 else (artist, words.some(1, 3)),
                    album=album,
                    album_artists=(artist,),
                    genres=kinds,
                    date=f"{year}-{random.randint(1, 12):02}",
                    track=place + 1,
                    disc=1,
                    bpm=random.choice((None, random.uniform(60, 180))),
                    rating=random.choice((None, None, None, random.randint(1, 5) / 5)),
                    gains=Gains(random.uniform(-12, 3), 0.98, -7.0, 1.0),
                    duration=random.uniform(60, 600),
                    codec="FLAC",
                    sample_rate=44_100,
                    channels=2,
                    bit_depth=16,
                    bitrate=900_000,
                    has_cover=True,
                )
                path = ROOT / artist / f"{album} {year}" / f"{place + 1:02} {title} {number}.flac"
                yield FoundFile(path, random.randint(10**6, 10**8), number, tags, number)


def as_quod_libet(file: FoundFile) -> dict[str, object]:
    """The same track as Quod Libet keeps it."""
    tags = file.tags
    return {
        "~filename": str(file.path),
        "title": tags.title,
        "artist": "\n".join(tags.artists),
        "album": tags.album,
        "albumartist": "\n".join(tags.album_artists),
        "genre": "\n".join(tags.genres),
        "date": tags.date,
        "tracknumber": str(tags.track),
        "~#length": tags.duration,
    }


def fill(library: Library, count: int) -> float:
    """Write that many tracks as a scan does; the seconds that the store took."""
    import time

    library.roots.add(ROOT)
    left, seconds = islice(tracks(), count), 0.0
    while batch := list(islice(left, _BATCH)):
        begin = time.perf_counter()
        library.scanned.write(batch)
        seconds += time.perf_counter() - begin
    return seconds
