-- What every service's schema holds for personal text; applied by migrate() after common.sql.

-- A data key for each subject (MARKETPLACE/SHOP/BUYER; `parked` for raw records that nobody has read
-- yet), wrapped by a master key that stands outside the database. Erasing a buyer leaves the row
-- without its key: what was said until erased_at is not taken in again.
CREATE TABLE personal_keys (
    subject text COLLATE "C" PRIMARY KEY,
    wrapped bytea,                            -- null: destroyed
    master text NOT NULL DEFAULT '',          -- the name of the key that wraps it
    made_at timestamptz NOT NULL,
    erased_at timestamptz
);
CREATE INDEX personal_keys_wrapped ON personal_keys (master, subject) WHERE wrapped IS NOT NULL;

-- The words themselves, sealed under the subject's key.
CREATE TABLE personal (
    kind text NOT NULL,                       -- message
    ref text COLLATE "C" NOT NULL,            -- of what they are the words: the object's id
    subject text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,                  -- when they were said
    sealed bytea NOT NULL,
    PRIMARY KEY (kind, ref)
);
CREATE INDEX personal_of_subject ON personal (subject);

-- A raw record may hold a name, an address, a buyer's words: its headers and body are sealed under
-- the key of the subject `parked`. Those parked by an older version are not.
ALTER TABLE parked ADD COLUMN sealed boolean NOT NULL DEFAULT false;
