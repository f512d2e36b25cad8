-- The beginning of the postcode that an order goes to: a carrier may have the number go elsewhere.
ALTER TABLE parcel_orders ADD COLUMN postcode_prefix text NOT NULL DEFAULT '';
