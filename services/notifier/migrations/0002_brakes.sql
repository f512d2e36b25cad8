-- The brakes, and what is needed to find again what a restored database has forgotten.
--
-- Ledgers have four scopes now: SHOP#hour, SHOP#day, and SHOP|RULE#hour, SHOP|RULE#day. The row of
-- a shop in notifier.shops is the lock of all that leaves it: whoever claims, counts or pauses
-- holds it, so that nothing is claimed once a pause has committed.

-- What left a shop by the minute, since it was last let go on: what the brake judges. Rows of
-- more than a day ago are of no use.
CREATE TABLE notifier.traffic (
    shop        text NOT NULL,
    minute      timestamptz NOT NULL,
    used        integer NOT NULL DEFAULT 0, -- messages and acts, as the ceilings count them
    messages    integer NOT NULL DEFAULT 0, -- of them messages ...
    refused     integer NOT NULL DEFAULT 0, -- ... and those that the platform refused or blocked
    PRIMARY KEY (shop, minute)
);

-- The greatest version of an action that was found in the log and entered here.
ALTER TABLE notifier.actions ADD COLUMN recovered bigint NOT NULL DEFAULT 0;

-- How far the log `outcomes` has been held against this database: what is before it, it knows.
CREATE TABLE notifier.outcomes_read (
    partition   integer PRIMARY KEY,
    next_offset bigint NOT NULL
);
