-- The second look: what the destination's own carrier is asked, and when, while the first provider
-- tells of a hold or of nothing. Due work of its own, leased like the poll.
ALTER TABLE parcels ADD COLUMN second_provider text;    -- null: nothing to ask, or nobody
ALTER TABLE parcels ADD COLUMN second_number text;      -- the hand-off's, or the parcel's own
ALTER TABLE parcels ADD COLUMN second_at timestamptz;   -- moved on while leased
ALTER TABLE parcels ADD COLUMN second_why text NOT NULL DEFAULT '';
ALTER TABLE parcels ADD COLUMN second_heard_at timestamptz; -- its last word on the parcel
ALTER TABLE parcels ADD COLUMN second_lease uuid;
CREATE INDEX parcels_second ON parcels (second_provider, second_at) WHERE second_at IS NOT NULL;
