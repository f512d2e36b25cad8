-- The language of an action's text: a conversation that began in one goes on in it.
ALTER TABLE notifier.actions ADD COLUMN language text NOT NULL DEFAULT '';
