"""Writes sound files, whole or not at all."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import soundfile

from player.base.errors import MinusOneError
from player.base.units import CHANNELS, SAMPLE_RATE

SUBTYPES = {"wav": "FLOAT", "flac": "PCM_24", "ogg": "VORBIS"}


@contextmanager
def sound_files(paths: list[Path]) -> Iterator[list[soundfile.SoundFile]]:
    """Files open for writing; they get their names only when the block ends well.

    The format follows the name's ending: wav is 32-bit float, flac 24 bit. Raises MinusOneError.
    """
    parts = [path.with_name(f".{path.name}.part") for path in paths]
    try:
        with ExitStack() as stack:
            files = []
            for path, part in zip(paths, parts, strict=True):
                path.parent.mkdir(parents=True, exist_ok=True)
                files.append(stack.enter_context(_create(path, part)))
            yield files
        for path, part in zip(paths, parts, strict=True):
            part.replace(path)
    except (OSError, soundfile.SoundFileError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MinusOneError(
            f"{paths[0].parent} cannot be written to: {reason}.", "Choose another folder."
        ) from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def _create(path: Path, part: Path) -> soundfile.SoundFile:
    ending = path.suffix.lower().removeprefix(".")
    if ending not in SUBTYPES:
        raise MinusOneError(
            f"Minus One does not write .{ending} files.", f"It writes: {', '.join(SUBTYPES)}."
        )
    return soundfile.SoundFile(part, "w", SAMPLE_RATE, CHANNELS, SUBTYPES[ending], format=ending)
