"""What is heard at a playhead before the mixer: the original, a stand-in or stems, filtered."""

from dataclasses import field

from player.base.units import Frames, Pcm, StemName
from player.base.values import dataclass
from player.engine.deck import BLOCK, Block, Deck
from player.engine.live.around import DeckAround, StemSet
from player.engine.live.chain import Chain
from player.engine.live.stage import LiveStage, Parts
from player.engine.mixer import factors
from player.engine.protocol import Mix, SetLive, Sounding

_SONGS = 16
"""More than can be loaded at a time."""
STAND_IN = (StemName("vocals"), StemName("accompaniment"))


@dataclass(frozen=True)
class LiveWish:
    """What is asked of the live tier. `sent` is the time of the user's command."""

    chain: Chain = field(default_factory=Chain)
    stand_in: bool = False
    """Whether muted vocals go at once, where they are not separated yet."""
    sent: float = 0.0


class LiveWishes:
    """The filters for all songs, and those that a song has of its own."""

    def __init__(self) -> None:
        self._common = LiveWish()
        self._songs: dict[int, LiveWish] = {}

    def set(self, wanted: SetLive) -> None:
        """Take over a command; what was said of the songs before the last few is forgotten."""
        wish = LiveWish(Chain(wanted.filters), wanted.stand_in, wanted.sent)
        if wanted.token is None:
            self._common = wish
            return
        others = [item for item in self._songs.items() if item[0] != wanted.token]
        self._songs = dict([*others[1 - _SONGS :], (wanted.token, wish)])

    def of(self, token: int) -> LiveWish:
        """What is wanted for this song."""
        return self._songs.get(token, self._common)


@dataclass(frozen=True)
class Source:
    """Where the sound comes from, and through which filters."""

    tier: Sounding
    chain: Chain
    stems: StemSet | None = None

    @property
    def names(self) -> tuple[StemName, ...]:
        """All stems that the mixer has to do with."""
        if self.tier is Sounding.LIVE:
            return STAND_IN
        return () if self.stems is None else self.stems.names

    def has_strips_of(self, other: "Source") -> bool:
        """Whether the mixer's gains for this are gains for the other as well."""
        if Sounding.ORIGINAL in (self.tier, other.tier):
            return True
        takes = [source.stems and source.stems.take for source in (self, other)]
        return self.tier is other.tier and takes[0] == takes[1]


@dataclass(frozen=True)
class Heard:
    """What the mixer is given: the song (n, 2), and its stored stems (stored, n, 2) if any."""

    mix: Pcm
    stems: Parts | None
    source: Source

    @property
    def names(self) -> tuple[StemName, ...]:
        """All stems of the song, the one that is not stored last."""
        return self.source.names


class Hearing:
    """One playhead's ears."""

    def __init__(self, deck: Deck) -> None:
        self.around = DeckAround(deck)
        self._stage: LiveStage[StemSet] = LiveStage(self.around)

    def follow(self, following: Deck) -> None:
        """Go over to the next song without a gap."""
        self.around = self.around.then(following)
        self._stage = LiveStage(self.around)

    def go_back(self) -> None:
        """Go on somewhere else in the song; what was made ahead of here is not needed soon."""
        self._stage = LiveStage(self.around)

    def source(
        self, block: Block, wish: LiveWish, mix: Mix, *, present: bool, standing_in: bool
    ) -> Source:
        """What shall be heard. `present`: the stems are wanted and there.

        `standing_in`: a stand-in sounds so far, and cannot go without a fade.
        """
        stems = None if block.stems is None else StemSet.of(block)
        if not present and (standing_in or (wish.stand_in and self._helps(mix))):
            return Source(Sounding.LIVE, wish.chain)
        tier = Sounding.ORIGINAL if stems is None else Sounding.STEMS
        return Source(tier, wish.chain, stems)

    def at(self, source: Source, block: Block, position: Frames, count: Frames) -> Heard:
        """The sound from a place in this block, as it goes on within it."""
        offset = position % BLOCK
        until = offset + count
        stems = None if block.stems is None else block.stems[:, offset:until]
        return self._filtered(source, block.mix[offset:until], stems, position)

    def next(self, source: Source, position: Frames, count: Frames) -> Heard | None:
        """What would be heard from here if nothing changed; None if it is not all there."""
        stop = position + count
        mix, whole = self.around.mix(position, stop)
        if not whole:
            return None
        stems = None
        if source.stems is not None:
            if not self.around.has(source.stems, position, stop):
                return None
            stems = self.around.stems(source.stems, position, stop)
        return self._filtered(source, mix, stems, position)

    def _filtered(self, source: Source, mix: Pcm, stems: Parts | None, start: Frames) -> Heard:
        chain, stop = source.chain, start + len(mix)
        if not chain.neutral:
            mix = mix + self._stage.mix(chain, start, stop)
        if source.tier is Sounding.LIVE:
            stems = self._stage.voice(chain, start, stop)
        elif stems is not None and source.stems is not None and not chain.neutral:
            stems = stems + self._stage.stems(chain, source.stems, start, stop)
        return Heard(mix, stems, source)

    def _helps(self, mix: Mix) -> bool:
        """Whether a stand-in for the vocals makes a difference here."""
        return bool(factors(mix, STAND_IN, present=True)[1].any()) and self.around.wide
