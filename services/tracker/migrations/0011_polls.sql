-- limit: 7200 s

-- Nothing changes a parcel between its copy and the end: the strength that ALTER TABLE wants below,
-- since a lock that is raised later meets writers who wait for it, as a deadlock.
LOCK TABLE parcels IN ACCESS EXCLUSIVE MODE;

-- When a parcel is asked for, and with what words: apart from its state, since every look moves the
-- due time twice, and would write the whole of a wide row each time. A row of parcels always has
-- one here, made and dropped with it.
CREATE TABLE polls (
    parcel_id text NOT NULL,                  -- parcels.id
    provider text NOT NULL,
    poll_at timestamptz,                      -- due to be asked for; moved on while leased
    poll_why text NOT NULL DEFAULT '',        -- of poll_at; '': never planned
    lease uuid,                               -- the fence of whoever asks for it now
    deadline timestamptz,                     -- first end of protection ahead, as of the planning
    seen text NOT NULL DEFAULT '',            -- digest of the last answer; '': read the next in full
    carrier text NOT NULL DEFAULT '',         -- the rest as in the state: what a provider is told
    destination text NOT NULL DEFAULT '',
    service text NOT NULL DEFAULT '',
    order_key text NOT NULL DEFAULT ''
) WITH (
    -- What was due before lies at the head of polls_due until it is cleared away.
    autovacuum_vacuum_scale_factor = 0.02
);

INSERT INTO polls
SELECT id, provider, poll_at, poll_why, lease, (
        SELECT min(protection_end) FROM parcel_orders WHERE parcel_id = id
    ),
    CASE WHEN state ->> 'feed_silent_since' IS NULL THEN seen ELSE '' END,
    coalesce(state ->> 'carrier', ''), coalesce(state ->> 'destination', ''),
    coalesce(state ->> 'service', ''), coalesce(state #>> '{order_keys,0}', '')
FROM parcels;

CREATE INDEX polls_due ON polls (provider, poll_at) WHERE poll_at IS NOT NULL;

-- A lease takes a row from the large index to the small one, and so touches no page of the large
-- one, of which every row has another. A foreign key would want one index of all rows.
CREATE UNIQUE INDEX polls_free ON polls (parcel_id) WHERE lease IS NULL;
CREATE UNIQUE INDEX polls_leased ON polls (parcel_id) WHERE lease IS NOT NULL;

ALTER TABLE parcels DROP COLUMN poll_at, DROP COLUMN poll_why, DROP COLUMN lease, DROP COLUMN seen;
