-- 17TRACK follows a number that it has dropped once more, and only once: whether and when we have
-- asked for that. `retrack_at` is when to look whether it is needed; moved on while leased.
ALTER TABLE registrations
    ADD COLUMN retrack_at timestamptz,
    ADD COLUMN retrack_lease uuid,
    ADD COLUMN retrack_intended_at timestamptz,   -- committed before the call
    ADD COLUMN retracked_at timestamptz,
    ADD COLUMN retrack_end text NOT NULL DEFAULT '';  -- why it was refused for good
CREATE INDEX registrations_retrack ON registrations (provider, retrack_at)
    WHERE retrack_at IS NOT NULL;
UPDATE registrations SET retrack_at = registered_at + interval '26 days'
    WHERE state = 'registered';
