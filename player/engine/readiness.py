"""Whether what is to be heard next is there: all blocks, and the stems that the mix asks for."""

from player.base.units import Frames
from player.engine.deck import BLOCK, Deck
from player.engine.head import Head
from player.engine.looping import Looping
from player.engine.song_mixing import SongMixing
from player.engine.stretch.route import Route
from player.stemfile.cell_map import CellState


class Readiness:
    """Looks at decks, and never waits."""

    def __init__(self, route: Route, looping: Looping, mixing: SongMixing) -> None:
        self._route = route
        self._looping = looping
        self._mixing = mixing

    def to_land(self, jump: Head) -> bool:
        """Whether all is there that is heard in the first buffer after a jump."""
        deck, run_up = jump.deck, self.run_up(jump)
        if not deck.ready(jump.position):
            return False
        if self._route.straight:
            return True
        # At its own tempo a song is given what comes later in time; here all is asked for at once.
        stop = min(jump.position + self._route.needs(BLOCK), deck.length or 0)
        first, last = (jump.position - run_up) // BLOCK, -(-stop // BLOCK)
        return all(deck.block(index) is not None for index in range(first, last))

    def run_up(self, jump: Head) -> Frames:
        """How many frames before its place a jump begins, unheard."""
        return 0 if jump.deck.length is None else min(self._route.run_up, jump.position)

    def to_begin(self, following: Deck, count: Frames) -> bool:
        """Whether the next song can begin, and go on for `count` frames at a changed tempo."""
        start = following.song.start
        if not following.ready(start) or self._route.straight:
            return following.ready(start)
        blocks = _blocks(following, start, start + count)
        return all(following.block(index) is not None for index in blocks)

    def to_sound(self, head: Head, count: Frames, following: Deck | None) -> bool:
        """Whether all blocks from the head on are there, with final stems if the mix needs them."""
        deck = head.deck
        if head.ended:
            return following is None or following.failed or self.to_begin(following, count)
        parts = self._looping.parts(head, count)
        blocks = [deck.block(index) for part in parts for index in _blocks(deck, *part)]
        takes = (deck.takes.has(index) for part in parts for index in _blocks(deck, *part))
        if deck.attaching or any(block is None for block in blocks) or not all(takes):
            return False
        if not any(self._mixing.asks_for_stems(deck, *part) for part in parts):
            return True
        return all(block is not None and block.state == CellState.FINAL for block in blocks)


def _blocks(deck: Deck, start: Frames, stop: Frames) -> range:
    """The blocks from start to stop, and those that live filters look ahead at."""
    ahead = stop + 2 * BLOCK
    last = ahead if deck.length is None else min(ahead, deck.length)
    return range(start // BLOCK, -(-last // BLOCK))
