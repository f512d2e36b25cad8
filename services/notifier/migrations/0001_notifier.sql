-- The notifier's own state. Leases move a due column (wake_at, retry_at); `published < version` is
-- the outbox of topic `outcomes`. The row of a case is the lock for everything that belongs to it:
-- whoever writes an action, an entry or a task of an order holds its case first, in key order.

CREATE TABLE notifier.cases (
    order_key   text COLLATE "C" PRIMARY KEY,
    shop        text NOT NULL,
    state       jsonb NOT NULL,
    version     bigint NOT NULL,
    playbook    text NOT NULL,              -- the version it was last planned with
    wake_at     timestamptz,                -- the earliest instant at which its plan changes
    entries     integer NOT NULL DEFAULT 0, -- how many entries the chain has ...
    head        text NOT NULL DEFAULT ''    -- ... and the hash of the last
);
CREATE INDEX cases_due ON notifier.cases (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX cases_shop ON notifier.cases (shop);

-- What happened, once per source, chained by hashes. Holds no buyer's words.
CREATE TABLE notifier.entries (
    order_key   text COLLATE "C" NOT NULL,
    seq         integer NOT NULL,
    source_id   text NOT NULL,
    kind        text NOT NULL,
    at          timestamptz NOT NULL,
    body        jsonb NOT NULL,
    prev        text NOT NULL,
    hash        text NOT NULL,
    PRIMARY KEY (order_key, seq),
    UNIQUE (order_key, source_id)
);

-- One row per effect: the primary key is what makes it happen once.
CREATE TABLE notifier.actions (
    key          text COLLATE "C" PRIMARY KEY,
    order_key    text COLLATE "C" NOT NULL REFERENCES notifier.cases,
    rule         text NOT NULL,
    occasion     text NOT NULL,
    kind         text NOT NULL,
    channel      text NOT NULL DEFAULT '',
    status       text NOT NULL,
    reason       text NOT NULL DEFAULT '',
    mode         text NOT NULL,
    args         jsonb NOT NULL DEFAULT '{}',
    version      bigint NOT NULL DEFAULT 1,
    published    bigint NOT NULL DEFAULT 0,
    due_at       timestamptz,
    until        timestamptz,
    text         text NOT NULL DEFAULT '',  -- exactly what was approved or claimed
    text_hash    text NOT NULL DEFAULT '',
    conversation text,
    external_ref text NOT NULL DEFAULT '',
    attempts     integer NOT NULL DEFAULT 0, -- claims so far
    looks        integer NOT NULL DEFAULT 0, -- looks at the channel since the last claim
    doubts       integer NOT NULL DEFAULT 0, -- unanswered sends of which two looks found nothing
    -- ready: may leave · claimed: end of the lease · uncertain: next look · done: next read-back
    retry_at     timestamptz,
    claimed_at   timestamptz,
    done_at      timestamptz,
    changed_at   timestamptz NOT NULL
);
CREATE INDEX actions_due ON notifier.actions (status, retry_at) WHERE retry_at IS NOT NULL;
CREATE INDEX actions_unpublished ON notifier.actions (key) WHERE published < version;
CREATE INDEX actions_order ON notifier.actions (order_key);
CREATE INDEX actions_conversation ON notifier.actions (conversation) WHERE conversation IS NOT NULL;

-- The desk. `key` is the cause: the action's key, or it with #approval, #check, #blocked, #text.
CREATE TABLE notifier.tasks (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         text COLLATE "C" NOT NULL UNIQUE,
    action_key  text COLLATE "C" NOT NULL,
    order_key   text COLLATE "C" NOT NULL REFERENCES notifier.cases,
    shop        text NOT NULL,
    kind        text NOT NULL,              -- do · approve · send · check
    rule        text NOT NULL,
    title       text NOT NULL,
    why         text NOT NULL DEFAULT '',
    body        text NOT NULL DEFAULT '',   -- the text ready to paste
    link        text NOT NULL DEFAULT '',
    deadline    timestamptz,
    status      text NOT NULL,              -- open · done · refused · gone
    created_at  timestamptz NOT NULL,
    closed_at   timestamptz,
    closed_by   text NOT NULL DEFAULT '',
    outcome     text NOT NULL DEFAULT ''
);
CREATE INDEX tasks_open ON notifier.tasks (shop, id) WHERE status = 'open';
CREATE INDEX tasks_order ON notifier.tasks (order_key);

-- One row of wanted state per dedup key; it stands while any of its causes does.
CREATE TABLE notifier.alerts (
    dedup_key   text COLLATE "C" PRIMARY KEY,
    level       text NOT NULL,
    labels      jsonb NOT NULL,
    summary     text NOT NULL,
    why_now     text NOT NULL,
    what_to_do  text NOT NULL,
    link        text NOT NULL,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz
);
CREATE TABLE notifier.alert_causes (
    action_key  text COLLATE "C" PRIMARY KEY,
    order_key   text COLLATE "C" NOT NULL,
    occasion    text NOT NULL,
    dedup_key   text COLLATE "C" NOT NULL,
    level       text NOT NULL,
    labels      jsonb NOT NULL,
    summary     text NOT NULL,
    why_now     text NOT NULL,
    what_to_do  text NOT NULL,
    link        text NOT NULL,
    since       timestamptz NOT NULL,
    gone_at     timestamptz
);
CREATE INDEX alert_causes_dedup ON notifier.alert_causes (dedup_key);
CREATE INDEX alert_causes_order ON notifier.alert_causes (order_key);
CREATE TABLE notifier.deliveries (
    dedup_key   text COLLATE "C" NOT NULL,
    receiver    text NOT NULL,
    wanted      integer NOT NULL,
    sent        integer NOT NULL DEFAULT 0,
    retry_at    timestamptz,
    PRIMARY KEY (dedup_key, receiver)
);
CREATE INDEX deliveries_due ON notifier.deliveries (retry_at) WHERE retry_at IS NOT NULL;

CREATE TABLE notifier.pauses (
    scope   text PRIMARY KEY,               -- a shop, or `all`
    reason  text NOT NULL,
    by      text NOT NULL,
    at      timestamptz NOT NULL
);
CREATE TABLE notifier.shops (
    shop        text PRIMARY KEY,
    live_since  timestamptz NOT NULL
);
CREATE TABLE notifier.rules (
    shop            text NOT NULL,
    rule            text NOT NULL,
    in_force_since  timestamptz NOT NULL,
    PRIMARY KEY (shop, rule)
);

-- How much has left in a window: what the ceilings are held against.
CREATE TABLE notifier.ledgers (
    scope        text NOT NULL,             -- shop#hour, shop#day
    window_start timestamptz NOT NULL,
    used         integer NOT NULL,
    PRIMARY KEY (scope, window_start)
);
