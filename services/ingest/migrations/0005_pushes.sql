-- When a shop's pushes were last heard of (to the minute), and how many changes polling has brought
-- since that a push should have told. stopped_since: people have been told that they have stopped.
CREATE TABLE ingest.pushes (
    shop text COLLATE "C" PRIMARY KEY,
    heard_at timestamptz,                     -- null: none ever came
    missed integer NOT NULL DEFAULT 0,
    stopped_since timestamptz
);
