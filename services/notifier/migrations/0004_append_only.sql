-- What happened is added to and never changed: whoever would rewrite a timeline has to take this
-- trigger away first, and then the chain of hashes still shows it (`forestall case verify`).
CREATE FUNCTION notifier.refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'notifier.entries is append-only: % is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notifier.entries
    FOR EACH STATEMENT EXECUTE FUNCTION notifier.refuse_to_rewrite();

-- Who had which buyer's personal text erased, and why: in a person's words, so not in the chain.
CREATE TABLE notifier.erasures (
    subject text COLLATE "C" NOT NULL,
    at      timestamptz NOT NULL,
    by      text NOT NULL,
    reason  text NOT NULL,
    PRIMARY KEY (subject, at)
);
