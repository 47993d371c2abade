"""The transport: one callback, one clock. Asked for frames, it gives what the listener hears next.

`render` runs on the output's thread. Commands come from the engine's main thread; each is one
assignment that the next `render` sees, so neither ever waits for the other.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from player.base.units import CHANNELS, Frames, Pcm
from player.engine.click import COUNTED_IN, ClickTrack
from player.engine.deck import BLOCK, Deck
from player.engine.fades import CrossFade, Gate
from player.engine.head import Head
from player.engine.held_loudness import HeldLoudness
from player.engine.lead import Lead
from player.engine.looping import Looping
from player.engine.master import Master
from player.engine.mixer import RAMP
from player.engine.protocol import (
    CountIn,
    Ended,
    Event,
    Loop,
    Looped,
    Started,
)
from player.engine.readiness import Readiness
from player.engine.song_fade import SongFade
from player.engine.song_mixing import SongMixing
from player.engine.spans import Span, Spans
from player.engine.stretch.route import Route
from player.engine.stretch.tape import Piece


@dataclass
class Leaving:
    """A song that fades out under the next one."""

    head: Head
    fade: SongFade


class Transport:
    """What plays, and where."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self.mixing = SongMixing(tell)
        """How it is mixed, and what is heard of it."""
        self.master = Master()
        self.playing = False
        self.starved = 0
        """How many buffers had to be left (partly) silent because no sound was ready."""
        self.click = ClickTrack()
        self.next_round: Callable[[], object] | None = None
        """To be done when the loop next goes back to its start."""
        self._looping = Looping()
        self._counting: CountIn | None = None
        """What is to come before the song goes on, once."""
        self.spans: tuple[Span, ...] = ()
        """What of which song is heard in the buffer that `render` gave last."""
        self.route = Route()
        """From the songs to the output: where tempo and key are."""
        self._tell = tell
        self._head: Head | None = None
        self._jump: Head | None = None
        self._next: Deck | None = None
        self._leaving: Leaving | None = None
        self._gate = Gate()
        self._cross = CrossFade()
        self._stopping = False
        self._sounding = False
        self._closing: list[Deck] = []
        self._pulled = Spans()
        self._begun: list[tuple[Frames, int]] = []
        self._over = False
        """What the last pull gave: spans, songs that begin in it, whether nothing follows."""
        self._readiness = Readiness(self.route, self._looping, self.mixing)

    # -- commands, on the main thread

    def load(self, deck: Deck, *, play: bool) -> None:
        """Go over to another song as soon as it can be heard."""
        jump, self._jump = self._jump, Head(deck, deck.song.start)
        if jump is not None and jump.deck is not self.current:
            self._closing.append(jump.deck)
        self.preload(None)
        if play:
            self._start()

    def preload(self, deck: Deck | None) -> None:
        """Have a song follow the current one."""
        before, self._next = self._next, deck
        if before is not None:
            self._closing.append(before)

    def play(self, count_in: CountIn | None = None) -> None:
        """Go on from where the head is, after a count-in."""
        self._counting = count_in or CountIn()
        if self._counting.frames and not self.route.straight:
            self.seek(self.position)  # what was read ahead comes after the count-in
        live = self.target.live if self.target is not None and not self.playing else None
        if live is not None:
            self.seek(live)  # a stream went on while it was held
        self._start()

    def pause(self) -> None:
        """Hold, after a short fade."""
        if self._sounding:
            self._gate.closing = self.playing
        else:
            self.playing = False

    def stop(self) -> None:
        """Let go of everything, after a short fade."""
        self.pause()
        self._stopping = True

    def clear(self) -> None:
        """Let go of everything now."""
        self.playing = self._stopping = self._sounding = False
        for head in (self._head, self._jump):
            if head is not None:
                self._closing.append(head.deck)
        self._head = self._jump = None
        self._let_go()
        self.preload(None)
        self._gate, self._cross = Gate(), CrossFade()
        self.route.jump(0)
        self.click.reset()
        self.master.reset()

    def seek(self, position: Frames) -> None:
        """Go to a frame of the song that plays, or is about to."""
        deck = self.target
        if deck is not None:
            top = position if deck.length is None else min(position, deck.length)
            self._jump = Head(deck, max(0, top))
            self._focus(self._head)

    def set_loop(self, loop: Loop | None) -> None:
        """Go round in this loop; from behind it, go to its start."""
        self._looping.loop = loop
        deck = self.target
        found = None if deck is None else self._looping.of(deck)
        head = self._jump or self._head
        if found is not None and head is not None and head.position >= found[1]:
            self.seek(found[0] if self.position >= found[1] else self.position)

    def collect(self) -> None:
        """Close the decks that no callback uses any more."""
        if self._stopping and not self.playing:
            self.clear()
        while self._closing:
            self._closing.pop().close()

    # -- what there is

    @property
    def current(self) -> Deck | None:
        """The song that sounds."""
        return self._head.deck if self._head is not None else None

    @property
    def target(self) -> Deck | None:
        """The song that sounds, or the one that is about to."""
        return self._jump.deck if self._jump is not None else self.current

    @property
    def position(self) -> Frames:
        """Where the playhead is, or is about to be."""
        heard = self.route.song() if self._jump is None else None
        if heard is not None:
            return round(heard[1])
        head = self._jump or self._head
        return head.position if head is not None else 0

    @property
    def jumping(self) -> bool:
        """Whether it is about to go to another place."""
        return self._jump is not None

    @property
    def loop(self) -> Loop | None:
        """What is gone round in."""
        return self._looping.loop

    @property
    def token(self) -> int:
        """The song that the position belongs to; 0 if there is none."""
        heard = self.route.song() if self._jump is None else None
        if heard is not None:
            return heard[0]
        return self.target.song.token if self.target is not None else 0

    def deck(self, token: int) -> Deck | None:
        """The deck with this token, if it is still in use."""
        leaving = self._leaving.head.deck if self._leaving is not None else None
        known = (self.current, self.target, self._next, leaving)
        return next((d for d in known if d is not None and d.song.token == token), None)

    def drop(self, token: int) -> None:
        """Forget a song that cannot be played."""
        if self._next is not None and self._next.song.token == token:
            self.preload(None)
        elif self._jump is not None and self._jump.deck.song.token == token:
            self._closing.append(self._jump.deck)
            self._jump = None
        elif self.current is not None and self.current.song.token == token:
            self.clear()

    def ready(self, count: Frames) -> bool:
        """Whether `count` frames can be rendered with every stem that the mix asks for."""
        count, ready = self.route.needs(count), self._readiness
        self._focus(self._head)
        head, leaving, following = self._head, self._leaving, self._next
        if self._jump is not None:
            return ready.to_land(self._jump) and ready.to_sound(self._jump, count, following)
        if not self.playing or head is None:
            return False
        if leaving is not None and not ready.to_sound(leaving.head, count, following):
            return False
        if leaving is None and following is not None and not following.failed:
            near = head.left is not None and head.left <= following.song.fade + count
            round_and_round = self._looping.ahead(head) is not None
            if near and not round_and_round and not ready.to_begin(following, count):
                return False
        return ready.to_sound(head, count, following)

    # -- the callback

    def render(self, count: Frames) -> Pcm:
        """The next frames (n, 2): `count`, fewer at the end of all songs, none while held."""
        began = time.thread_time()
        out = np.zeros((count, CHANNELS), np.float32)
        jump, raised, closing = self._jump, self._raised, self._gate.closing
        self.route.begin()
        if jump is not None and self._readiness.to_land(jump):
            filled = self._land(jump, out)
        elif self.playing and self._head is not None:
            filled = self._flow(self._head, out)
        else:
            filled = 0
        self.spans = self.route.spans
        self._sounding = self.playing and self._head is not None
        self._focus(self._head)
        volume = self.mixing.mix.volume
        clicked = self.click.put_on(out[:filled], self.spans, volume, closing=closing)
        if not self.playing:
            self.click.reset()
        self.master.process(out[:filled], raised=raised or self._raised or clicked)
        self.mixing.meters.measure_sum(out[:filled])
        self.route.spend(time.thread_time() - began, count)
        return out[:filled]

    @property
    def _raised(self) -> bool:
        """Whether something may be louder than the file has it."""
        leaving, head = self._leaving is not None, self._head
        return leaving or self.route.stretching > 0 or (head is not None and head.raised)

    def _start(self) -> None:
        self._gate.closing = self._stopping = False
        self.playing = True

    def _land(self, jump: Head, out: Pcm) -> Frames:
        old = self._head
        fresh = old is None or old.deck is not jump.deck
        if self.playing and old is not None and self._sounding:
            tail = self.route.tail(lambda part: self._rest(old, part))
            self._cross.apply(tail)
            self._cross.begin(tail)
            jump.held = old.held
        elif self.playing:
            self._cross.reset()
        self._head = jump
        if self._jump is jump:
            self._jump = None
        if old is not None and fresh:
            self._closing.append(old.deck)
        if fresh:
            self._gate.reset()
            self._tell(Started(jump.deck.song.token))
        self._let_go()
        run_up = self._readiness.run_up(jump)
        jump.position -= run_up
        self.route.jump(run_up, self._songs)
        return self._flow(jump, out) if self.playing else 0

    def _rest(self, head: Head, out: Pcm) -> Piece:
        """What would come next from a head that is left."""
        return Piece(self._pull_songs(head, out, follow=False))

    def _songs(self, out: Pcm) -> Piece:
        """The next frames of the songs, as they follow each other."""
        self._over = False
        head = self._head
        count = 0 if head is None else self._pull_songs(self._fade_over(head), out)
        begun, self._begun = tuple(self._begun), []
        return Piece(count, self._pulled.take(), begun, self._over)

    def _flow(self, head: Head, out: Pcm) -> Frames:
        """Render the head, with all fades; returns how many frames there are."""
        gate = self._gate
        closing = gate.closing
        counting, self._counting = self._counting, None
        if counting is not None:
            self._count_in(head, counting)
        part = out[: gate.left] if closing else out
        filled = self.route.read(part, self._songs, endless=head.deck.length is None)
        self._cross.apply(part)
        gate.shape(part, closing=closing)
        for token in self.route.begun():
            self._tell(Started(token))
        if self.route.over and self._jump is None:
            self.playing = False
            self._tell(Ended(self._head.deck.song.token if self._head is not None else 0))
        if gate.closing and not gate.left:
            gate.closing = self.playing = False
            self._cross.reset()
        return filled

    def _fade_over(self, head: Head) -> Head:
        """Begin the next song if its fade is due, and let this one leave."""
        following = self._next
        busy = self._jump is not None or self._leaving is not None
        if following is None or following.failed or not head.left or busy:
            return head
        if self._looping.ahead(head) is not None:
            return head
        shortest = min(head.deck.length or 0, following.length or 0) // 2
        if head.left > min(following.song.fade, shortest) or not following.ready(
            following.song.start
        ):
            return head
        self._leaving = Leaving(head, SongFade(head.left))
        held = HeldLoudness(head.held.gain)
        self._head = Head(following, following.song.start, held=held)
        self._next = None
        self._begun.append((0, following.song.token))
        return self._head

    def _let_go(self) -> None:
        leaving, self._leaving = self._leaving, None
        if leaving is not None:
            self._closing.append(leaving.head.deck)

    def _pull_songs(self, head: Head, out: Pcm, *, follow: bool = True) -> Frames:
        """Render the head, and what leaves under it."""
        filled = self._pull(head, out, follow=follow)
        leaving = self._leaving
        if leaving is not None:
            part = out[: min(filled, leaving.fade.left)]
            old = np.zeros_like(part)
            self._pull(leaving.head, old, follow=False)
            leaving.fade.apply(part, old)
            if not leaving.fade.left:
                self._let_go()
        return filled

    def _pull(self, head: Head, out: Pcm, *, follow: bool = True) -> Frames:
        done = 0
        while done < len(out):
            if head.lead.silence:
                done += self._wait(head, out[done:], done, follow=follow)
                continue
            if head.ended:
                if not follow or not self._follow(head, done):
                    return done
                continue
            index = head.position // BLOCK
            block = head.fetch(index)
            if block is None:
                self.starved += 1
                return len(out)
            if block is not head.block:
                head.enter(index, block)
            loop = self._looping.ahead(head)
            count, present = self.mixing.stretch(head, block, loop)
            part = out[done : done + min(count, head.lead.left or count)]
            self.mixing.render(head, block, part, present=present, following=self._next)
            self._place(head, done, len(part), follow=follow)
            if head.lead.left:
                head.lead.fade_in(part)
                head.lead.done += len(part)
            head.position += len(part)
            done += len(part)
            if loop is not None and head.position == loop[1]:
                self._go_round(head, loop[0], follow=follow)
        return done

    def _place(self, head: Head, offset: Frames, count: Frames, *, follow: bool) -> None:
        """Say of what is rendered next which frames it is."""
        if follow and head.lead.left:
            self._pulled.add(Span(offset, count, COUNTED_IN, head.lead.done))
        elif follow:
            self._pulled.add(Span(offset, count, head.deck.song.token, head.position))

    def _go_round(self, head: Head, start: Frames, *, follow: bool) -> None:
        loop = self._looping.loop
        if not head.deck.ready(start):
            if follow:
                self.seek(start)  # sound goes on until the start is there
        elif loop is not None and loop.count_in.frames and follow:
            tail = np.zeros((RAMP, CHANNELS), np.float32)
            self._pull(head, tail, follow=False)
            head.go_back(start)
            self._count_in(head, loop.count_in)
            head.lead.tail.begin(tail)
        else:
            head.go_back(start)
        if follow:
            turn, self.next_round = self.next_round, None
            if turn is not None:
                turn()
            self._tell(Looped(head.deck.song.token))

    def _count_in(self, head: Head, count_in: CountIn) -> None:
        if head.lead.left and not head.lead.silence:
            head.go_back(head.position + head.lead.left)  # it was rising already
        head.lead = Lead.before(head.position, count_in.frames)
        self.click.count_in(count_in.beats)

    def _wait(self, head: Head, out: Pcm, offset: Frames, *, follow: bool) -> Frames:
        """Let the silence of a count-in pass; returns how much of it."""
        lead = head.lead
        count = min(len(out), lead.silence)
        lead.ring(out[:count])
        self._place(head, offset, count, follow=follow)
        lead.done += count
        if not lead.silence:
            before = head.position - lead.rise
            if head.deck.block(before // BLOCK) is None:
                lead.rise = 0
            head.go_back(head.position - lead.rise)
        return count

    def _follow(self, head: Head, offset: Frames) -> bool:
        """Go over to the next song in the middle of a buffer; whether one was ready."""
        following = self._next
        if following is not None and not following.failed:
            if not following.ready(following.song.start):
                return False
            self._closing.append(head.deck)
            head.follow(following)
            self._next = None
            self._begun.append((offset, following.song.token))
            return True
        self._over = True
        return False

    def _focus(self, head: Head | None) -> None:
        jump, leaving = self._jump, self._leaving
        if leaving is not None:
            leaving.head.deck.focus(leaving.head.position)
        if jump is not None:
            loop = self._looping.focus(jump.deck)
            both = head is not None and head.deck is jump.deck
            here = (head.sounds_from,) if head is not None and both else ()
            jump.deck.focus(jump.position - self._readiness.run_up(jump), *here, *loop)
            if both:
                return
        if head is not None:
            head.deck.focus(head.sounds_from, *self._looping.focus(head.deck))
