-- The first of two presses, where a second person confirms (desk.four_eyes); see stores/tasks.py.
ALTER TABLE notifier.tasks
    ADD COLUMN first_act text NOT NULL DEFAULT '',      -- approve, edit, done; empty: nothing waits
    ADD COLUMN first_by text NOT NULL DEFAULT '',
    ADD COLUMN first_with text NOT NULL DEFAULT '',     -- an outcome, or other words for a buyer
    ADD COLUMN first_at timestamptz;

-- How it was before somebody did something that is about no order; `did` may be `asked` as well: they
-- asked a second person to take a playbook into force with them.
ALTER TABLE notifier.acts ADD COLUMN before text NOT NULL DEFAULT '';
