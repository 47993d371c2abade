"""`minusone separate`: writes a file's stems to a folder."""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from player.base.errors import MinusOneError
from player.base.units import Frames, frames, seconds
from player.cli.model_choice import COUNTS, add_model_options, chosen
from player.cli.stems_of import StemMaker, stem_maker
from player.cli.terminal import given_folders, given_settings, main_loop, print_json, say
from player.core.sound_files import SUBTYPES, sound_files
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.stemfile.reader import StemReader

BLOCK = 1 << 16


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="DIR")
    add_model_options(parser)
    parser.add_argument(
        "--stems", type=int, choices=COUNTS, help="have the best installed model for so many stems"
    )
    parser.add_argument("--format", choices=list(SUBTYPES), default="flac")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda", "mps"])
    parser.add_argument("--start", type=float, default=0.0, metavar="S", help="seconds")
    parser.add_argument("--duration", type=float, metavar="S", help="seconds")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(options: argparse.Namespace) -> int:
    """Carry it out; 0 only if all files were written."""
    place = given_folders(options)
    settings = chosen(options, place, given_settings(place))
    results = []
    taken: set[Path] = set()
    with (
        main_loop() as loop,
        stem_maker(place, settings, loop, device=options.device) as maker,
    ):
        for path in options.files:
            folder = _folder(options.output, path, taken)
            results.append(_one(path, folder, maker, options))
    if options.json:
        print_json(results)
    return 0 if all(result["ok"] for result in results) else 1


def _one(
    path: Path, folder: Path, maker: StemMaker, options: argparse.Namespace
) -> dict[str, object]:
    try:
        source = open_source(path)
        try:
            written, speed = _write(path, source, folder, maker, options)
        finally:
            source.close()
    except MinusOneError as error:
        say(f"{path}: {error}")
        return {"file": str(path), "ok": False, "error": str(error)}
    if not options.json:
        for file in written.values():
            print(file)
    return {"file": str(path), "ok": True, "stems": written, "x_realtime": round(speed, 2)}


def _write(
    path: Path, source: AudioSource, folder: Path, maker: StemMaker, options: argparse.Namespace
) -> tuple[dict[str, str], float]:
    start, stop = _range(source.frames or 0, options)
    whole = (start, stop) == (0, source.frames)
    entry_folder, speed = maker.make(path, start, None if whole else stop)
    reader = StemReader(entry_folder)
    try:
        names = [str(name) for name in reader.entry.stems]
        paths = [folder / f"{name}.{options.format}" for name in names]
        loud, top = False, np.inf if options.format == "wav" else 1.0
        with sound_files(paths) as files:
            for position in range(start, stop, BLOCK):
                count = min(BLOCK, stop - position)
                stems = all_stems(source, reader, position, count, top)
                loud = loud or float(np.abs(stems).max()) > 1.0
                for file, stem in zip(files, stems, strict=True):
                    file.write(stem)
    finally:
        reader.close()
    if loud and options.format == "flac":
        say(f"{path}: some peaks are above full scale and were clipped; --format wav keeps them.")
    return {name: str(file) for name, file in zip(names, paths, strict=True)}, speed


def all_stems(
    source: AudioSource, reader: StemReader, start: Frames, count: Frames, top: float = np.inf
) -> NDArray[np.float32]:
    """All stems, shape (stems, count, 2); the last one is the mix minus the others.

    `top`: the highest amplitude that the file can hold, so that what is cut off one stem is left
    in the last one, and the sum stays what it was.
    """
    stored = np.clip(reader.read(start, count), -top, top)
    last = source.read(start, count) - stored.sum(0)
    return np.concatenate((stored, last[np.newaxis]))


def _range(length: Frames, options: argparse.Namespace) -> tuple[Frames, Frames]:
    start = frames(max(0.0, options.start))
    stop = length if options.duration is None else min(length, start + frames(options.duration))
    if start >= stop:
        raise MinusOneError(
            f"There is nothing between --start and the end ({seconds(length):.1f} s)."
        )
    return start, stop


def _folder(output: Path, path: Path, taken: set[Path]) -> Path:
    """A folder named like the file; a second file of the same name gets a number."""
    folder, number = output / path.stem, 1
    while folder in taken:
        number += 1
        folder = output / f"{path.stem} ({number})"
    taken.add(folder)
    return folder
