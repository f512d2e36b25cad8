-- Calls of an app in a domain day (UTC), and what of an object is due next, by which calls are put
-- in order.
ALTER TABLE ingest.budgets ADD COLUMN day date;
ALTER TABLE ingest.budgets ADD COLUMN day_used integer NOT NULL DEFAULT 0;
ALTER TABLE ingest.objects ADD COLUMN deadline_at timestamptz;
CREATE INDEX objects_deadline ON ingest.objects (shop, kind, deadline_at)
 WHERE deadline_at IS NOT NULL;

-- why: what the last try to read a list met, null where it was read; cursor, reading_until: where
-- a first look that is under way goes on, and up to when it reads.
ALTER TABLE ingest.watermarks ADD COLUMN why text;
ALTER TABLE ingest.watermarks ADD COLUMN cursor text;
ALTER TABLE ingest.watermarks ADD COLUMN reading_until timestamptz;
