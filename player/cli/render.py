"""`minusone render`: writes a mix to a file."""

import argparse
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from player.base.errors import MinusOneError
from player.base.folders import Folders
from player.base.settings import Settings
from player.base.units import TrackId
from player.base.values import dataclass
from player.cli.live_options import add_live_options, live_filters
from player.cli.model_choice import add_model_options, chosen, stems_of_model
from player.cli.stems_of import stem_maker
from player.cli.tempo_options import add_tempo_options, given_tempo
from player.cli.terminal import (
    add_mix_options,
    add_sound_options,
    given_folders,
    given_settings,
    given_sound,
    main_loop,
    mix_is_given,
    say,
    set_mix,
)
from player.core.mix import ACCOMPANIMENT, MixController, gains
from player.core.offline_mix import OfflineMix
from player.core.offline_tempo import OfflineTempo
from player.core.plane.region_store import kept_regions
from player.core.plane.regions import Regions, filters
from player.core.practice.sections import Sections, for_engine, kept_sections
from player.core.practice.take_list import kept_takes, parts
from player.core.song_values import Kept
from player.core.sound import SoundWishes
from player.core.sound_files import sound_files
from player.core.track import Track
from player.engine.live.kinds import LiveFilter
from player.engine.master import Master
from player.engine.protocol import Mix, Section, TakePart
from player.engine.tempo import Tempo
from player.library.tags import read_tags
from player.stemfile.reader import StemReader
from player.stems.keys import KeyStore

T = TypeVar("T")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT")
    add_mix_options(parser)
    add_tempo_options(parser)
    add_live_options(parser)
    parser.add_argument(
        "--plane",
        action="store_true",
        help="with the regions that were drawn on this song's stereo plane",
    )
    parser.add_argument(
        "--sections",
        action="store_true",
        help="with the mutes and gains that were set for parts of this song",
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="NAME",
        help="with this take of yours, as loud as it is in the mixer; all: with every one",
    )
    add_model_options(parser)
    add_sound_options(parser)


def run(options: argparse.Namespace) -> int:
    """Carry it out."""
    place = given_folders(options)
    settings = chosen(options, place, given_settings(place))
    controller = MixController(stems_of_model(place, settings) if mix_is_given(options) else ())
    set_mix(options, controller)
    file: Path = options.file
    regions: Regions = _kept(kept_regions(place.plane), file, place) if options.plane else ()
    sections = _kept(kept_sections(place.data), file, place) if options.sections else ()
    way = _Way(
        Mix(gains(controller.strips)),
        (*live_filters(options), *filters(regions)),
        for_engine(sections),
        given_sound(options, place),
        _takes(options.take, file, place),
        given_tempo(options),
    )
    stems = None if controller.neutral and not sections else _stems(file, place, settings)
    if stems is not None:
        _tell_missing(sections, stems)
    try:
        _render(file, options.output, way, stems)
    finally:
        if stems is not None:
            stems.close()
    print(options.output)
    return 0


def _kept(kept: Kept[T], file: Path, place: Folders) -> T:
    """What the user gave this song."""
    with closing(KeyStore(place.cache / "keys.sqlite")) as keys:
        value, problem = kept.load(keys.key(file))
    if problem:
        say(problem)
    return value


def _takes(names: list[str], file: Path, place: Folders) -> tuple[TakePart, ...]:
    """The takes of this song that are called so; muted ones are heard if they are named."""
    if not names:
        return ()
    kept = kept_takes(place.data)
    with closing(KeyStore(place.cache / "keys.sqlite")) as keys:
        key = keys.key(file)
    takes, problem = kept.load(key)
    if problem:
        say(problem)
    there = {each.name: each for each in takes if not each.deleted}
    unknown = [name for name in names if name not in there and name != "all"]
    if unknown:
        known = ", ".join(there) or "none"
        raise MinusOneError(f"This song has no take {unknown[0]!r}.", f"Its takes: {known}.")
    wanted = there.values() if "all" in names else (replace(there[n], mute=False) for n in names)
    return parts(tuple(wanted), kept.audio(key))


def _tell_missing(sections: Sections, stems: StemReader) -> None:
    known = {*stems.entry.stems, ACCOMPANIMENT}
    missing = sorted({each.stem for each in sections} - known)
    if missing:
        say(f"These stems are not made, and their sections are left out: {', '.join(missing)}.")


def _stems(file: Path, place: Folders, settings: Settings) -> StemReader:
    with main_loop() as loop, stem_maker(place, settings, loop) as maker:
        folder, _ = maker.make(file, 0, None)
    return StemReader(folder)


@dataclass(frozen=True)
class _Way:
    """What is done with the song."""

    mix: Mix
    filters: tuple[LiveFilter, ...]
    sections: tuple[Section, ...]
    sound: SoundWishes
    takes: tuple[TakePart, ...]
    tempo: Tempo


def _render(file: Path, output: Path, way: _Way, stems: StemReader | None) -> None:
    track = Track(TrackId(0), str(file), file.stem, gains=read_tags(file).gains)
    gain = way.sound.replay_gain.factor(track, in_album=False)
    song = OfflineMix(file, way.mix, way.filters, stems, gain, way.sections, way.takes)
    master = Master()
    master.equaliser.set(way.sound.curve)
    try:
        with sound_files([output]) as (written,):
            heard = OfflineTempo(song, way.tempo)
            for mixed in heard.blocks():
                master.process(mixed, raised=heard.raised)
                written.write(mixed)
    finally:
        song.close()
