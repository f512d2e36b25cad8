-- Up to where the reading before the last one went: what it found has long been taken in.
ALTER TABLE ingest.watermarks ADD COLUMN mark_before timestamptz;
