"""A take on its way to the disk: whatever happens, what was written until then can be opened."""

from pathlib import Path

import numpy as np
import soundfile

from player.base.errors import MinusOneError
from player.base.units import SAMPLE_RATE, Frames, Pcm

EVERY: Frames = SAMPLE_RATE // 2
"""How much may be lost when the program is killed."""


class TakeFileError(MinusOneError):
    """A take cannot be written on."""


class TakeFile:
    """A WAV file of 32-bit floats that is whole after each half second: opened, grown, closed."""

    def __init__(self, path: Path, channels: int) -> None:
        """Nothing is written before there is sound."""
        self.path = path
        self.frames: Frames = 0
        """How many it has in all, written or not yet."""
        self._channels = channels
        self._waiting: list[Pcm] = []
        self._made = False

    def write(self, sound: Pcm) -> None:
        """Append sound, shape (n, channels); TakeFileError if the disk does not let us."""
        self._waiting.append(sound)
        self.frames += len(sound)
        if sum(map(len, self._waiting)) >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Have all of it on the disk."""
        if not self._waiting:
            return
        sound, self._waiting = np.concatenate(self._waiting), []
        try:
            if not self._made:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._make()
            with soundfile.SoundFile(self.path, "r+") as file:
                before = file.seek(0, soundfile.SEEK_END)
                file.write(sound)
                written = file.seek(0, soundfile.SEEK_END) - before
        except (OSError, soundfile.SoundFileError, AssertionError) as error:
            raise _full() from error
        if written < len(sound):
            raise _full()

    @property
    def written(self) -> Frames:
        """How many frames can be opened now."""
        return int(soundfile.info(self.path).frames) if self._made else 0

    def rename(self, path: Path) -> None:
        """Have another name; nothing happens if nothing was written."""
        if self._made and path != self.path:
            self.path.replace(path)
            self.path = path

    def discard(self) -> None:
        """Leave nothing behind."""
        self._waiting = []
        self.path.unlink(missing_ok=True)

    def _make(self) -> None:
        soundfile.SoundFile(
            self.path, "w", SAMPLE_RATE, self._channels, "FLOAT", format="WAV"
        ).close()
        self._made = True


def _full() -> TakeFileError:
    return TakeFileError(
        "The take cannot be written any further: the disk is full or refuses.",
        "Make room on the disk; what was recorded until now is kept.",
    )
