"""Every kind of tag gives the same fields: several values, numbers, gains, ratings, covers."""

import base64
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mutagen
import mutagen.apev2
import mutagen.asf
import mutagen.flac
import mutagen.id3
import mutagen.mp4
import numpy as np
import pytest
import soundfile

from player.library.tags import Gains, Tags, read_tags, read_tags_or_reason
from tests.decoder.sounds import encode, module

# mutagen's classes are half annotated: seen as Any, they may be called.
_file: Any = mutagen.File
_id3: Any = mutagen.id3
_mp4: Any = mutagen.mp4
_apev2: Any = mutagen.apev2.APEv2
_asf: Any = mutagen.asf
_picture: Any = mutagen.flac.Picture

SECONDS = 1
RATE = 48_000
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
TEXTS = {
    "artist": ["Miles Davis", "Ça ira – 歌"],
    "albumartist": ["Miles Davis"],
    "genre": ["Jazz", "Modal"],
    "composer": ["Bill Evans", "Miles Davis"],
}
PLAIN = {"title": "So What", "album": "Kind of Blue", "comment": "first take"}
MUSICAL = {"bpm": "136.5", "initialkey": "F#m"}
GAINS = {
    "replaygain_track_gain": "-7.5 dB",
    "replaygain_track_peak": "0.98",
    "replaygain_album_gain": "+1.25 dB",
    "replaygain_album_peak": "1.02",
}


def tag_vorbis(path: Path) -> None:
    file = _file(path)
    for name, texts in {**TEXTS, **{k: [v] for k, v in {**PLAIN, **GAINS}.items()}}.items():
        file[name] = texts
    more = {"date": "1959-08-17", "originaldate": "1959", "tracknumber": "3/5", "discnumber": "1"}
    for name, text in {**more, "disctotal": "2", "compilation": "1", **MUSICAL}.items():
        file[name] = [text]
    file["fmps_rating"] = ["0.8"]
    picture = _picture()
    picture.data, picture.mime, picture.type = PNG, "image/png", 3
    if path.suffix == ".flac":
        file.add_picture(picture)
    else:
        file["metadata_block_picture"] = [base64.b64encode(picture.write()).decode()]
    file.save()


def tag_id3(path: Path) -> None:
    file = _file(path)
    if file.tags is None:
        file.add_tags()
    texts = {
        "TIT2": [PLAIN["title"]],
        "TPE1": TEXTS["artist"],
        "TALB": [PLAIN["album"]],
        "TPE2": TEXTS["albumartist"],
        "TCON": TEXTS["genre"],
        "TCOM": TEXTS["composer"],
        "TDRC": ["1959-08-17"],
        "TDOR": ["1959"],
        "TRCK": ["3/5"],
        "TPOS": ["1/2"],
        "TCMP": ["1"],
        "TBPM": [MUSICAL["bpm"]],
        "TKEY": [MUSICAL["initialkey"]],
    }
    for frame, values in texts.items():
        file.tags.add(getattr(_id3, frame)(encoding=3, text=values))
    for name, text in GAINS.items():
        file.tags.add(_id3.TXXX(encoding=3, desc=name.upper(), text=[text]))
    file.tags.add(_id3.COMM(encoding=3, lang="eng", desc="", text=[PLAIN["comment"]]))
    file.tags.add(_id3.COMM(encoding=3, lang="eng", desc="iTunNORM", text=["00000B"]))
    file.tags.add(_id3.POPM(email="Windows Media Player 9 Series", rating=196))
    file.tags.add(_id3.APIC(encoding=3, mime="image/png", type=3, desc="", data=PNG))
    file.save()


def tag_mp4(path: Path) -> None:
    file = _file(path)
    names = {"artist": "\xa9ART", "albumartist": "aART", "genre": "\xa9gen", "composer": "\xa9wrt"}
    for name, atom in names.items():
        file[atom] = TEXTS[name]
    for name, atom in {"title": "\xa9nam", "album": "\xa9alb", "comment": "\xa9cmt"}.items():
        file[atom] = [PLAIN[name]]
    file["\xa9day"], file["trkn"], file["disk"] = ["1959-08-17T07:00:00Z"], [(3, 5)], [(1, 2)]
    free = {**GAINS, "ORIGINALDATE": "1959", "FMPS_RATING": "0.8", **MUSICAL}
    for name, text in free.items():
        file[f"----:com.apple.iTunes:{name}"] = [_mp4.MP4FreeForm(text.encode())]
    file["cpil"] = True
    file["covr"] = [_mp4.MP4Cover(PNG, _mp4.MP4Cover.FORMAT_PNG)]
    file.save()


def tag_asf(path: Path) -> None:
    file = _file(path)
    lists = {"artist": "Author", "genre": "WM/Genre", "composer": "WM/Composer"}
    for name, key in {**lists, "albumartist": "WM/AlbumArtist"}.items():
        file[key] = TEXTS[name]
    texts = {"Title": "So What", "WM/AlbumTitle": "Kind of Blue", "Description": "first take"}
    more = {"WM/Year": "1959-08-17", "WM/OriginalReleaseYear": "1959", "WM/TrackNumber": "3/5"}
    last = {"WM/PartOfSet": "1/2", "WM/IsCompilation": "1", "WM/BeatsPerMinute": "136.5"}
    last["WM/InitialKey"] = MUSICAL["initialkey"]
    for key, text in {**texts, **more, **last, **GAINS, "WM/SharedUserRating": "75"}.items():
        file[key] = [text]
    kind, size = b"\x03", len(PNG).to_bytes(4, "little")
    words = "image/png\0\0".encode("utf-16-le")
    file["WM/Picture"] = [_asf.ASFByteArrayAttribute(kind + size + words + PNG)]
    file.save()


def tag_ape(path: Path) -> None:
    tags = _apev2()
    names = {"artist": "Artist", "albumartist": "Album Artist", "genre": "Genre"}
    for name, key in {**names, "composer": "Composer"}.items():
        tags[key] = TEXTS[name]
    texts = {"Title": "So What", "Album": "Kind of Blue", "Comment": "first take"}
    more = {"Year": "1959-08-17", "Originalyear": "1959", "Track": "3/5", "Disc": "1/2"}
    for key, text in {**texts, **more, "Compilation": "1", **MUSICAL, **GAINS}.items():
        tags[key] = text
    tags["FMPS_RATING"] = "0.8"
    tags["Cover Art (Front)"] = _apev2_binary(b"cover.png\0" + PNG)
    tags.save(path)


def _apev2_binary(data: bytes) -> Any:  # noqa: ANN401
    value: Any = mutagen.apev2.APEBinaryValue
    return value(data, mutagen.apev2.BINARY)


KINDS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "song.flac": ("flac", tag_vorbis, "FLAC"),
    "song.ogg": ("", tag_vorbis, "Vorbis"),
    "song.opus": ("libopus", tag_vorbis, "Opus"),
    "song.mp3": ("libmp3lame", tag_id3, "MP3"),
    "song.wav": ("pcm_s16le", tag_id3, "WAV"),
    "song.aiff": ("pcm_s16be", tag_id3, "AIFF"),
    "song.m4a": ("aac", tag_mp4, "AAC"),
    "lossless.m4a": ("alac", tag_mp4, "ALAC"),
    "song.wma": ("wmav2", tag_asf, "WMA"),
    "song.wv": ("wavpack", tag_ape, "WavPack"),
    "song.tta": ("tta", tag_id3, "TTA"),
    "ape.mp3": ("libmp3lame", tag_ape, "MP3"),
}


@pytest.fixture(scope="module", params=KINDS)
def tagged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    codec, tag, _ = KINDS[request.param]
    path: Path = tmp_path_factory.mktemp("fields") / request.param
    silence = np.zeros((RATE * SECONDS, 2), np.float32)
    if codec:
        encode(path, silence, codec, RATE, bit_rate=128_000)
    else:
        soundfile.write(path, silence, RATE)  # PyAV comes without this encoder
    tag(path)
    return path


def test_every_field_is_read(tagged: Path) -> None:
    tags, reason = read_tags_or_reason(tagged)
    assert reason == ""
    assert tags.title == "So What"
    assert tags.artists == ("Miles Davis", "Ça ira – 歌")
    assert tags.artist == "Miles Davis; Ça ira – 歌"
    assert (tags.album, tags.album_artist) == ("Kind of Blue", "Miles Davis")
    assert (tags.genres, tags.composers) == (("Jazz", "Modal"), ("Bill Evans", "Miles Davis"))
    assert (tags.date, tags.original_date) == ("1959-08-17", "1959")
    assert (tags.track, tags.tracks, tags.disc, tags.discs) == (3, 5, 1, 2)
    assert tags.compilation
    assert (tags.comment, tags.bpm, tags.key) == ("first take", 136.5, "F#m")
    assert tags.rating == pytest.approx(0.8)
    assert tags.gains == Gains(-7.5, 0.98, 1.25, 1.02)
    assert tags.has_cover


def test_the_sound_is_described(tagged: Path) -> None:
    tags = read_tags(tagged)
    assert tags.duration == pytest.approx(SECONDS, abs=0.1)
    assert tags.codec == KINDS[tagged.name][2]
    assert tags.sample_rate == RATE
    assert tags.channels == (None if tags.codec == "TTA" else 2)  # there mutagen does not say
    lossless = tags.codec in {"AIFF", "ALAC", "FLAC", "WAV", "WavPack"}
    assert (tags.bit_depth is not None) == lossless


@pytest.fixture(scope="session")
def untagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("untagged")
    codecs = {"flac": "flac", "opus": "libopus", "mka": "pcm_s16le"}
    for ending, codec in codecs.items():
        encode(folder / f"a.{ending}", np.zeros((RATE, 2), np.float32), codec, RATE)
    return folder


@pytest.fixture
def plain(tmp_path: Path, untagged: Path) -> Callable[[str], Path]:
    """Makes a short file without tags."""
    return lambda name: Path(shutil.copy(untagged / name, tmp_path))


def vorbis(path: Path, **texts: str) -> Tags:
    file = _file(path)
    for name, text in texts.items():
        file[name] = [text]
    file.save()
    return read_tags(path)


def test_r128_gains_become_replay_gain(plain: Callable[[str], Path]) -> None:
    """To -23 LUFS in 1/256 dB: five more reach -18."""
    tags = vorbis(plain("a.opus"), R128_TRACK_GAIN="-512", R128_ALBUM_GAIN="256")
    assert tags.gains == Gains(3.0, None, 6.0, None)


@pytest.mark.parametrize("text", ["", "loud", "nan", "1e99", "-9999 dB"])
def test_nonsense_is_no_gain(plain: Callable[[str], Path], text: str) -> None:
    tags = vorbis(plain("a.flac"), REPLAYGAIN_TRACK_GAIN=text, REPLAYGAIN_TRACK_PEAK=text)
    assert tags.gains == Gains()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1959", "1959"),
        ("1959-08-17T10:00:00", "1959-08-17"),
        ("1959/8/7", "1959-08-07"),
        ("19590817", "1959-08-17"),
        ("1959-00-00", "1959"),
        ("17.8.1959", "1959"),
        ("0000", ""),
        ("long ago", "long ago"),
    ],
)
def test_dates_are_iso_where_possible(plain: Callable[[str], Path], text: str, iso: str) -> None:
    assert vorbis(plain("a.flac"), date=text).date == iso


@pytest.mark.parametrize(
    ("text", "value"),
    [("4", 0.8), ("5", 1.0), ("80", 0.8), ("0.5", 0.5), ("255", 1.0), ("0", None), ("x", None)],
)
def test_ratings_of_every_scale(
    plain: Callable[[str], Path], text: str, value: float | None
) -> None:
    assert vorbis(plain("a.flac"), RATING=text).rating == value


@pytest.mark.parametrize(("text", "track"), [("A1", None), ("0", None), ("07", 7), ("7 of 9", 7)])
def test_track_numbers(plain: Callable[[str], Path], text: str, track: int | None) -> None:
    assert vorbis(plain("a.flac"), tracknumber=text).track == track


def test_what_mutagen_does_not_know_is_read_by_ffmpeg(plain: Callable[[str], Path]) -> None:
    tags, reason = read_tags_or_reason(plain("a.mka"))
    assert (reason, tags.codec, tags.sample_rate, tags.channels) == ("", "PCM", RATE, 2)
    assert tags.duration == pytest.approx(1, abs=0.1)


def test_a_wrong_ending_does_not_matter(plain: Callable[[str], Path]) -> None:
    path = plain("a.flac")
    assert read_tags(path.rename(path.with_suffix(".mp3"))).codec == "FLAC"


def test_a_tracker_module_is_music(tmp_path: Path) -> None:
    path = tmp_path / "a.mod"
    path.write_bytes(module())
    assert read_tags_or_reason(path) == (Tags(codec="Module"), "")


@pytest.mark.parametrize("content", [b"", b"no music at all", b"fLaC" + bytes(100), b"\xff" * 99])
def test_no_music_has_a_reason(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Something.mp3"
    path.write_bytes(content)
    tags, reason = read_tags_or_reason(path)
    assert tags == Tags()
    assert reason.startswith("“Something.mp3” ")
    assert reason.endswith(".")


def test_odd_files_are_music_or_have_a_reason(testdata: Path) -> None:
    files = list((testdata / "odd").rglob("*.flac"))
    files += (testdata / "formats").iterdir()
    results = {path.name: read_tags_or_reason(path) for path in files}
    assert all(bool(reason) != bool(tags.codec) for tags, reason in results.values())
    refused = {name for name, (_, reason) in results.items() if reason}
    assert len(results) - len(refused) >= 25
