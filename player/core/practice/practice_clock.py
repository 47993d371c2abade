"""Counts how long something is practised: while it plays with a loop, a tempo, a mute, a click."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from player.base.background import Background
from player.base.errors import MinusOneError
from player.base.events import Event
from player.base.loop import MainThread
from player.base.messages import MessageLog
from player.base.units import Seconds
from player.core.playback import Playback, PlaybackState, Transport
from player.core.practice.practice_log import PracticeLog, Spell, Subject, longer

LONGEST_STEP: Seconds = 1.0
"""Between two reports of a song that plays there is less; beyond it the machine slept."""
SHORTEST: Seconds = 5.0
"""What is practised for less goes to what comes after it: an edge was moved."""
WRITTEN_EVERY: Seconds = 60.0


class PracticeClock:
    """Main thread only."""

    def __init__(
        self,
        log: PracticeLog | None,
        subject: Callable[[], Subject | None],
        playback: Playback,
        messages: MessageLog,
        main_thread: MainThread,
    ) -> None:
        """`log`: None keeps nothing; `subject`: what is practised now, None for mere listening."""
        self.changed: Event[[]] = Event()
        """A spell was kept."""
        self.log = log
        self.now: Callable[[], Seconds] = time.monotonic
        self._subject = subject
        self._messages = messages
        self._main_thread = main_thread
        self._pool = Background(1, "practice log")
        self._spell: Spell | None = None
        self._own: Seconds = 0.0
        """How much of it was spent on its subject alone."""
        self._last: Seconds | None = None
        self._told = False
        playback.state_changed.connect(self._on_state)

    def flush(self) -> None:
        """Keep what was practised up to now, and begin anew."""
        spell, self._spell = self._spell, None
        if spell is not None and spell.time >= 1 and self.log is not None:
            self._pool.run(partial(self._write, self.log, spell))

    def read(self, done: Callable[[tuple[Spell, ...]], None]) -> None:
        """Have `done` called with all that was practised, up to now."""
        self.flush()
        self._pool.run(partial(self._read, done))

    def close(self) -> None:
        """Keep what is still to be kept."""
        self.flush()
        self._pool.finish()

    def _on_state(self, state: PlaybackState) -> None:
        if state.transport is not Transport.PLAYING:
            self._last = None
            if self._spell is not None and self._spell.time >= SHORTEST:
                self.flush()
            return
        now, last = self.now(), self._last
        self._last = now
        if last is None or not 0 < now - last <= LONGEST_STEP:
            return
        self._count(now - last)

    def _count(self, step: Seconds) -> None:
        subject, spell = self._subject(), self._spell
        if subject is None:
            return
        if spell is None:
            spell, self._own = _begun(subject), 0.0
        elif subject != spell.subject:
            spell, self._own = self._other(spell, subject), 0.0
        self._spell = longer(spell, step)
        self._own += step
        if self._spell.time >= WRITTEN_EVERY:
            self.flush()

    def _other(self, spell: Spell, subject: Subject) -> Spell:
        """Something else is practised from now on."""
        if self._own < SHORTEST and spell.subject.location == subject.location:
            return Spell(subject, spell.begun, spell.time)
        self.flush()
        return _begun(subject)

    # -- on the background thread

    def _write(self, log: PracticeLog, spell: Spell) -> None:
        try:
            log.append(spell)
        except MinusOneError as error:
            self._main_thread.post(partial(self._failed, error))
        else:
            self._main_thread.post(self.changed.emit)

    def _read(self, done: Callable[[tuple[Spell, ...]], None]) -> None:
        try:
            found = () if self.log is None else self.log.read()
        except MinusOneError as error:
            self._main_thread.post(partial(self._messages.error, error))
            return
        self._main_thread.post(lambda: done(found))

    def _failed(self, error: MinusOneError) -> None:
        if not self._told:  # one message, not one a minute
            self._messages.error(error)
        self._told = True


def _begun(subject: Subject) -> Spell:
    return Spell(subject, datetime.now(UTC).astimezone(), 0.0)
