-- What was complained of, and how it ended: a row for each case that holds a complaint. Everything
-- here is derived from the cases and may be deleted: it is read anew. An answer is kept as anybody's
-- (services/desk/knowledge/anonymous.py); a buyer who is erased takes their rows along.
CREATE TABLE desk.solved (
    order_key  text COLLATE "C" PRIMARY KEY,
    version    bigint NOT NULL,             -- of the case that it was made from
    look_at    timestamptz,                 -- when it may have settled by waiting; null: never so
    shop       text COLLATE "C" NOT NULL,
    type       text NOT NULL,               -- of complaint
    party      text NOT NULL,               -- who is responsible
    country    text NOT NULL,
    carrier    text NOT NULL,
    raised_at  timestamptz NOT NULL,
    settled_at timestamptz,                 -- null: it is not
    outcome    text NOT NULL DEFAULT '',
    rules      text[] NOT NULL DEFAULT '{}', -- that acted since it was raised
    language   text NOT NULL DEFAULT '',
    answer     text NOT NULL DEFAULT '',    -- empty: none that could be made anybody's
    by_person  boolean NOT NULL DEFAULT false,
    hidden     boolean NOT NULL DEFAULT false, -- somebody kept its answer back, for good
    words      tsvector NOT NULL DEFAULT ''
);
CREATE INDEX solved_words ON desk.solved USING gin (words);
CREATE INDEX solved_last ON desk.solved (settled_at DESC, order_key) WHERE settled_at IS NOT NULL;
CREATE INDEX solved_type ON desk.solved (type, settled_at DESC) WHERE answer <> '';
CREATE INDEX solved_rules ON desk.solved USING gin (rules) WHERE answer <> '';
CREATE INDEX solved_raised ON desk.solved (raised_at);

-- The few orders of which anybody complained, for whoever looks what became of them.
CREATE INDEX orders_complained ON desk.orders (order_key) WHERE reason <> '';
