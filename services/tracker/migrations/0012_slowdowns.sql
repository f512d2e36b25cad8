-- Lanes that are slower than usual, kept so that a restart knows since when, and whom it was told.
CREATE TABLE slowdowns (
    origin text NOT NULL,                     -- of the lane; empty where it is any
    destination text NOT NULL,
    service text NOT NULL,
    since timestamptz NOT NULL,
    by_days integer NOT NULL,
    told boolean NOT NULL DEFAULT false,      -- every receiver has accepted its notice
    PRIMARY KEY (origin, destination, service)
);
