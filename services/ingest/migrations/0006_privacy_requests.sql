-- What a marketplace asks for in a buyer's name, until a person has carried it out, and that they
-- have. buyer: '' is everybody of the shop. ref: the platform's own id of the request, so that a
-- push that comes again is no second one. app: whose push it was.
CREATE TABLE ingest.privacy_requests (
    shop text NOT NULL,
    buyer text NOT NULL,
    wants text NOT NULL CHECK (wants IN ('erasure', 'export')),
    ref text NOT NULL,
    app text NOT NULL,
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    done_by text,
    PRIMARY KEY (shop, buyer, wants, ref)
);
CREATE INDEX privacy_requests_open ON ingest.privacy_requests (due_at) WHERE done_at IS NULL;
