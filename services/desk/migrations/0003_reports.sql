-- The weeks' letters: each is sent once, by whichever desk takes it.
CREATE TABLE desk.letters (
    name     text NOT NULL,                 -- of the settings
    week     date NOT NULL,                 -- the Monday of the week that it tells of
    retry_at timestamptz NOT NULL,          -- when it is due; moved on while a desk has it
    tries    integer NOT NULL DEFAULT 0,
    sent_at  timestamptz,
    reached  text[] NOT NULL DEFAULT '{}',  -- fingerprints of the addresses that have it
    why      text NOT NULL DEFAULT '',      -- the last try did not succeed
    PRIMARY KEY (name, week)
);
