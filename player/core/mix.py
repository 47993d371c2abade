"""The mixer's state: a strip for each stem, and the gains that follow from all strips together."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from player.base.events import Event
from player.base.units import Decibels, StemName, linear
from player.base.values import dataclass
from player.engine.protocol import Mix, StemGain

SILENT: Decibels = -60.0
"""The fader's lowest place, which is silence."""
LOUDEST: Decibels = 12.0

VOCALS = StemName("vocals")
ACCOMPANIMENT = StemName("accompaniment")
TWO_STEMS = (VOCALS, ACCOMPANIMENT)


@dataclass(frozen=True)
class Strip:
    """One stem's controls; a new strip changes nothing in the sound."""

    stem: StemName
    gain: Decibels = 0.0
    pan: float = 0.0
    """-1 is left, 1 is right. The far side is turned down; the near side is never raised."""
    mute: bool = False
    solo: bool = False


@dataclass(frozen=True)
class Preset:
    """A named set of mutes."""

    name: str
    muted: frozenset[StemName] = frozenset()
    only: StemName | None = None
    """Mutes all but this one, whatever the song's stems are."""

    def mutes(self, stem: StemName) -> bool:
        """Whether this stem is silent."""
        return stem in self.muted or self.only not in (None, stem)


PRESETS = (
    Preset("Original"),
    Preset("Karaoke", muted=frozenset({VOCALS})),
    Preset("A cappella", only=VOCALS),
)


@dataclass(frozen=True)
class Instead:
    """What is heard in place of the mix; the strips stay where they are."""

    gains: tuple[StemGain, ...] = ()
    trim: float = 1.0
    """Linear, on top of the master volume."""


def gains(strips: tuple[Strip, ...]) -> tuple[StemGain, ...]:
    """What each stem is multiplied with; exactly 1.0 for a strip at its place."""
    any_solo = any(strip.solo for strip in strips)
    return tuple(
        _gain(strip, audible=strip.solo if any_solo else not strip.mute) for strip in strips
    )


def _gain(strip: Strip, *, audible: bool) -> StemGain:
    level = linear(strip.gain) if audible and strip.gain > SILENT else 0.0
    return StemGain(
        strip.stem, level * min(1.0, 1.0 - strip.pan), level * min(1.0, 1.0 + strip.pan)
    )


class MixController:
    """Holds the strips; every change is announced at once."""

    def __init__(self, stems: tuple[StemName, ...] = TWO_STEMS) -> None:
        self.strips = tuple(Strip(stem) for stem in stems)
        self._aside: dict[StemName, Strip] = {}
        """Strips of stems that the song at hand does not have, as they were left."""
        self.volume = 1.0
        """Master volume, linear, 0 to 1."""
        self.instead: Instead | None = None
        self.changed: Event[[]] = Event()
        self.stems_changed: Event[[]] = Event()
        """Other strips; emitted before `changed`."""

    @property
    def neutral(self) -> bool:
        """Whether the untouched song is asked for (whatever the master volume)."""
        return all(gain.left == gain.right == 1.0 for gain in gains(self.strips))

    @property
    def heard(self) -> Mix:
        """What the engine is to do."""
        if self.instead is None:
            return Mix(gains(self.strips), self.volume)
        return Mix(self.instead.gains, self.volume * self.instead.trim, sections=False)

    def hear(self, instead: Instead | None) -> None:
        """Have this heard in place of the mix; None: the mix again."""
        self.instead = instead
        self.changed.emit()

    @property
    def preset(self) -> Preset | None:
        """The preset that the strips stand at, if any."""
        plain = all(s.gain == 0 and s.pan == 0 and not s.solo for s in self.strips)
        return next((p for p in PRESETS if plain and self._stands_at(p)), None)

    @property
    def stems(self) -> tuple[StemName, ...]:
        """The strips' stems, in their order."""
        return tuple(strip.stem for strip in self.strips)

    @property
    def remembered(self) -> tuple[Strip, ...]:
        """The strips, and those of stems that the song at hand does not have."""
        here = {strip.stem: strip for strip in self.strips}
        return tuple((self._aside | here).values())

    def recall(self, strips: Iterable[Strip]) -> None:
        """Have these strips, now or as soon as a song has such stems."""
        known = {strip.stem: strip for strip in strips}
        self._aside |= known
        self.strips = tuple(known.get(strip.stem, strip) for strip in self.strips)
        self.changed.emit()

    def set_stems(self, stems: tuple[StemName, ...]) -> None:
        """Have a strip for each of these stems; those that there were ever stay as they were.

        What is new was part of the remainder until now, and begins as that stands.
        """
        if stems == self.stems:
            return
        rest = self.strips[-1]
        known = self._aside | {strip.stem: strip for strip in self.strips}
        inherited = {} if rest.stem in stems else asdict(rest)
        self.strips = tuple(
            known[stem] if stem in known else Strip(**inherited | {"stem": stem}) for stem in stems
        )
        self._aside = known
        self.stems_changed.emit()
        self.changed.emit()

    def strip(self, stem: StemName) -> Strip:
        """The strip of `stem`; KeyError if this song has no such stem."""
        for strip in self.strips:
            if strip.stem == stem:
                return strip
        raise KeyError(stem)

    def set_gain(self, stem: StemName, gain: Decibels) -> None:
        """Move a fader; clipped to the fader's range."""
        self._replace(replace(self.strip(stem), gain=min(max(gain, SILENT), LOUDEST)))

    def set_pan(self, stem: StemName, pan: float) -> None:
        """Turn a pan knob; clipped to -1 to 1."""
        self._replace(replace(self.strip(stem), pan=min(max(pan, -1.0), 1.0)))

    def set_mute(self, stem: StemName, mute: bool) -> None:
        """Silence a stem, or let it sound again."""
        self._replace(replace(self.strip(stem), mute=mute))

    def set_solo(self, stem: StemName, solo: bool) -> None:
        """Hear this stem (and others in solo) alone."""
        self._replace(replace(self.strip(stem), solo=solo))

    def set_volume(self, volume: float) -> None:
        """Set the master volume; clipped to 0 to 1."""
        self.volume = min(max(volume, 0.0), 1.0)
        self.changed.emit()

    def put(self, strips: Iterable[Strip]) -> None:
        """Have these strips, and every other one at its place.

        Those of stems that the song at hand does not have follow as soon as one has them.
        """
        wanted = {strip.stem: strip for strip in strips}
        self.strips = tuple(wanted.get(stem, Strip(stem)) for stem in self.stems)
        self._aside = {stem: strip for stem, strip in wanted.items() if stem not in self.stems}
        self.changed.emit()

    def apply(self, preset: Preset) -> None:
        """Put every strip where the preset says."""
        self.strips = tuple(Strip(s.stem, mute=preset.mutes(s.stem)) for s in self.strips)
        self._aside.clear()
        self.changed.emit()

    def _stands_at(self, preset: Preset) -> bool:
        return all(strip.mute == preset.mutes(strip.stem) for strip in self.strips)

    def _replace(self, new: Strip) -> None:
        self.strips = tuple(new if old.stem == new.stem else old for old in self.strips)
        self.changed.emit()
