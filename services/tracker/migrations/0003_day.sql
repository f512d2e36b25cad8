-- Calls of an account in a domain day (UTC), for providers that count them so.
ALTER TABLE budgets ADD COLUMN day date;
ALTER TABLE budgets ADD COLUMN day_used integer NOT NULL DEFAULT 0;
