-- When the last scan of a watched folder began that came to its end.
ALTER TABLE roots ADD COLUMN scanned REAL;
