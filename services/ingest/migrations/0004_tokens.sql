-- The tokens under which shops are called, where the program keeps them: see services/connectors/
-- tokens. sealed: the pair, under the data key `tokens` of personal_keys. refreshing_since is
-- committed before the call for the next pair: where it stands, how that call ended is not known.
CREATE TABLE ingest.tokens (
    shop text COLLATE "C" PRIMARY KEY,
    version integer NOT NULL,
    sealed bytea NOT NULL,
    granted_at timestamptz NOT NULL,
    expires_at timestamptz,                   -- null: not told
    refresh_until timestamptz,                -- null: not told, or nothing to refresh with
    due_at timestamptz,                       -- when to renew it; moves with the lease
    refreshing_since timestamptz,
    tries integer NOT NULL DEFAULT 0,         -- calls with this refresh token so far
    state text NOT NULL DEFAULT 'valid',      -- valid | needs_authorisation
    why text NOT NULL DEFAULT '',
    renewable boolean NOT NULL,               -- there is a refresh token
    place text NOT NULL                       -- the database in which it was written
);
