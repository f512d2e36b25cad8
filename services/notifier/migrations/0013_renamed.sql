-- The ids under which a rule ever carried on, by any playbook that was in force: what was said under
-- one of them is known whichever of the playbooks is in force.
ALTER TABLE notifier.rules ADD COLUMN was text[] NOT NULL DEFAULT '{}';
