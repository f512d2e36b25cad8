-- The newest version seen of every order that named a number: a version is taken once.
CREATE TABLE orders (
    order_key text PRIMARY KEY,
    version integer NOT NULL
);

-- A parcel's row is its own outbox (published < version), its poll queue (poll_at) and its alarm
-- (turn_at). A number that no order has named yet is a row with kept_until.
CREATE TABLE parcels (
    id text PRIMARY KEY,                      -- provider/number
    provider text NOT NULL,
    number text NOT NULL,
    state jsonb NOT NULL,                     -- schemas.parcel.Parcel, as published
    hash text NOT NULL DEFAULT '',            -- of its content
    version integer NOT NULL DEFAULT 0,
    published integer NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL,          -- when the version was made (domain time)
    lost jsonb NOT NULL DEFAULT '{}',         -- order key -> the version that lost it
    update_version integer NOT NULL DEFAULT 0,-- newest carrier-update applied
    poll_at timestamptz,                      -- due to be asked for; moved on while leased
    lease uuid,                               -- the fence of whoever asks for it now
    turn_at timestamptz,                      -- when time alone changes it
    kept_until timestamptz                    -- unclaimed: when it is dropped
);
CREATE INDEX parcels_due ON parcels (provider, poll_at) WHERE poll_at IS NOT NULL;
CREATE INDEX parcels_turning ON parcels (turn_at) WHERE turn_at IS NOT NULL;
CREATE INDEX parcels_unclaimed ON parcels (kept_until) WHERE kept_until IS NOT NULL;
CREATE INDEX parcels_unsent ON parcels (id) WHERE published < version;

-- Which orders name which numbers now, and what of the order a parcel is judged by.
CREATE TABLE parcel_orders (
    parcel_id text NOT NULL REFERENCES parcels ON DELETE CASCADE,
    order_key text NOT NULL,
    buyer text NOT NULL,                      -- the platform's reference, no name
    country text NOT NULL,
    service text,
    carrier text NOT NULL,
    shipped_at timestamptz,
    protection_end timestamptz,
    PRIMARY KEY (parcel_id, order_key)
);
CREATE INDEX parcel_orders_by_order ON parcel_orders (order_key);

-- Every scan, and when we first knew of it: what a dispute asks.
CREATE TABLE scans (
    parcel_id text NOT NULL REFERENCES parcels ON DELETE CASCADE,
    scan_id text NOT NULL,
    at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (parcel_id, scan_id)
);

-- The answer that first showed a hold, its end, or the delivery: disputes outlive providers' data.
CREATE TABLE evidence (
    parcel_id text NOT NULL REFERENCES parcels ON DELETE CASCADE,
    what text NOT NULL,                       -- hold:1, released:1, delivered
    at timestamptz NOT NULL,
    hash text NOT NULL,                       -- SHA-256 of body
    body text NOT NULL,                       -- the very text: jsonb would not keep its bytes
    PRIMARY KEY (parcel_id, what)
);

-- Having a number followed costs money: each is registered once. `wanted` has never been asked
-- for; `intended` may have been (look first); the rest are ends, but for a due_at to try again.
CREATE TABLE registrations (
    provider text NOT NULL,
    number text NOT NULL,
    parcel_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('wanted', 'intended', 'registered', 'refused')),
    carrier text NOT NULL,
    destination text NOT NULL,
    due_at timestamptz,
    lease uuid,
    intended_at timestamptz,
    registered_at timestamptz,
    reason text NOT NULL DEFAULT '',
    PRIMARY KEY (provider, number)
);
CREATE INDEX registrations_due ON registrations (provider, due_at) WHERE due_at IS NOT NULL;
