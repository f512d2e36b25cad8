-- What the test handler has applied: a row a record, so that a repetition would show.
CREATE TABLE seen (seq bigserial PRIMARY KEY, key text NOT NULL, value text NOT NULL);
CREATE TABLE things (
    name text PRIMARY KEY,
    body text NOT NULL,
    version integer NOT NULL,
    published integer NOT NULL DEFAULT 0
);
