-- Registrations that an account has paid for in a calendar month (UTC, domain time).
CREATE TABLE credits (
    provider text NOT NULL,
    account text NOT NULL,
    month date NOT NULL,                      -- its first day
    used integer NOT NULL,
    PRIMARY KEY (provider, account, month)
);
