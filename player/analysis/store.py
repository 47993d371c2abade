"""Keeps what was found out about songs, by their content; what is lost is found out again."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from player.analysis.analysis import VERSION, Analysis, Beats, Chord, Key
from player.analysis.chord_kinds import KINDS
from player.base.files import write_atomically
from player.base.units import SongKey


class AnalysisStore:
    """One JSON file a song in `folder`; for any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, key: SongKey) -> Analysis | None:
        """What is known; None if nothing is, or it is of another version, or damaged."""
        try:
            return read_analysis(self._file(key).read_bytes())
        except (OSError, ValueError):
            return None

    def save(self, key: SongKey, analysis: Analysis) -> None:
        """Remember this; a disk that refuses only means that it is found out again."""
        try:
            write_atomically(self._file(key), written_analysis(analysis))
        except OSError:
            return

    def _file(self, key: SongKey) -> Path:
        return self.folder / f"{key}.json"


def written_analysis(analysis: Analysis) -> bytes:
    """As JSON."""
    return json.dumps({"version": VERSION, **asdict(analysis)}).encode()


def read_analysis(content: bytes) -> Analysis:
    """From JSON; ValueError if it is none of this version."""
    try:
        stored = json.loads(content)
        if stored["version"] != VERSION:
            raise ValueError(f"version {stored['version']!r}")
        return Analysis(
            frames=_whole(stored["frames"]),
            stems=tuple(map(str, stored["stems"])),
            beats=_beats(stored["beats"]),
            tuning=float(stored["tuning"]),
            key=None if stored["key"] is None else _key(stored["key"]),
            chords=tuple(map(_chord, stored["chords"])),
            detailed=tuple(map(_chord, stored["detailed"])),
            parts=tuple((_whole(start), _whole(stop)) for start, stop in stored["parts"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no analysis: {error!r}") from error


def _beats(stored: Mapping[str, Any]) -> Beats:
    beats = Beats(
        frames=tuple(map(_whole, stored["frames"])),
        downbeats=tuple(map(bool, stored["downbeats"])),
        tempo=float(stored["tempo"]),
        meter=_whole(stored["meter"]),
        confidence=float(stored["confidence"]),
        by=str(stored["by"]),
    )
    if len(beats.frames) != len(beats.downbeats):
        raise ValueError("not every beat has its place in a bar")
    return beats


def _key(stored: Mapping[str, Any]) -> Key:
    return Key(_tone(stored["tonic"]), bool(stored["minor"]), float(stored["confidence"]))


def _chord(stored: Mapping[str, Any]) -> Chord:
    root, bass, kind = stored["root"], stored["bass"], stored["kind"]
    if kind not in KINDS:
        raise ValueError(f"no chord {kind!r}")
    return Chord(
        start=_whole(stored["start"]),
        stop=_whole(stored["stop"]),
        root=None if root is None else _tone(root),
        kind=kind,
        bass=None if bass is None else _tone(bass),
        confidence=float(stored["confidence"]),
    )


def _tone(value: object) -> int:
    return _whole(value) % 12


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
