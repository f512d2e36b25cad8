-- What ends sessions of the desk beside a person's own sign-out: a provider names one session, or
-- somebody, whose later sessions go on.
ALTER TABLE notifier.signed_out
    ADD COLUMN before timestamptz;      -- machine time: sessions that began until then; null: any
