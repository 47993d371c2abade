"""What the same thing is called in each way to tag a file."""

GAINS = frozenset(
    name
    for scope in ("track", "album")
    for name in (f"replaygain_{scope}_gain", f"replaygain_{scope}_peak", f"r128_{scope}_gain")
)

WORDS = {
    "title": "title",
    "artist": "artist",
    "album": "album",
    "albumartist": "albumartist",
    "album artist": "albumartist",
    "album_artist": "albumartist",
    "genre": "genre",
    "composer": "composer",
    "date": "date",
    "year": "date",
    "originaldate": "originaldate",
    "original date": "originaldate",
    "originalyear": "originaldate",
    "original year": "originaldate",
    "original_year": "originaldate",
    "tracknumber": "track",
    "track": "track",
    "tracktotal": "tracks",
    "totaltracks": "tracks",
    "discnumber": "disc",
    "disc": "disc",
    "disctotal": "discs",
    "totaldiscs": "discs",
    "compilation": "compilation",
    "itunescompilation": "compilation",
    "comment": "comment",
    "description": "comment",
    "bpm": "bpm",
    "tempo": "bpm",
    "initialkey": "key",
    "initial key": "key",
    "key": "key",
    "rating": "rating",
    "fmps_rating": "fmps_rating",
    "metadata_block_picture": "cover",
    "coverart": "cover",
    **{name: name for name in GAINS},
}
"""Vorbis comments, APEv2, free texts of ID3 and MP4, FFmpeg: names in lower case."""

ID3 = {
    "TIT2": "title",
    "TPE1": "artist",
    "TALB": "album",
    "TPE2": "albumartist",
    "TCON": "genre",
    "TCOM": "composer",
    "TDRC": "date",
    "TDOR": "originaldate",
    "TRCK": "track",
    "TPOS": "disc",
    "TCMP": "compilation",
    "TBPM": "bpm",
    "TKEY": "key",
}

MP4 = {
    "\xa9nam": "title",
    "\xa9ART": "artist",
    "\xa9alb": "album",
    "aART": "albumartist",
    "\xa9gen": "genre",
    "\xa9wrt": "composer",
    "\xa9day": "date",
    "\xa9cmt": "comment",
    "tmpo": "bpm",
}

ASF = {
    "Author": "artist",
    "Description": "comment",
    "WM/AlbumArtist": "albumartist",
    "WM/AlbumTitle": "album",
    "WM/BeatsPerMinute": "bpm",
    "WM/Composer": "composer",
    "WM/Genre": "genre",
    "WM/InitialKey": "key",
    "WM/IsCompilation": "compilation",
    "WM/OriginalReleaseYear": "originaldate",
    "WM/PartOfSet": "disc",
    "WM/TrackNumber": "track",
    "WM/Year": "date",
}

CODECS = {
    "AC3": "AC-3",
    "ASF": "WMA",
    "MonkeysAudio": "APE",
    "OggFLAC": "FLAC",
    "OggOpus": "Opus",
    "OggSpeex": "Speex",
    "OggTheora": "Theora",
    "OggVorbis": "Vorbis",
    "SMF": "MIDI",
    "TrueAudio": "TTA",
    "WAVE": "WAV",
    "DSF": "DSD",
    "DSDIFF": "DSD",
    "mp3float": "MP3",
    "vorbis": "Vorbis",
    "opus": "Opus",
    "libopus": "Opus",
    "wmav2": "WMA",
}
"""By mutagen's class or FFmpeg's name."""

MP4_CODECS = {"mp4a": "AAC", "alac": "ALAC", "ac-3": "AC-3", "ec-3": "E-AC-3", "fLaC": "FLAC"}
