-- Of the provider's last answer: one that says the same again changes nothing but the next poll.
ALTER TABLE parcels ADD COLUMN seen text NOT NULL DEFAULT '';
