-- What people did that is about no order: they stopped a shop, let it go on, had a record tried
-- again. Added to and never changed.
CREATE TABLE notifier.acts (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL,
    by      text NOT NULL,
    did     text NOT NULL,                  -- paused · resumed · replayed
    about   text NOT NULL,                  -- the scope, or the record
    reason  text NOT NULL DEFAULT ''
);
