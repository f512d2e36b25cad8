-- How far a shop in `observe` has been let go on: a share of its orders acts, the rest is observed.
-- Rows are only added: the greatest number of a shop counts.
CREATE TABLE notifier.stages (
    shop    text NOT NULL,
    number  integer NOT NULL,
    share   integer NOT NULL,               -- percent of its orders
    mode    text NOT NULL,                  -- in which they act: approve · automatic
    by      text NOT NULL,
    reason  text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (shop, number)
);
-- What a shop's orders are drawn with; it never changes, so who was drawn once stays drawn.
ALTER TABLE notifier.shops ADD COLUMN salt text NOT NULL DEFAULT gen_random_uuid()::text;
