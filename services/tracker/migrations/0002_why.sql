-- What a person asks of a parcel: why it is asked for when it is, and since when an order has it.
ALTER TABLE parcels ADD COLUMN poll_why text NOT NULL DEFAULT ''; -- of poll_at; '': never planned
ALTER TABLE parcel_orders ADD COLUMN since timestamptz;  -- when it came to name it; null: not known

-- A person has the number, and not who is asked for it.
CREATE INDEX parcels_by_number ON parcels (number);
