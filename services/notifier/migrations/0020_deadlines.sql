-- Of the tasks whose deadline passed lately it is counted every few seconds how many were met.
CREATE INDEX tasks_deadline ON notifier.tasks (deadline) WHERE deadline IS NOT NULL;
