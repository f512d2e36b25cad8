-- What remedies cost is read from each payment, not from the order: one may have had two, in weeks
-- and currencies of their own. These columns are written no longer.
ALTER TABLE desk.orders ALTER COLUMN cost SET DEFAULT 0, ALTER COLUMN currency SET DEFAULT '';
