-- The day that the buyer was promised: what a parcel's hazard is judged by, and lanes are taught.
ALTER TABLE parcel_orders ADD COLUMN promise timestamptz;
