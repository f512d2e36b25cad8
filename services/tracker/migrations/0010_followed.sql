-- How a provider follows a number: until when.
ALTER TABLE registrations
    ADD COLUMN stopped_at timestamptz;            -- since when we know that it has stopped
