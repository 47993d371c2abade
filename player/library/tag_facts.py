"""From what a file says in its own way to `Tags`."""

import math
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from player.library import quick_ogg, quick_tags
from player.library import tag_values as values
from player.library.tag_fields import Fields, Foreign, add_ape, fields_of
from player.library.tag_names import CODECS, MP4_CODECS, WORDS
from player.library.tags import Gains, Tags

if TYPE_CHECKING:  # see player.library.tags
    from player.base.units import Seconds

_OPUS_RATE = 48_000
_MICROSECONDS = 1_000_000
_ATTACHED = 0x400
"""FFmpeg's mark of a picture that is no film."""
NO_GAINS = Gains()


class Sound(NamedTuple):
    """What a file says of its sound, as in `Tags`."""

    duration: "Seconds | None"
    codec: str
    sample_rate: int | None
    channels: int | None
    bit_depth: int | None
    bitrate: int | None


def tags_of(tagged: Foreign, file: BinaryIO) -> Tags:
    """Everything that mutagen's view of a file says, and the end of the file."""
    sound = _sound(type(tagged).__name__, tagged.info)
    return _tags(fields_of(tagged, file), sound, _encoder_gains(tagged.info))


def quick(head: bytes, file: BinaryIO, size: int) -> Tags | None:
    """The tags of a usual FLAC, MP3 or Ogg file that begins with `head`; None for any other."""
    if head.startswith(b"fLaC"):
        found = quick_tags.flac(file, size)
        return None if found is None else _tags(found[0], _flac_sound(*found[1:], size))
    if head.startswith(b"OggS"):
        return _quick_ogg(file, size)
    if head.startswith(b"ID3") and (tag := quick_tags.id3(file)) is not None:
        return _quick_mp3(*tag, file)
    return None


def _flac_sound(info: bytes, start: int, size: int) -> Sound:
    bits = int.from_bytes(info[10:18])
    rate, samples = bits >> 44, bits & ((1 << 36) - 1)
    length = samples / rate if rate and samples else None
    bitrate = None if length is None else int((size - start) * 8 / length)
    channels, depth = (bits >> 41 & 7) + 1, (bits >> 36 & 31) + 1
    return Sound(length, "FLAC", rate or None, channels, depth, bitrate)


def _quick_ogg(file: BinaryIO, size: int) -> Tags | None:
    found = quick_ogg.ogg(file, size)
    if found is None:
        return None
    fields, (codec, rate, channels, bitrate, length) = found
    if length <= 0:
        return None
    sound = Sound(length, codec, rate, channels, None, bitrate or int(size * 8 / length))
    return _tags(fields, sound)


def _quick_mp3(fields: Fields, end: int, file: BinaryIO) -> Tags | None:
    """None if this is no MP3 for certain: other formats have ID3 tags too."""
    from mutagen.mp3 import HeaderNotFoundError, MPEGInfo

    file.seek(end)
    first = file.read(2)
    if first[:1] != b"\xff" or first[1] & 0xE0 != 0xE0 or not first[1] & 0x06:  # noqa: PLR2004
        return None
    try:
        parse: Foreign = MPEGInfo
        info = parse(file, end)
    except HeaderNotFoundError:
        return None
    if info.sketchy:
        return None
    add_ape(file, fields)
    return _tags(fields, _sound("MP3", info), _encoder_gains(info))


def tags_of_container(container: Foreign) -> Tags:
    """Everything that FFmpeg says of an opened file."""
    fields = Fields()
    stream = container.streams.audio[0]
    for metadata in (container.metadata, stream.metadata):
        for key, text in metadata.items():
            fields.add(WORDS.get(key.lower()), text)
    context = stream.codec_context
    length = (container.duration or 0) / _MICROSECONDS
    codec = CODECS.get(context.name, context.name.partition("_")[0].upper())
    rate, channels = context.sample_rate or None, context.channels or None
    bitrate = stream.bit_rate or container.bit_rate or None
    sound = Sound(length if length > 0 else None, codec, rate, channels, None, bitrate)
    return _tags(fields, sound)


def _tags(fields: Fields, sound: Sound, gains: Gains = NO_GAINS) -> Tags:
    first, every = fields.first, fields.all
    track, tracks = values.count(first("track"))
    disc, discs = values.count(first("disc"))
    return Tags(
        title=first("title"),
        artists=every("artist"),
        album=first("album"),
        album_artists=every("albumartist"),
        genres=every("genre"),
        composers=every("composer"),
        date=_date(every("date")),
        original_date=_date(every("originaldate")),
        track=track,
        tracks=tracks or values.count(first("tracks"))[0],
        disc=disc,
        discs=discs or values.count(first("discs"))[0],
        compilation=values.truth(first("compilation")),
        comment="\n".join(every("comment")),
        bpm=values.bpm(first("bpm")),
        key=first("key"),
        rating=_rating(fields),
        gains=_gains(fields) if fields.has_gains else gains,
        duration=sound.duration,
        codec=sound.codec,
        sample_rate=sound.sample_rate,
        channels=sound.channels,
        bit_depth=sound.bit_depth,
        bitrate=sound.bitrate,
        has_cover=fields.has_cover,
    )


def _date(texts: tuple[str, ...]) -> str:
    """The fullest of several."""
    return max(map(values.date, texts), key=len, default="")


def _rating(fields: Fields) -> float | None:
    exact = values.fraction(fields.first("fmps_rating"))
    if exact is not None:
        return exact
    if fields.rating is not None:
        return fields.rating
    return values.rating(fields.first("rating"))


def _gains(fields: Fields) -> Gains:
    first = fields.first

    def gain(name: str) -> float | None:
        found = values.gain(first(f"replaygain_{name}_gain"))
        return values.r128_gain(first(f"r128_{name}_gain")) if found is None else found

    return Gains(
        gain("track"),
        values.peak(first("replaygain_track_peak")),
        gain("album"),
        values.peak(first("replaygain_album_peak")),
    )


def _sound(kind: str, info: Foreign) -> Sound:
    codec = CODECS.get(kind, kind)
    if kind == "MP4":
        codec = MP4_CODECS.get(info.codec.partition(".")[0], info.codec or codec)
    elif kind == "MP3":
        codec = f"MP{info.layer}"
    lossy = kind == "MP4" and codec != "ALAC"
    return Sound(
        _length(info),
        codec,
        _OPUS_RATE if kind == "OggOpus" else _whole(info, "sample_rate"),
        _whole(info, "channels"),
        None if lossy else _whole(info, "bits_per_sample"),
        _whole(info, "bitrate"),
    )


def _encoder_gains(info: Foreign) -> Gains:
    """What the encoder of an MP3 or Musepack file wrote beside the sound, if it did."""
    track = getattr(info, "track_gain", None) or getattr(info, "title_gain", None)
    album = getattr(info, "album_gain", None)
    if not track and not album:
        return NO_GAINS
    return Gains(values.sane_gain(track), None, values.sane_gain(album or None), None)


def _length(info: Foreign) -> float | None:
    length = float(getattr(info, "length", 0) or 0)
    return length if 0 < length < math.inf else None  # a damaged file can say anything


def _whole(info: Foreign, name: str) -> int | None:
    number = getattr(info, name, None)
    return int(number) if number and 0 < number < 1 << 40 else None
