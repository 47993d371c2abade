-- Tempo and key as they were found by listening; what the tags say goes before them.
ALTER TABLE tracks ADD COLUMN found_bpm REAL;
ALTER TABLE tracks ADD COLUMN found_key TEXT NOT NULL DEFAULT '';
ALTER TABLE tracks ADD COLUMN shown_bpm REAL
    GENERATED ALWAYS AS (coalesce(bpm, found_bpm)) VIRTUAL;
ALTER TABLE tracks ADD COLUMN shown_key TEXT
    GENERATED ALWAYS AS (CASE key WHEN '' THEN found_key ELSE key END) VIRTUAL;
CREATE INDEX tracks_key ON tracks (shown_key) WHERE shown_key <> '';
