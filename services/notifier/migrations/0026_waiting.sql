-- What waits for a second person and is about no task (desk.four_eyes): a row until it is done,
-- taken back or asked for anew. That it was asked for stands in notifier.acts for good.
CREATE TABLE notifier.waiting (
    act     text NOT NULL,              -- playbook, resume, promote, answer, erase
    about   text NOT NULL,              -- what it is done to; names no buyer
    what    text NOT NULL,              -- exactly what is asked for
    by      text NOT NULL,
    reason  text NOT NULL,
    at      timestamptz NOT NULL,       -- domain time
    PRIMARY KEY (act, about)
);
