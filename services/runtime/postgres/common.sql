-- What every service's schema holds for its consumers; applied by migrate() before its own files.

-- How each record read from a topic ended. Written in the batch's own transaction; a record below
-- next_offset has had its effect. The counters are present states: a parked record that is applied
-- later moves from parked to applied, so that their sum is always next_offset.
CREATE TABLE progress (
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL DEFAULT 0,
    applied bigint NOT NULL DEFAULT 0,
    superseded bigint NOT NULL DEFAULT 0,
    ignored jsonb NOT NULL DEFAULT '{}',
    parked bigint NOT NULL DEFAULT 0,
    dead bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, partition)
);

-- Records that wait: for an outside system (bug = false, due_at set), or for the next version of
-- the program (bug = true, due_at null until then; later records of the key wait behind them).
-- Bytes are kept as bytes: text columns refuse a NUL that a record may carry.
CREATE TABLE parked (
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key bytea,
    headers bytea NOT NULL,
    body bytea NOT NULL,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL DEFAULT 1,
    due_at timestamptz,
    bug boolean NOT NULL DEFAULT false,
    program text NOT NULL,
    first_at timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, "offset")
);
CREATE INDEX parked_due ON parked (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX parked_behind ON parked (topic, key) WHERE bug;

-- Records that no retry can mend; the record itself is on the topic `dead`.
CREATE TABLE dead_letters (
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    at timestamptz NOT NULL,
    replayed_at timestamptz,
    PRIMARY KEY (topic, partition, "offset")
);

-- When a provider's account may be called next, in machine time: the one table that is.
CREATE TABLE budgets (
    provider text NOT NULL,
    account text NOT NULL,
    next_free_at timestamptz NOT NULL,
    PRIMARY KEY (provider, account)
);
