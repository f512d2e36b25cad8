-- Playbooks that somebody tries at the desk before one is taken: what is wrong with each, what it
-- would change, and how far that has been looked through. Whoever asks reads it here, at whichever
-- desk, and what was cut off shows as such.
CREATE TABLE notifier.trials (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    by       text NOT NULL,
    name     text NOT NULL,             -- of the file, or which older one is tried again
    body     text,                      -- null: what the settings name
    base     text NOT NULL,             -- what it extends; empty: nothing
    number   integer NOT NULL,          -- of the playbook in force that it is compared with
    state    text NOT NULL,             -- running · done · wrong · failed
    done     integer NOT NULL DEFAULT 0,
    total    integer NOT NULL DEFAULT 0,
    found    jsonb NOT NULL DEFAULT '{}',
    moved_at timestamptz NOT NULL       -- machine time, at which it last got on
);
