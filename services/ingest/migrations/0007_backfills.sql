-- When a back-fill brought an order that nobody knew: what began before is not due, and never said.
ALTER TABLE ingest.objects ADD COLUMN known_since timestamptz;

-- How far a back-fill has come, list by list; one that is cut off goes on at `cursor`.
CREATE TABLE ingest.backfills (
    shop text COLLATE "C" NOT NULL,
    listing text COLLATE "C" NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz NOT NULL,               -- when it was begun
    expected integer NOT NULL,                -- entries, about
    seen integer NOT NULL DEFAULT 0,
    appended integer NOT NULL DEFAULT 0,      -- of them, those that say something new
    cursor text,
    done boolean NOT NULL DEFAULT false,
    PRIMARY KEY (shop, listing)
);
