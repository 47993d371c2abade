-- Numbers that change whenever something of their kind does, so that readers know what is stale.
CREATE TABLE revisions (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO revisions VALUES ('tracks', 0), ('marks', 0), ('playlists', 0), ('stems', 0);

-- Watched folders. One that is away (a drive that is not there) keeps all its tracks.
CREATE TABLE roots (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    added REAL NOT NULL,
    away INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE folders (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    root INTEGER REFERENCES roots ON DELETE SET NULL
);
CREATE INDEX folders_root ON folders (root);

-- Each different text once: titles, names, genres. Several values are joined by U+001F.
-- `key` is what it is sorted by. 0 is the empty text.
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, key TEXT NOT NULL);
CREATE INDEX texts_key ON texts (key);
INSERT INTO texts VALUES (0, '', '');
CREATE VIRTUAL TABLE words USING fts5 (
    text, content = 'texts', content_rowid = 'id', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- An album is its title and its artists, or its title and its folder if no album artist is named.
CREATE TABLE albums (
    id INTEGER PRIMARY KEY,
    title INTEGER NOT NULL REFERENCES texts,
    artists INTEGER NOT NULL REFERENCES texts,
    folder BLOB NOT NULL,
    UNIQUE (title, artists, folder)
);
INSERT INTO albums VALUES (0, 0, 0, x'');

-- AUTOINCREMENT: an id is never used again.
CREATE TABLE tracks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder INTEGER NOT NULL REFERENCES folders,
    name BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    fingerprint INTEGER,
    title INTEGER NOT NULL REFERENCES texts,
    artists INTEGER NOT NULL REFERENCES texts,
    album INTEGER NOT NULL REFERENCES albums,
    album_artists INTEGER NOT NULL REFERENCES texts,
    genres INTEGER NOT NULL REFERENCES texts,
    composers INTEGER NOT NULL REFERENCES texts,
    comment INTEGER NOT NULL REFERENCES texts,
    codec INTEGER NOT NULL REFERENCES texts,
    date TEXT NOT NULL,
    original_date TEXT NOT NULL,
    year INTEGER,
    track INTEGER,
    tracks INTEGER,
    disc INTEGER,
    discs INTEGER,
    compilation INTEGER NOT NULL,
    duration REAL,
    sample_rate INTEGER,
    channels INTEGER,
    bit_depth INTEGER,
    bitrate INTEGER,
    has_cover INTEGER NOT NULL,
    bpm REAL,
    key TEXT NOT NULL DEFAULT '',
    track_gain REAL,
    track_peak REAL,
    album_gain REAL,
    album_peak REAL,
    added REAL NOT NULL,
    missing_since REAL,
    rating REAL,
    play_count INTEGER NOT NULL DEFAULT 0,
    skip_count INTEGER NOT NULL DEFAULT 0,
    last_played REAL,
    UNIQUE (folder, name)
);
CREATE INDEX tracks_fingerprint ON tracks (fingerprint);
CREATE INDEX tracks_album ON tracks (album);
CREATE INDEX tracks_missing ON tracks (missing_since) WHERE missing_since IS NOT NULL;

-- Files that could not be read, and why.
CREATE TABLE failures (
    folder INTEGER NOT NULL REFERENCES folders,
    name BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (folder, name)
) WITHOUT ROWID;

-- Which models have stems of a track ready.
CREATE TABLE stems (
    track INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE,
    model TEXT NOT NULL,
    PRIMARY KEY (track, model)
) WITHOUT ROWID;

-- A smart playlist has a query instead of entries.
CREATE TABLE playlists (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    query TEXT,
    sort TEXT NOT NULL DEFAULT '',
    maximum INTEGER,
    created REAL NOT NULL
);

-- An entry is a track, or else the location of something that the library does not know.
CREATE TABLE entries (
    playlist INTEGER NOT NULL REFERENCES playlists ON DELETE CASCADE,
    place INTEGER NOT NULL,
    track INTEGER REFERENCES tracks ON DELETE SET NULL,
    location BLOB NOT NULL,
    PRIMARY KEY (playlist, place)
) WITHOUT ROWID;
CREATE INDEX entries_track ON entries (track);

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    track INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE,
    at REAL NOT NULL,
    skipped INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX history_track ON history (track);
