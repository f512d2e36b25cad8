-- What receivers that join nothing by themselves (chats, mailboxes) were told of this service's
-- alerts: one row for each that they know of, or are to know of. `said` is empty before anything
-- was said; a notice waits in `alert` until `due_at`, a page is said under a lease (`leased_until`).
CREATE TABLE told (
    receiver text COLLATE "C" NOT NULL,
    dedup_key text COLLATE "C" NOT NULL,
    said text NOT NULL DEFAULT '',
    alert jsonb,
    due_at timestamptz,
    leased_until timestamptz,
    PRIMARY KEY (receiver, dedup_key)
);
CREATE INDEX told_due ON told (due_at) WHERE due_at IS NOT NULL;
