-- The canonical objects, each row its own outbox (published < version means: to send).
CREATE TABLE ingest.objects (
    kind text NOT NULL,
    id text NOT NULL,
    order_key text,
    shop text,
    buyer text,
    live boolean NOT NULL DEFAULT false,
    version integer NOT NULL,
    published integer NOT NULL DEFAULT 0,
    hash text NOT NULL,
    source_updated_at timestamptz,
    read_started_at timestamptz NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX objects_unpublished ON ingest.objects (kind, id) WHERE published < version;
-- A chat message names a buyer of a shop, not an order.
CREATE INDEX objects_orders_of_buyer ON ingest.objects (shop, buyer) WHERE kind = 'order';

-- How far each polled list has been read; due_at moves with the lease. push_lost: read it to this
-- very moment, because a push could not be taken; asked_at: the due time that this last led to.
CREATE TABLE ingest.watermarks (
    shop text NOT NULL,
    listing text NOT NULL,
    mark timestamptz NOT NULL,
    begun_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    lease uuid,
    push_lost boolean NOT NULL DEFAULT false,
    asked_at timestamptz,
    PRIMARY KEY (shop, listing)
);
CREATE INDEX watermarks_due ON ingest.watermarks (due_at);

-- Changes that polling brought although they should have been pushed; pushed_at: the push came
-- later after all, else it was lost.
CREATE TABLE ingest.healed (
    kind text NOT NULL,
    id text NOT NULL,
    version integer NOT NULL,
    changed_at timestamptz,
    healed_at timestamptz NOT NULL,
    pushed_at timestamptz,
    PRIMARY KEY (kind, id, version)
);
