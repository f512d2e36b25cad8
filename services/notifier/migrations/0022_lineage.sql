-- Which database this is by its own telling, and the domain time at which it was found to go on from
-- an earlier state (a replica took over, a backup was restored): what was due until then may have
-- left, and be forgotten. Null: it never did.
CREATE TABLE notifier.lineage (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    name text NOT NULL,
    since timestamptz
);
