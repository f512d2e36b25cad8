-- What is added to the version of an object as it is published: after a backup was restored it lies
-- above all that the topics hold, for consumers keep the greatest.
CREATE TABLE tracker.raised (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    "by" bigint NOT NULL DEFAULT 0
);
INSERT INTO tracker.raised DEFAULT VALUES;
