-- How a provider follows a number: until when, and which carriers it asks. `correct_at` is when to
-- look whether it asks the wrong one; moved on while leased. A person's wish stands until it is
-- asked for. What nobody has registered and no credit reaches waits in the order of `credit_by`.
ALTER TABLE registrations
    ADD COLUMN stopped_at timestamptz,            -- since when we know that it has stopped
    ADD COLUMN final_carrier text NOT NULL DEFAULT '',  -- who delivers it
    ADD COLUMN correct_at timestamptz,
    ADD COLUMN correct_lease uuid,
    ADD COLUMN wish_carrier text NOT NULL DEFAULT '',
    ADD COLUMN wish_final_carrier text NOT NULL DEFAULT '',
    ADD COLUMN credit_by timestamptz,             -- its buyer's protection ends; infinity: none does
    ADD COLUMN credit_month date;                 -- a credit of that month is counted for it
CREATE INDEX registrations_correct ON registrations (provider, correct_at)
    WHERE correct_at IS NOT NULL;

CREATE INDEX registrations_credit ON registrations (provider, credit_by, number)
    WHERE credit_by IS NOT NULL;
-- Of those, the ones whose parcels do not say so yet.
CREATE INDEX registrations_untold ON registrations (provider, credit_by)
    WHERE credit_by IS NOT NULL AND reason = '';
-- Counted by the index alone, but for those that a credit is counted for.
DROP INDEX registrations_due;
CREATE INDEX registrations_due ON registrations (provider, due_at) INCLUDE (credit_month)
    WHERE due_at IS NOT NULL;

-- The provider itself has said that the account is spent: nothing is registered until then.
ALTER TABLE credits ADD COLUMN closed_until timestamptz;

-- Every time that a provider was told to ask another carrier: it allows few for each number.
CREATE TABLE corrections (
    provider text NOT NULL,
    number text NOT NULL,
    ordinal integer NOT NULL,
    carrier text NOT NULL,                        -- empty: left as it was
    final_carrier text NOT NULL,                  -- the same
    instead_of text NOT NULL,                     -- the carrier that was asked before
    final_instead_of text NOT NULL,
    by_hand boolean NOT NULL,
    why text NOT NULL,
    intended_at timestamptz NOT NULL,             -- committed before the call
    refusals integer NOT NULL DEFAULT 0,          -- how often it was not possible yet
    counted boolean NOT NULL DEFAULT true,        -- it has, or may have, used one up
    ended_at timestamptz,                         -- null: to be asked for (again)
    outcome text NOT NULL DEFAULT '',             -- done, overtaken, or the refusal
    PRIMARY KEY (provider, number, ordinal)
);
CREATE UNIQUE INDEX corrections_open ON corrections (provider, number) WHERE ended_at IS NULL;
