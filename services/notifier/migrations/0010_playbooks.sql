-- Which playbook is in force, for the whole installation. Rows are only added: what is in force is
-- the one with the greatest number, and going back adds an older one again.

-- Texts of playbooks, each under the hash of its own words: an overlay, and what it extended.
CREATE TABLE notifier.playbook_texts (
    hash    text PRIMARY KEY,
    body    text NOT NULL
);
CREATE TABLE notifier.playbooks (
    number  integer PRIMARY KEY,            -- 1, 2, 3 ...: whoever is second to take one is refused
    version text NOT NULL,                  -- what cases.playbook says; empty: the settings' file
    name    text NOT NULL,                  -- of the file it came from
    body    text REFERENCES notifier.playbook_texts,
    base    text REFERENCES notifier.playbook_texts,
    author  text NOT NULL,
    reason  text NOT NULL,
    at      timestamptz NOT NULL
);

-- Since when a rule is no longer in force; null while it is.
ALTER TABLE notifier.rules ADD COLUMN out_since timestamptz;
