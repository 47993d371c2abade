"""Mixes a place of a song as mix, sections and live filters want it, and says what is heard."""

import time
from collections.abc import Callable
from dataclasses import replace

from player.base.units import Frames, Pcm
from player.engine.deck import BLOCK, Block, Deck
from player.engine.head import Head
from player.engine.live.heard import LiveWish, LiveWishes
from player.engine.meters import Meters
from player.engine.mixer import RAMP, factors
from player.engine.protocol import Event, LiveHeard, Mix, MixHeard, Sounding
from player.engine.sections import NO_SECTIONS, SectionsBySong, SongSections


class SongMixing:
    """What the main thread wants of every song's sound, carried out in the callback.

    Its wishes are one assignment each, which the next buffer sees.
    """

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self.mix = Mix()
        self.hold_loudness = False
        """Whether a mix without some stems is kept as loud as the song."""
        self.live = LiveWishes()
        self.sections = SectionsBySong()
        self.meters = Meters()
        self.sounding = Sounding.ORIGINAL
        self._tell = tell
        self._heard = self.mix
        self._stood_in = self.mix
        self._filtered = 0
        """What the live tier has followed last: a mix, and a row of filters by its serial."""

    def render(
        self, head: Head, block: Block, out: Pcm, *, present: bool, following: Deck | None
    ) -> None:
        """The sound from the head on, which stays in this block; `present`: with its stems."""
        mix, wish = self._at(head), self.live.of(head.deck.song.token)
        head.hearing.around.following = following
        heard = head.hear(block, len(out), mix, wish, present=present)
        out[:] = head.mixer.mix(heard.mix, heard.stems)
        head.cross.apply(out)
        head.hold(out, heard.mix, mix.volume, on=self.hold_loudness)
        head.add_takes(out, mix.volume)
        self.meters.measure(heard.mix, heard.stems, heard.names, mix)
        tier = heard.source.tier
        leaving = tier is Sounding.STEMS and not present
        self._say_what_sounds(Sounding.ORIGINAL if leaving else tier, wish)

    def stretch(
        self, head: Head, block: Block, loop: tuple[Frames, Frames] | None
    ) -> tuple[Frames, bool]:
        """How far one set of factors holds from the head on, and whether the stems are in it.

        It ends with the block, with a section, and with the round of a loop. Before a block whose
        stems are missing, the stems leave one ramp early.
        """
        count, present = _in_block(head, block, loop)
        return self._sections(head.deck).until_edge(head.position, count), present

    def asks_for_stems(self, deck: Deck, start: Frames, stop: Frames) -> bool:
        """Whether the original does not do from start to stop."""
        levels = set(self._sections(deck).within(start, stop))
        mixes = (replace(self.mix, levels=each) for each in levels)
        return any(factors(mix, deck.stems, present=True)[1:].any() for mix in mixes)

    def _sections(self, deck: Deck) -> SongSections:
        return self.sections.of(deck.song.token) if self.mix.sections else NO_SECTIONS

    def _at(self, head: Head) -> Mix:
        """The mix with what the song's sections say of this place."""
        levels = self._sections(head.deck).at(head.position)
        return replace(self.mix, levels=levels) if levels else self.mix

    def _say_what_sounds(self, sounding: Sounding, wish: LiveWish) -> None:
        mix, self.sounding = self.mix, sounding
        if sounding is Sounding.STEMS and mix is not self._heard:
            self._heard = mix
            self._tell(MixHeard((time.monotonic() - mix.sent) * 1000))
        if sounding is Sounding.LIVE and mix is not self._stood_in:
            self._stood_in = mix
            self._tell(LiveHeard((time.monotonic() - mix.sent) * 1000))
        if not wish.chain.neutral and wish.chain.serial > self._filtered:
            self._filtered = wish.chain.serial
            if wish.sent:
                self._tell(LiveHeard((time.monotonic() - wish.sent) * 1000))


def _in_block(head: Head, block: Block, loop: tuple[Frames, Frames] | None) -> tuple[Frames, bool]:
    deck, (index, offset) = head.deck, divmod(head.position, BLOCK)
    place, follows = index * BLOCK, index + 1
    end = BLOCK if deck.length is None else min(BLOCK, deck.length - place)
    last = deck.length is not None and place + BLOCK >= deck.length
    if loop is not None and loop[1] - place <= end:
        end, follows, last = loop[1] - place, loop[0] // BLOCK, False
    if block.stems is None:
        return end - offset, False
    after = None if last else deck.block(follows)
    if last or (after is not None and after.stems is not None):
        return end - offset, True
    edge = end - RAMP
    return (edge - offset, True) if offset < edge else (end - offset, False)
