-- The canary order (at most one row): when it was last sent to the edge by any replica, and when
-- that was sent which last arrived. No row while the settings have none.
CREATE TABLE notifier.canary (
    name        text PRIMARY KEY,
    since       timestamptz NOT NULL,       -- since when it has been sent at all
    sent_at     timestamptz,
    stamp       timestamptz                 -- of the latest that arrived, as it was sent
);
