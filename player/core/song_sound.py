"""Tells the engine how loud each song is and how it begins, and what all of them go through."""

from dataclasses import replace

from player.base.units import Frames, frames
from player.core.queue import Queue
from player.core.replay_gain import GainMode, goes_on
from player.core.sound import Sound
from player.core.track import Track
from player.engine import protocol
from player.engine.client import EngineClient


class SongSound:
    """Answers by the order of the queue as it is at that moment. Main thread only."""

    def __init__(self, engine: EngineClient, queue: Queue, sound: Sound) -> None:
        self._engine = engine
        self._queue = queue
        self._sound = sound
        self._given: dict[int, protocol.Song] = {}
        self._curve = protocol.Curve()
        self._held = False
        self.send()

    def send(self) -> None:
        """Have the engine's equaliser and loudness as wanted."""
        wishes = self._sound.wishes
        if wishes.curve != self._curve:
            self._curve = wishes.curve
            self._engine.send(protocol.SetEqualiser(wishes.curve))
        if self._sound.holds != self._held:
            self._held = self._sound.holds
            self._engine.send(protocol.HoldLoudness(self._held))

    def song(
        self, token: int, track: Track, start: Frames = 0, stop: Frames | None = None
    ) -> protocol.Song:
        """The track as a song for the engine, to follow on what plays."""
        song = protocol.Song(
            token, track.location, start, stop, self._gain(track), self._fade(track)
        )
        self._given = {**dict(list(self._given.items())[-1:]), token: song}
        return song

    def adjust(self, token: int, track: Track | None) -> None:
        """Tell the engine what has changed for a song that it was given."""
        given = self._given.get(token)
        if given is None or track is None:
            return
        song = replace(given, gain=self._gain(track), fade=self._fade(track))
        if song != given:
            self._given[token] = song
            self._engine.send(protocol.AdjustSong(token, song.gain, song.fade))

    def _gain(self, track: Track) -> float:
        wanted = self._sound.wishes.replay_gain
        in_album = wanted.mode is GainMode.AUTO and self._in_album(track)
        return wanted.factor(track, in_album=in_album)

    def _in_album(self, track: Track) -> bool:
        """Whether the track before it or after it in the list is its neighbour on the album."""
        if self._queue.shuffle:
            return False
        before, after = self._queue.before(track.id), self._queue.after(track.id)
        return (before is not None and goes_on(before, track)) or (
            after is not None and goes_on(track, after)
        )

    def _fade(self, track: Track) -> Frames:
        playing = self._queue.get(self._queue.current) if self._queue.current else None
        apart = playing is None or self._queue.shuffle or not goes_on(playing, track)
        return frames(self._sound.wishes.cross_fade) if apart else 0
