"""`minusone analyse`: beats, key and chords of files, to read or for other programs."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from player.analysis.analysis import Analysis, Chord
from player.analysis.store import AnalysisStore
from player.base.errors import MinusOneError
from player.base.files import write_atomically
from player.base.folders import Folders
from player.base.loop import Loop
from player.base.units import seconds
from player.cli.terminal import Progress, given_folders, given_settings, print_json, say
from player.core.found_marks import found_key, rounded
from player.core.practice.analysis_finder import AnalysisFinder, AnalysisPlace, most_helpful
from player.core.practice.chord_names import chord_name, key_name
from player.core.practice.chord_text import Sheet, as_chordpro
from player.core.separation import StemSet
from player.core.stem_lookup import StemLookup
from player.engine.protocol import Beats
from player.library.store import FILE, Library
from player.library.tags import read_tags
from player.stems.cache import cache_at
from player.stems.keys import KeyStore


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--simple", action="store_true", help="major and minor chords only")
    parser.add_argument("--chordpro", type=Path, metavar="OUT", help="write a ChordPro file")
    parser.add_argument("--anew", action="store_true", help="even if it was done before")


def run(options: argparse.Namespace) -> int:
    """Carry it out; 1 if a file cannot be analysed."""
    if options.chordpro is not None and len(options.files) > 1:
        raise MinusOneError("--chordpro writes one song.", "Name one file.")
    found: list[tuple[Path, Analysis]] = []
    with _analyser(given_folders(options)) as analyser:
        for path in options.files:
            try:
                found.append((path, analyser.find(path, anew=options.anew)))
            except MinusOneError as error:
                say(f"{path.name}: {error}")
    _print(found, options)
    if options.chordpro is not None and found:
        _write(options.chordpro, *found[0], detailed=not options.simple)
    _tell_library(given_folders(options).data / FILE, found)
    return 0 if len(found) == len(options.files) else 1


@dataclass
class _Analyser:
    loop: Loop
    lookup: StemLookup
    finder: AnalysisFinder

    def find(self, path: Path, *, anew: bool) -> Analysis:
        """MinusOneError if the file cannot be analysed."""
        sets: list[Sequence[StemSet]] = []
        self.lookup.find_all(path, sets.append, lambda _: sets.append(()))
        self.loop.run_until(lambda: bool(sets))
        stems = most_helpful(sets[0])
        try:
            return self.finder.find(path, stems, lambda: Progress.show(path.name), anew=anew)
        finally:
            Progress.clear()


@contextmanager
def _analyser(place: Folders) -> Iterator[_Analyser]:
    loop, keys = Loop(), KeyStore(place.cache / "keys.sqlite")
    lookup = StemLookup(cache_at(place, given_settings(place)), keys, loop)
    store = AnalysisStore(place.cache / "analysis")
    finder = AnalysisFinder(AnalysisPlace(store, keys, place.models))
    try:
        yield _Analyser(loop, lookup, finder)
    finally:
        finder.close()
        lookup.close()
        keys.close()


def _tell_library(file: Path, found: Sequence[tuple[Path, Analysis]]) -> None:
    """Have the songs found by their tempo and key, as far as the library knows them."""
    if not file.exists() or not found:
        return
    analyses = {path.absolute(): analysis for path, analysis in found}
    try:
        with closing(Library(file)) as library:
            for path, track in library.ids_of(list(analyses)).items():
                analysis = analyses[path]
                library.marks.found(track, rounded(analysis.beats.tempo), found_key(analysis))
    except MinusOneError as error:
        say(f"The library does not learn of it: {error}")


def _print(found: Sequence[tuple[Path, Analysis]], options: argparse.Namespace) -> None:
    if options.json:
        print_json([_facts(path, analysis) for path, analysis in found])
        return
    for path, analysis in found:
        print(f"{path.name}: {_summary(analysis)}")
        for chord in analysis.chords if options.simple else analysis.detailed:
            print(f"  {_clock(chord)}  {chord_name(chord, analysis.key)}")


def _summary(analysis: Analysis) -> str:
    beats, parts = analysis.beats, []
    if beats.frames:
        parts.append(f"{beats.tempo:.1f} BPM, {beats.meter} beats in a bar")
    else:
        parts.append("no beats")
    if analysis.key is not None:
        parts.append(f"key {key_name(analysis.key)} ({analysis.key.confidence:.0%} sure)")
        parts.append(f"tuned {analysis.tuning:+.0f} cents from A4 = 440 Hz")
    if analysis.stems:
        parts.append(f"by its {', '.join(analysis.stems)}")
    return ", ".join(parts)


def _clock(chord: Chord) -> str:
    minutes, rest = divmod(seconds(chord.start), 60)
    return f"{int(minutes)}:{rest:05.2f}"


def _facts(path: Path, analysis: Analysis) -> dict[str, Any]:
    """Times in seconds."""
    beats, key = analysis.beats, analysis.key
    return {
        "path": str(path),
        "duration": seconds(analysis.frames),
        "stems": list(analysis.stems),
        "tempo": beats.tempo,
        "meter": beats.meter,
        "beats": [round(seconds(place), 4) for place in beats.frames],
        "downbeats": [
            round(seconds(place), 4)
            for place, first in zip(beats.frames, beats.downbeats, strict=True)
            if first
        ],
        "beats_confidence": beats.confidence,
        "key": None if key is None else key_name(key),
        "key_confidence": None if key is None else key.confidence,
        "tuning_cents": analysis.tuning,
        "chords": _chord_facts(analysis.chords, analysis),
        "detailed_chords": _chord_facts(analysis.detailed, analysis),
    }


def _chord_facts(chords: Sequence[Chord], analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "start": round(seconds(chord.start), 4),
            "stop": round(seconds(chord.stop), 4),
            "chord": None if chord.root is None else chord_name(chord, analysis.key),
            "confidence": chord.confidence,
        }
        for chord in chords
    ]


def _write(target: Path, path: Path, analysis: Analysis, *, detailed: bool) -> None:
    tags = read_tags(path)
    sheet = Sheet(
        tags.title or path.stem,
        tags.artist,
        analysis.detailed if detailed else analysis.chords,
        Beats(analysis.beats.frames, analysis.beats.downbeats),
        analysis.key,
        analysis.beats.tempo,
    )
    try:
        write_atomically(target, as_chordpro(sheet).encode())
    except OSError as error:
        raise MinusOneError(f"{target} cannot be written: {error.strerror}.") from error
    say(f"The chords were written to {target}.")
