-- When an order was handed over is often not told: what is only supposed stands in no rate.
-- `shipped_at` stays what a week counts by, its day of payment where nothing better is known.
ALTER TABLE desk.orders
    ADD COLUMN sent_at timestamptz,                       -- as the marketplace says; null: it does not
    ADD COLUMN dispatch text NOT NULL DEFAULT 'unknown';  -- on_time, late, unsent; empty: no ship_by
-- The side is the case's own: held_out, told; unknown where it is older than the keeping of sides,
-- and empty where nothing is compared.
COMMENT ON COLUMN desk.orders.arm IS 'held_out, told, unknown or empty: as the case has it';
