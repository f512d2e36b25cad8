-- The latest stay at customs of every parcel that has had one, beside the cases: how many stand at
-- one country's customs is asked of all parcels together. A parcel of several orders is one row.
CREATE TABLE notifier.stays (
    parcel   text COLLATE "C" PRIMARY KEY,
    version  bigint NOT NULL,
    country  text NOT NULL,                 -- whose customs
    since    timestamptz NOT NULL,
    until    timestamptz                    -- null while it stands
);
CREATE INDEX stays_since ON notifier.stays (since);
