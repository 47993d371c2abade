"""What the user wants of the sound as a whole: loudness, cross-fade, equaliser."""

from dataclasses import field, replace

from player.base.events import Event
from player.base.settings import Settings
from player.base.units import Seconds
from player.base.values import dataclass
from player.core.replay_gain import GainMode, ReplayGain
from player.engine.protocol import Curve


@dataclass(frozen=True)
class SoundWishes:
    """All of it; as it stands here, every sample of a file is played as it is."""

    replay_gain: ReplayGain = field(default_factory=ReplayGain)
    measure: bool = True
    """Whether songs are measured whose tags do not say how loud they are."""
    cross_fade: Seconds = 0.0
    """How long songs that are not an album in its order overlap."""
    hold_loudness: bool = False
    """Whether a mix without some stems is kept as loud as the song."""
    curve: Curve = field(default_factory=Curve)


class Sound:
    """Holds the wishes; main thread only."""

    def __init__(self, wishes: SoundWishes | None = None) -> None:
        self.wishes = wishes or SoundWishes()
        self.changed: Event[[]] = Event()
        self._released = False

    @property
    def holds(self) -> bool:
        """Whether a mix without some stems is kept as loud as the song now."""
        return self.wishes.hold_loudness and not self._released

    def release(self, on: bool) -> None:
        """Leave every mix as loud as it is, whatever is wished; or do as is wished again."""
        if on != self._released:
            self._released = on
            self.changed.emit()

    def set(self, wishes: SoundWishes) -> None:
        """Want this from now on."""
        if wishes != self.wishes:
            self.wishes = wishes
            self.changed.emit()

    def set_replay_gain(self, wanted: ReplayGain) -> None:
        """Change the loudness of songs."""
        self.set(replace(self.wishes, replay_gain=wanted))

    def set_measure(self, on: bool) -> None:
        """Measure songs whose tags do not say how loud they are, or not."""
        self.set(replace(self.wishes, measure=on))

    def set_cross_fade(self, time: Seconds) -> None:
        """Let songs overlap this long; 0 is gapless."""
        self.set(replace(self.wishes, cross_fade=time))

    def set_hold_loudness(self, on: bool) -> None:
        """Keep a mix without some stems as loud as the song, or not."""
        self.set(replace(self.wishes, hold_loudness=on))

    def set_curve(self, curve: Curve) -> None:
        """Move the equaliser."""
        self.set(replace(self.wishes, curve=curve))


def wishes_of(settings: Settings, curve: Curve) -> SoundWishes:
    """What the settings say, with the equaliser's curve, which is kept with its presets."""
    return SoundWishes(
        ReplayGain(
            GainMode(settings.replay_gain),
            settings.replay_gain_preamp,
            settings.replay_gain_untagged,
        ),
        settings.measure_loudness,
        settings.cross_fade,
        settings.hold_loudness,
        curve,
    )


def settings_of(wishes: SoundWishes) -> dict[str, str | float | bool]:
    """What to set for these wishes, but for the curve."""
    return {
        "replay_gain": wishes.replay_gain.mode.value,
        "replay_gain_preamp": wishes.replay_gain.preamp,
        "replay_gain_untagged": wishes.replay_gain.untagged,
        "measure_loudness": wishes.measure,
        "cross_fade": wishes.cross_fade,
        "hold_loudness": wishes.hold_loudness,
    }
