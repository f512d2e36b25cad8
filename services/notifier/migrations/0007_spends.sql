-- What a remedy of ours says, fixed with its words; and what offers hold and remedies have cost.
ALTER TABLE notifier.actions ADD COLUMN offer jsonb;

-- One row an offer. Read and written only under the lock of the shop's row in notifier.shops, so
-- that no cap is passed however many claim at once.
CREATE TABLE notifier.spends (
    key        text PRIMARY KEY,            -- of the offer's action
    shop       text NOT NULL,
    order_key  text NOT NULL,
    buyer      text NOT NULL,               -- a fingerprint of the platform's reference
    amount     numeric NOT NULL,            -- in the shop's currency, rounded up
    currency   text NOT NULL,
    day        date NOT NULL,               -- in the shop's zone, on which it was held or spent
    state      text NOT NULL,               -- held, spent, released
    expires_at timestamptz                  -- a held one counts until then
);
CREATE INDEX spends_by_day ON notifier.spends (shop, day);
CREATE INDEX spends_by_order ON notifier.spends (order_key);
