"""What was practised and how long: a line of JSON for each spell, appended and never rewritten."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from player.base.errors import MinusOneError
from player.base.units import SAMPLE_RATE, Frames, Seconds
from player.base.values import dataclass


@dataclass(frozen=True)
class Subject:
    """What is practised: a song, or a loop in it, at a tempo."""

    location: str
    title: str
    artist: str = ""
    loop: tuple[Frames, Frames] | None = None
    tempo: float = 100.0
    """Percent."""


@dataclass(frozen=True)
class Spell:
    """A while in which one thing was practised."""

    subject: Subject
    begun: datetime
    time: Seconds


@dataclass(frozen=True)
class Practised:
    """All of one day that one thing was practised."""

    day: date
    subject: Subject
    time: Seconds


class PracticeLog:
    """The file; each method may be called on any one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, spell: Spell) -> None:
        """Keep a spell; MinusOneError if the disk does not let us."""
        line = json.dumps(_written(spell), ensure_ascii=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as file:
                begin = b"" if _whole_lines(self.path) else b"\n"
                file.write(begin + line.encode(errors="surrogateescape") + b"\n")
        except OSError as error:
            raise MinusOneError(
                f"What was practised could not be kept: {error.strerror}.",
                f"Check the folder {self.path.parent}.",
            ) from error

    def read(self) -> tuple[Spell, ...]:
        """All spells in order; lines that are damaged are passed over. MinusOneError as above."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise MinusOneError(
                f"What was practised cannot be read: {error.strerror}.", f"Look at {self.path}."
            ) from error
        found = (_spell(line) for line in lines if line.strip())
        return tuple(spell for spell in found if spell is not None)


def by_day(spells: Iterable[Spell]) -> tuple[Practised, ...]:
    """What was practised each day, the last day first; within a day in the order of beginning."""
    days: dict[date, dict[Subject, Seconds]] = defaultdict(dict)
    for spell in spells:
        subjects = days[spell.begun.date()]
        subjects[spell.subject] = subjects.get(spell.subject, 0.0) + spell.time
    return tuple(
        Practised(day, subject, time)
        for day in sorted(days, reverse=True)
        for subject, time in days[day].items()
    )


def write_csv(path: Path, practised: Iterable[Practised]) -> None:
    """Write a table for a spreadsheet; MinusOneError if the disk does not let us."""
    try:
        with path.open("w", newline="", encoding="utf-8-sig", errors="replace") as file:
            table = csv.writer(file)
            table.writerow(_COLUMNS)
            for each in practised:
                subject = each.subject
                edges = [f"{edge / SAMPLE_RATE:.3f}" for edge in subject.loop or ()] or ["", ""]
                words = (subject.artist, subject.title, subject.location)
                time = (f"{subject.tempo:g}", round(each.time))
                table.writerow([each.day.isoformat(), *words, *edges, *time])
    except OSError as error:
        raise MinusOneError(
            f"{path.name} could not be written: {error.strerror}.", "Choose another place."
        ) from error


_COLUMNS = (
    "day",
    "artist",
    "title",
    "file",
    "loop from (s)",
    "loop to (s)",
    "tempo (%)",
    "practised (s)",
)


def _whole_lines(path: Path) -> bool:
    """Whether the file ends with a line's end: a crash may have left half a line."""
    with path.open("rb") as file:
        if not file.seek(0, 2):
            return True
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def _written(spell: Spell) -> dict[str, Any]:
    subject = spell.subject
    return {
        "begun": spell.begun.isoformat(timespec="seconds"),
        "seconds": round(spell.time, 1),
        "file": subject.location,
        "title": subject.title,
        "artist": subject.artist,
        "loop": subject.loop,
        "tempo": subject.tempo,
    }


def _spell(line: bytes) -> Spell | None:
    try:
        stored = json.loads(line.decode(errors="surrogateescape"))
        loop = stored["loop"]
        subject = Subject(
            str(stored["file"]),
            str(stored["title"]),
            str(stored["artist"]),
            None if loop is None else (int(loop[0]), int(loop[1])),
            float(stored["tempo"]),
        )
        time = float(stored["seconds"])
        return Spell(subject, datetime.fromisoformat(stored["begun"]), time) if time >= 0 else None
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def longer(spell: Spell, time: Seconds) -> Spell:
    """The same spell, by so many seconds longer."""
    return replace(spell, time=spell.time + time)
