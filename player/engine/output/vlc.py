"""Sound through libVLC: the output of last resort, and the way to a Chromecast or its like."""

import os
import threading
import time
from types import ModuleType

import numpy as np

from player.base.errors import AudioFileError, OutputError
from player.base.units import SAMPLE_RATE, Pcm
from player.decoder.vlc_library import Handle, instance, library
from player.engine.output.base import Pulse, Render

try:
    import fcntl
except ImportError:  # Windows has pipes of a fixed size
    fcntl = None  # type: ignore[assignment]

BUFFER = 2_048
"""Frames written at a time."""
_CACHE_MS = 100
_LATENCY_MS = 430.0
"""Measured: how far libVLC reads ahead of what is heard."""
_PIPE_BYTES = 4 * BUFFER
_SEARCH = 5.0
_LOOK = 0.05


class VlcOutput:
    """Writes 16-bit sound into a pipe that libVLC plays. `target` is "vlc", or "vlc:RENDERER"."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.latency_ms = _LATENCY_MS
        self.pulse = Pulse(self.latency_ms)
        self._vlc, self._instance = _open(f"--file-caching={_CACHE_MS}")
        self._player = self._instance.media_player_new()
        name = target.removeprefix("vlc").removeprefix(":")
        if name:
            self._cast_to(name)
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, render: Render) -> None:
        """Begin to play what `render` gives."""
        reading, writing = os.pipe()
        if fcntl is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self._reading = reading
        media = self._instance.media_new_fd(reading)
        media.add_option(":demux=rawaud")
        media.add_option(f":rawaud-samplerate={SAMPLE_RATE}")
        media.add_option(":rawaud-channels=2")
        media.add_option(":rawaud-fourcc=s16l")
        media.add_option(":prefetch-buffer-size=16")  # KiB; else it reads 16 MiB ahead
        media.add_option(":prefetch-read-size=4096")
        self._player.set_media(media)
        self._player.play()
        self._thread = threading.Thread(
            target=self._run, args=(render, writing), name="vlc output", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop, and let go of libVLC."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(2.0)
        self._player.stop()
        self._player.release()
        self._instance.release()
        if self._thread is not None:
            os.close(self._reading)

    def _run(self, render: Render, writing: int) -> None:
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            while not self._closed.is_set():
                sound = np.zeros((BUFFER, 2), np.float32)
                rendered = render(BUFFER)
                self.pulse.beat(rendered)
                sound[: len(rendered)] = rendered
                try:
                    pipe.write(_pcm16(sound))
                except OSError:
                    return

    def _cast_to(self, name: str) -> None:
        found = _discover(self._vlc, self._instance, _SEARCH, until=name)
        if name not in found:
            raise OutputError(
                f"No renderer named {name!r} was found.",
                "Check that it is switched on and in the same network.",
            )
        self._player.set_renderer(found[name])


def renderer_names(search: float = _SEARCH) -> tuple[str, ...]:
    """Names of the renderers that libVLC finds in the network within `search` seconds."""
    vlc, made = _open()
    try:
        return tuple(_discover(vlc, made, search))
    finally:
        made.release()


def _open(*options: str) -> tuple[ModuleType, Handle]:
    try:
        vlc = library("This output")
        return vlc, instance(vlc, *options)
    except AudioFileError as error:
        raise OutputError(error.message, error.hint) from error


def _discover(vlc: ModuleType, made: Handle, search: float, until: str = "") -> dict[str, Handle]:
    """Renderers by name. The callback only stores: libVLC must not be called inside it."""
    events: list[Handle] = []
    discoverers = []
    for description in made.renderer_discoverer_list_get() or []:
        discoverer = made.renderer_discoverer_new(description.name)
        if discoverer is not None:
            added = vlc.EventType.RendererDiscovererItemAdded
            discoverer.event_manager().event_attach(added, lambda event: events.append(event.u))
            discoverer.start()
            discoverers.append(discoverer)
    found: dict[str, Handle] = {}
    deadline = time.monotonic() + search
    while discoverers and until not in found and time.monotonic() < deadline:
        time.sleep(_LOOK)
        for item in [union.renderer_discoverer_item_added.item for union in events]:
            found[vlc.libvlc_renderer_item_name(item).decode()] = item
    for discoverer in discoverers:
        discoverer.stop()
    return found


def _pcm16(sound: Pcm) -> bytes:
    return np.rint(np.clip(sound, -1, 1) * 32_767).astype("<i2").tobytes()
