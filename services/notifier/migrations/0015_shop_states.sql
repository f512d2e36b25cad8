-- How each shop stands with its marketplace, as ingest publishes it; applied: the version that the
-- shop's pause and notice say.
CREATE TABLE notifier.shop_states (
    shop        text COLLATE "C" PRIMARY KEY,
    version     integer NOT NULL,
    status      text NOT NULL,
    why         text NOT NULL,
    until       timestamptz,
    applied     integer NOT NULL DEFAULT 0
);
