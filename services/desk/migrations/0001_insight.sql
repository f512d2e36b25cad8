-- What insight is made from: a narrow line for each order, and its sums by week. Everything here is
-- derived from the cases, holds nothing personal, and may be deleted: it is gathered anew.

CREATE TABLE desk.orders (
    order_key    text COLLATE "C" PRIMARY KEY,
    version      bigint NOT NULL,           -- of the case that it was made from
    made         text NOT NULL,             -- by which program and for which zone it was made
    shop         text COLLATE "C" NOT NULL,
    country      text NOT NULL,
    carrier      text NOT NULL,
    service      text NOT NULL,
    lane         text NOT NULL,             -- ORIGIN-DESTINATION
    product      text NOT NULL,             -- the title of the order's first line
    open         boolean NOT NULL,          -- neither ended nor on the way to it
    hazard       smallint NOT NULL,         -- 0 unknown, 1 low ... 5 severe
    ship_by      timestamptz,
    shipped_at   timestamptz,
    promise_at   timestamptz,
    moved_at     timestamptz,               -- the first scan that shows it move
    arrived_at   timestamptz,
    hold_at      timestamptz,               -- the first stay at customs ...
    hold_until   timestamptz,               -- ... and the end of the last; null while it stands
    hold_kind    text NOT NULL,
    late_at      timestamptz,               -- its promise, not kept; in the future: not yet
    lost_at      timestamptz,
    dispute_at   timestamptz,               -- the first
    dispute_open boolean NOT NULL,
    reason       text NOT NULL,             -- the type of complaint; empty: there is none
    party        text NOT NULL,             -- who is responsible
    contact_at   timestamptz,               -- the buyer's first message
    answered_at  timestamptz,               -- the first answer to it
    settled      boolean NOT NULL,          -- nothing of the buyer's waits, no dispute stands
    arm          text NOT NULL,             -- held_out · told · empty: no holdout when first seen
    cost         numeric NOT NULL,          -- of remedies ...
    currency     text NOT NULL,             -- ... in the shop's
    cost_at      date,                      -- the day of it, in the shop's zone
    -- The Monday of the ISO week, in the shop's zone, in which each happened.
    ship_by_week date,
    sent_week    date,
    hold_week    date,
    late_week    date,
    lost_week    date,
    dispute_week date,
    contact_week date,
    cost_week    date
);
CREATE INDEX orders_sent ON desk.orders (shop, sent_week) WHERE sent_week IS NOT NULL;
CREATE INDEX orders_ship_by ON desk.orders (shop, ship_by_week) WHERE ship_by_week IS NOT NULL;
CREATE INDEX orders_hold ON desk.orders (shop, hold_week) WHERE hold_week IS NOT NULL;
CREATE INDEX orders_late ON desk.orders (shop, late_week) WHERE late_week IS NOT NULL;
CREATE INDEX orders_lost ON desk.orders (shop, lost_week) WHERE lost_week IS NOT NULL;
CREATE INDEX orders_dispute ON desk.orders (shop, dispute_week) WHERE dispute_week IS NOT NULL;
CREATE INDEX orders_contact ON desk.orders (shop, contact_week) WHERE contact_week IS NOT NULL;
CREATE INDEX orders_cost ON desk.orders (shop, cost_week) WHERE cost_week IS NOT NULL;
-- Those that may yet be disputed, or sent too late.
CREATE INDEX orders_risk ON desk.orders (shop, hazard DESC, promise_at)
    WHERE open AND shipped_at IS NOT NULL AND dispute_at IS NULL;
CREATE INDEX orders_unsent ON desk.orders (shop, ship_by)
    WHERE open AND shipped_at IS NULL AND ship_by IS NOT NULL;

-- Sums of a shop's week: all of it (`by` is empty), and by each value of country, carrier, service,
-- lane, product, reason and party.
CREATE TABLE desk.weeks (
    shop     text COLLATE "C" NOT NULL,
    week     date NOT NULL,
    by       text NOT NULL,
    value    text NOT NULL,
    sent     integer NOT NULL,
    held     integer NOT NULL,
    late     integer NOT NULL,
    lost     integer NOT NULL,
    disputed integer NOT NULL,
    PRIMARY KEY (by, shop, week, value)
);

-- The weeks whose sums are to be made anew.
CREATE TABLE desk.stale (
    shop text COLLATE "C" NOT NULL,
    week date NOT NULL,
    PRIMARY KEY (shop, week)
);

-- How far the cases have been read (one row). Whoever reads on holds the row: a desk that dies lets
-- go of it with its connection.
CREATE TABLE desk.gathering (
    name     text PRIMARY KEY,
    after    text COLLATE "C" NOT NULL DEFAULT '',  -- the key up to which this round has come
    next_at  timestamptz NOT NULL,                  -- when the next round begins (domain time)
    begun_at timestamptz,                           -- of the round; null between two
    done_at  timestamptz                            -- when the last whole round began
);
INSERT INTO desk.gathering (name, next_at) VALUES ('cases', '-infinity');
