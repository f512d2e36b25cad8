-- Which trace last changed what is about to be published or done, so that the next hop can follow
-- it. Written only where a trace is followed, kept for a day; a row that is missing loses a trace.
CREATE TABLE traces (
    name text COLLATE "C" PRIMARY KEY,  -- the row's key; of several columns, joined by /
    traceparent text NOT NULL,
    at timestamptz NOT NULL             -- domain time
);
CREATE INDEX traces_at ON traces (at);
