"""The loop that a playhead goes round in: to the frame, in the middle of a buffer."""

from player.base.units import Frames
from player.engine.deck import Deck
from player.engine.head import Head
from player.engine.live.around import KEPT
from player.engine.protocol import Loop


class Looping:
    """What is to be played again and again. `loop` is one assignment of the main thread."""

    def __init__(self) -> None:
        self.loop: Loop | None = None

    def of(self, deck: Deck) -> tuple[Frames, Frames] | None:
        """Start and stop of this song's loop, as far as the song goes; None if there is none."""
        loop = self.loop
        if loop is None or loop.token != deck.song.token or deck.length is None:
            return None
        stop = min(loop.stop, deck.length)
        return None if loop.start >= stop else (loop.start, stop)

    def ahead(self, head: Head) -> tuple[Frames, Frames] | None:
        """Start and stop of the loop whose stop this head comes to; None behind it."""
        found = self.of(head.deck)
        return None if found is None or head.position >= found[1] else found

    def focus(self, deck: Deck) -> tuple[Frames, ...]:
        """What has to be ready for the next round, with what live filters look back at."""
        found = self.of(deck)
        return () if found is None else (max(0, found[0] - KEPT),)

    def parts(self, head: Head, count: Frames) -> list[tuple[Frames, Frames]]:
        """From where to where in the song the next `count` frames lead, from one round to another.

        A round that begins reaches back to what live filters look at.
        """
        found, stop = self.ahead(head), head.position + count
        if found is None or stop < found[1]:
            return [(head.sounds_from, stop)]
        start, end = found
        again = start + min(stop - end, end - start)
        return [(head.sounds_from, end), (max(0, start - KEPT), again)]
