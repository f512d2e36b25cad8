-- Sessions of the desk that were ended by hand, until they would have ended by themselves.
CREATE TABLE notifier.signed_out (
    session text PRIMARY KEY,
    until   timestamptz NOT NULL        -- machine time
);
