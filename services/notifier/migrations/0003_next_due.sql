-- When anything is next to come, whatever its status: asked by every idle pass of the dispatcher.
CREATE INDEX actions_next_due ON notifier.actions (retry_at) WHERE retry_at IS NOT NULL;
