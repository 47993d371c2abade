"""A place in a song from which sound is taken: what is mixed there, and how loud."""

from dataclasses import dataclass, field, replace

import numpy as np

from player.base.units import Frames, Pcm, StemName
from player.engine.deck import Block, Deck
from player.engine.fades import CrossFade
from player.engine.held_loudness import HeldLoudness
from player.engine.mixer import RAMP, Mixer, factors
from player.engine.protocol import Mix


@dataclass
class Head:
    """A place in a song from which sound is taken."""

    deck: Deck
    position: Frames
    mixer: Mixer = field(default_factory=Mixer)
    cross: CrossFade = field(default_factory=CrossFade)
    """From other stems of the same place."""
    held: HeldLoudness = field(default_factory=HeldLoudness)
    index: int = -1
    block: Block | None = None
    """What was heard last, and its number."""

    @property
    def ended(self) -> bool:
        """Whether the song is over here."""
        return self.deck.length is not None and self.position >= self.deck.length

    @property
    def left(self) -> Frames | None:
        """Frames until the song is over; None for a stream."""
        return None if self.deck.length is None else max(0, self.deck.length - self.position)

    @property
    def raised(self) -> bool:
        """Whether the sound may be louder than the song's own."""
        gains = (self.mixer.now[0], self.mixer.target[0])
        return not self.mixer.plain or self.held.gain != 1.0 or bool(np.max(gains) > 1)

    def aim(self, mix: Mix, names: tuple[StemName, ...], *, present: bool) -> None:
        """Ramp to this mix, with the song's own gain."""
        gain = np.float32(self.deck.song.gain)
        self.mixer.aim(factors(mix, names, present=present) * gain)

    def hold(self, out: Pcm, original: Pcm, volume: float, *, on: bool) -> None:
        """Keep `out` as loud as the song would be with all its stems."""
        if on and not self.mixer.plain:
            self.held.hold(out, original * np.float32(volume * self.deck.song.gain))
        else:
            self.held.leave(out)

    def fetch(self, index: int) -> Block | None:
        """Block `index`; one with stems stays what it is while it is heard."""
        if index == self.index and self.block is not None and self.block.stems is not None:
            return self.block
        return self.deck.block(index)

    def enter(self, index: int, block: Block, offset: Frames, mix: Mix) -> None:
        """Go on with this block, in a fade if its stems are others than were heard so far."""
        last, self.index, self.block = self.block, index, block
        if block.stems is None or last is None or last.version == block.version:
            return
        if last.stems is None or self.mixer.plain:
            return
        old = block.before
        if old is not None and old.version == last.version and old.stems is not None:
            end = offset + RAMP
            self.cross.begin(replace(self.mixer).mix(old.mix[offset:end], old.stems[:, offset:end]))
        if last.take != block.take:
            self.mixer = Mixer()
            self.aim(mix, block.names, present=True)
            self.mixer.jump()
