"""What MPRIS2 is told of the player: its properties, as plain values."""

import os
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote_to_bytes, urlsplit

from player.base.units import SAMPLE_RATE, Frames, TrackId
from player.core.playback import Transport
from player.core.player import Player
from player.core.playing_order import Repeat
from player.core.track import Track
from player.engine.tempo import FASTEST, SLOWEST

MICROSECONDS = 1_000_000
NO_TRACK = "/org/mpris/MediaPlayer2/TrackList/NoTrack"
STATUS = {
    Transport.STOPPED: "Stopped",
    Transport.LOADING: "Playing",
    Transport.PLAYING: "Playing",
    Transport.PAUSED: "Paused",
}
LOOPS = {Repeat.OFF: "None", Repeat.ONE: "Track", Repeat.ALL: "Playlist"}
_MIME_TYPES = """
application/vnd.apple.mpegurl application/xspf+xml audio/aac audio/aiff audio/basic audio/flac
audio/mp4 audio/mpeg audio/ogg audio/opus audio/vnd.wave audio/vorbis audio/wav audio/webm
audio/x-aiff audio/x-ape audio/x-flac audio/x-it audio/x-m4a audio/x-matroska audio/x-mod
audio/x-mpegurl audio/x-ms-wma audio/x-musepack audio/x-s3m audio/x-scpls audio/x-vorbis+ogg
audio/x-wav audio/x-wavpack audio/x-xm
"""


class Int64(int):
    """A whole number that the bus must carry in 64 bits, whatever its value."""

    __slots__ = ()


class ObjectPath(str):
    """A string that the bus must carry as the path of an object."""

    __slots__ = ()


Value: TypeAlias = "bool | float | str | list[str] | Int64 | ObjectPath | dict[str, Value]"
Properties: TypeAlias = dict[str, Value]


def root_properties() -> Properties:
    """The program itself; this never changes."""
    return {
        "CanQuit": True,
        "CanRaise": True,
        "HasTrackList": False,
        "Identity": "Minus One",
        "DesktopEntry": "minusone",
        "SupportedUriSchemes": ["file", "http", "https"],
        "SupportedMimeTypes": _MIME_TYPES.split(),
    }


def player_properties(player: Player) -> Properties:
    """Everything about playback but the position, which changes all the time."""
    state, queue = player.playback.state, player.queue
    track = None if state.track is None else queue.get(state.track)
    return {
        "PlaybackStatus": STATUS[state.transport],
        "Metadata": {} if track is None else metadata(track, state.length),
        "LoopStatus": LOOPS[queue.repeat],
        "Shuffle": queue.shuffle,
        "Volume": float(player.mix.volume),
        "Rate": player.practice.tempo.tempo.speed,
        "MinimumRate": SLOWEST,
        "MaximumRate": FASTEST,
        "CanGoNext": queue.after(queue.current) is not None,
        "CanGoPrevious": track is not None,
        "CanPlay": bool(queue.tracks),
        "CanPause": track is not None,
        "CanSeek": track is not None and state.length is not None,
        "CanControl": True,
    }


def metadata(track: Track, length: Frames | None) -> Properties:
    """A track as MPRIS2 and xesam name its parts; what is not known is left out."""
    url = track.location if track.is_stream else track.path.absolute().as_uri()
    found: Properties = {
        "mpris:trackid": track_path(track.id),
        "xesam:title": _text(track.title),
        "xesam:url": _text(url),
    }
    if length is not None:
        found["mpris:length"] = microseconds(length)
    if track.artist:
        found["xesam:artist"] = [_text(track.artist)]
    if track.album:
        found["xesam:album"] = _text(track.album)
    return found


def track_path(track_id: TrackId | None) -> ObjectPath:
    """A track's name on the bus."""
    return ObjectPath(NO_TRACK if track_id is None else f"/org/minusone/track/{track_id}")


def microseconds(position: Frames) -> Int64:
    """A position or length in the bus's unit."""
    return Int64(round(position * MICROSECONDS / SAMPLE_RATE))


def frames_of(time: int) -> Frames:
    """The position that the bus means, in frames; `time` is in microseconds."""
    return round(time * SAMPLE_RATE / MICROSECONDS)


def location(uri: str) -> str | Path:
    """What a URI names: a file's path, whatever bytes are in it, or the stream's address."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # not even an address: opening it will say so
        return uri
    if parts.scheme != "file":
        return uri
    return Path(os.fsdecode(unquote_to_bytes(parts.path)))


def _text(text: str) -> str:
    """Without what no UTF-8 can hold: the bus closes the connection over it."""
    return text.encode("utf-8", "replace").decode()
