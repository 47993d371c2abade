"""Takes stems from elsewhere as a song's stems, after a look whether they are this song's."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from player.base.units import CELL, Decibels, Frames, StemName, seconds
from player.base.values import dataclass
from player.decoder.errors import name_of
from player.decoder.opening import open_source
from player.decoder.source import AudioSource
from player.interchange.alignment import Balance
from player.interchange.errors import InterchangeError
from player.interchange.plan import Plan, make_plan
from player.interchange.tracks import Tracks, digest, opened
from player.stemfile.cell_map import CellState
from player.stemfile.entry import Entry, is_complete
from player.stemfile.writer import StemWriter
from player.stems.cache import StemCache
from player.stems.keys import KeyStore
from player.stems.preferred import prefer

LIMIT: Decibels = -10.0
"""Stems that should add up to the song must leave less than this of it."""
_ROUGH: Decibels = -15.0  # what is left is worth a word above this
_LENGTHS: Frames = 22_050  # ... and so is such a difference in length
_WRITTEN = 0.8  # of the work, about; then the stems are encoded
Report = Callable[[float], None]


@dataclass(frozen=True)
class Imported:
    """Stems that were taken over, and how well they lie on the song."""

    folder: Path
    """The finished cache entry."""
    version: str
    stems: tuple[StemName, ...]
    lag: Frames
    """So many frames the first stem came late; this is mended."""
    residual_db: Decibels
    """What is left of the song when all the given stems are taken away."""
    warnings: tuple[str, ...]


def import_stems(
    song: Path,
    source: Path,
    cache: StemCache,
    keys: KeyStore,
    report: Report = lambda _: None,
) -> Imported:
    """Make the stems in `source`, a folder or a stem file, the preferred stems of `song`.

    `report` hears how much is done, 0 to 1; what it raises ends the import, which leaves nothing
    behind. Raises InterchangeError if these are not the stems of this song, AudioFileError if a
    file cannot be read, CacheError if the cache cannot take them. Takes seconds; on any thread.
    """
    version = f"import-{digest(source)}"
    key = keys.key(song)
    folder = cache.folder(key, version)
    with ExitStack() as stack:
        mix = stack.enter_context(closing(open_source(song)))
        brought = stack.enter_context(opened(source))
        own = source.is_file() and song.samefile(source)
        plan = make_plan(mix, brought.tracks, own=own)
        balance = _store(mix, plan, folder, cache, report, own=own)
        prefer(cache, key, version)
        return Imported(
            folder,
            version,
            plan.stems,
            plan.given[0].fit.lag,
            round(balance.residual_db, 1),
            tuple(_warnings(mix, brought, plan, balance)),
        )


def _store(
    mix: AudioSource, plan: Plan, folder: Path, cache: StemCache, report: Report, *, own: bool
) -> Balance:
    entry = Entry(mix.frames or 0, plan.stems, folder.name)
    if is_complete(folder, entry):  # brought once more
        return _passed(mix, plan, None, report)
    writer = cache.open_writer(folder, entry)
    try:
        with closing(writer):
            balance = _passed(mix, plan, writer, report)
            if not own:
                _check(mix, plan, balance)
            writer.mark(0, entry.frames, CellState.FINAL)
            writer.finish()
    except BaseException:
        cache.delete(folder)
        raise
    report(1.0)
    return balance


def _passed(mix: AudioSource, plan: Plan, writer: StemWriter | None, report: Report) -> Balance:
    """Go through the song once: weigh the stems, and write them; none can be heard yet."""
    length, balance = mix.frames or 0, Balance()
    for start in range(0, length, CELL):
        count = min(CELL, length - start)
        song, given = mix.read(start, count), plan.read(start, count)
        balance.add(song, given)
        if writer is not None:
            writer.write(start, plan.stored(song, given))
        report(_WRITTEN * (start + count) / length)
    return balance


def _check(mix: AudioSource, plan: Plan, balance: Balance) -> None:
    limit = LIMIT if plan.complete else 0.0
    if balance.residual_db < limit:
        return
    lengths = "".join(f" {words}" for words in _lengths(mix, plan))
    raise InterchangeError(
        f"These are not the stems of “{name_of(mix.info.location)}”: taking them away leaves"
        f" {balance.residual_db:+.1f} dB of it, and it should be less than {limit:+.0f} dB"
        f" ({_lag(plan)}).{lengths}",
        "A stem may be missing, or they belong to another recording or master of it.",
    )


def _warnings(mix: AudioSource, brought: Tracks, plan: Plan, balance: Balance) -> Iterator[str]:
    for stem in plan.given:
        if stem.source.info.warning:
            yield f"“{stem.name}”: {stem.source.info.warning}"
    yield from _mended(plan)
    yield from _lengths(mix, plan)
    rest = plan.stems[-1]
    if not plan.complete:
        made = next(s for s in plan.stems if s not in {stem.name for stem in plan.given})
        yield f"“{made}” was not among them: it is what the others leave of the song."
    elif balance.residual_db >= _ROUGH:
        why = ", which was mastered after its stems" if brought.mastered else ""
        yield (
            f"The stems do not quite add up to the song{why}: {balance.residual_db:+.1f} dB of it"
            f" are left, and now part of “{rest}”."
        )


def _mended(plan: Plan) -> Iterator[str]:
    """What was wrong with the stems, and is no longer."""
    turned = [f"“{stem.name}”" for stem in plan.given if stem.fit.inverted]
    if turned:
        yield f"Upside down (inverted polarity), and turned: {', '.join(turned)}."
    if len({stem.fit.lag for stem in plan.given}) > 1:
        lags = ", ".join(f"“{stem.name}” {stem.fit.lag:+d}" for stem in plan.given)
        yield f"The stems were not in step, and are now; frames late: {lags}."
    elif plan.given[0].fit.lag:
        yield f"{_lag(plan)[0].upper()}{_lag(plan)[1:]}; this is mended."
    if plan.given[0].gain != 1:
        level = 20 * math.log10(plan.given[0].gain)
        louder = "quieter" if level > 0 else "louder"
        yield f"The stems were {abs(level):.1f} dB {louder} than in the song; this is mended."


def _lengths(mix: AudioSource, plan: Plan) -> Iterator[str]:
    length = mix.frames or 0
    lengths = {stem.name: stem.source.frames or 0 for stem in plan.given}
    other = {name: its for name, its in lengths.items() if abs(its - length) > _LENGTHS}
    if not other:
        return
    told = f"The song lasts {seconds(length):.1f} s"
    if len(other) == len(lengths) and max(other.values()) - min(other.values()) <= _LENGTHS:
        yield f"{told}, the stems {seconds(max(other.values())):.1f} s."
    else:
        names = ", ".join(f"“{name}” {seconds(its):.1f} s" for name, its in other.items())
        yield f"{told}, but {names}."


def _lag(plan: Plan) -> str:
    lag = plan.given[0].fit.lag
    if not lag:
        return "the stems are in step with it"
    late = "late" if lag > 0 else "early"
    return f"the stems came {abs(lag)} frames ({seconds(abs(lag)) * 1000:.1f} ms) too {late}"
