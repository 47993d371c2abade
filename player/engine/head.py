"""A place in a song from which sound is taken: what is mixed there, and how loud."""

from dataclasses import dataclass, field, replace

import numpy as np

from player.base.units import Frames, Pcm, StemName
from player.engine.deck import Block, Deck
from player.engine.fades import CrossFade
from player.engine.held_loudness import HeldLoudness
from player.engine.lead import Lead
from player.engine.live.heard import Heard, Hearing, LiveWish, Source
from player.engine.mixer import RAMP, Mixer, factors
from player.engine.protocol import Mix, Sounding
from player.engine.takes import TakeMixer


@dataclass
class Head:
    """A place in a song from which sound is taken."""

    deck: Deck
    position: Frames
    mixer: Mixer = field(default_factory=Mixer)
    cross: CrossFade = field(default_factory=CrossFade)
    """From another sound of the same place: other stems, other filters."""
    held: HeldLoudness = field(default_factory=HeldLoudness)
    takes: TakeMixer = field(default_factory=TakeMixer)
    index: int = -1
    block: Block | None = None
    """What was heard last, and its number."""
    source: Source | None = None
    """Where it came from."""
    lead: Lead = field(default_factory=Lead)
    """The silence before the song goes on, if it is counted in."""

    def __post_init__(self) -> None:
        self.hearing = Hearing(self.deck)

    @property
    def ended(self) -> bool:
        """Whether the song is over here."""
        return self.deck.length is not None and self.position >= self.deck.length

    @property
    def left(self) -> Frames | None:
        """Frames until the song is over; None for a stream."""
        return None if self.deck.length is None else max(0, self.deck.length - self.position)

    @property
    def sounds_from(self) -> Frames:
        """The first frame that will be heard: in a count-in, the one that it fades in from."""
        return self.position - self.lead.rise if self.lead.silence else self.position

    @property
    def raised(self) -> bool:
        """Whether the sound may be louder than the song's own."""
        filtered = self.source is not None and not self.source.chain.neutral
        more = filtered or self.takes.sounding
        return self.mixer.raised or self.held.gain != 1.0 or more

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

    def add_takes(self, out: Pcm, volume: float) -> None:
        """Add what was recorded over this place; bit for bit the same where nothing was."""
        self.takes.add(out, self.deck.takes, self.position, volume * self.deck.song.gain)

    def fetch(self, index: int) -> Block | None:
        """Block `index`; one with stems stays what it is while it is heard."""
        if index == self.index and self.block is not None and self.block.stems is not None:
            return self.block
        return self.deck.block(index)

    def enter(self, index: int, block: Block) -> None:
        """Go on with this block."""
        self.index, self.block = index, block
        self.hearing.around.enter(index, block)

    def follow(self, following: Deck) -> None:
        """Go over to the next song without a gap."""
        self.hearing.follow(following)
        self.deck, self.position = following, following.song.start
        self.index, self.block, self.source = -1, None, None
        self.takes = TakeMixer()

    def go_back(self, position: Frames) -> None:
        """Go on from an earlier frame of the song without a fade."""
        self.position, self.index, self.block = position, -1, None
        self.hearing.go_back()

    def hear(
        self, block: Block, count: Frames, mix: Mix, wish: LiveWish, *, present: bool
    ) -> Heard:
        """The sound from here in this block, in a fade if it is another than was heard so far."""
        old = self.source
        standing_in = old is not None and old.tier is Sounding.LIVE and not self.mixer.plain
        new = self.hearing.source(block, wish, mix, present=present, standing_in=standing_in)
        present = present or (new.tier is Sounding.LIVE and wish.stand_in)
        if old is not None and old != new and not self._ramps(old, new):
            self._fade(old)
            if not old.has_strips_of(new):
                self.mixer = Mixer()
                self.aim(mix, new.names, present=present)
                self.mixer.jump()
        self.source = new
        self.aim(mix, new.names, present=present)
        if self.mixer.fresh:
            self.mixer.jump()
        return self.hearing.at(new, block, self.position, count)

    def _ramps(self, old: Source, new: Source) -> bool:
        """Whether the mixer's own ramp is all that it takes to go over."""
        plain = self.mixer.plain or Sounding.ORIGINAL in (old.tier, new.tier)
        return plain and old.chain is new.chain

    def _fade(self, old: Source) -> None:
        """Let what was heard so far fade out under what comes."""
        going = self.hearing.next(old, self.position, RAMP)
        if going is not None:
            tail = replace(self.mixer).mix(going.mix, going.stems)
            self.cross.apply(tail)
            self.cross.begin(tail)
