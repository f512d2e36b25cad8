-- limit: 300 s
-- What the desk ranks and filters by, and who has a task in hand or has put it off.
ALTER TABLE notifier.tasks
    ADD COLUMN country text NOT NULL DEFAULT '',        -- where the order goes, ISO 3166
    ADD COLUMN at_risk numeric NOT NULL DEFAULT 0,      -- what the order is worth, not yet paid back
    ADD COLUMN currency text NOT NULL DEFAULT '',       -- of that; empty: nobody told the worth
    ADD COLUMN assignee text NOT NULL DEFAULT '',
    ADD COLUMN snoozed_until timestamptz;
UPDATE notifier.tasks SET country = coalesce(state #>> '{order,destination,country}', '')
  FROM notifier.cases WHERE cases.order_key = tasks.order_key AND tasks.status = 'open';

-- The queue, page by page: with a shop it is read along the second, else along the first.
CREATE INDEX tasks_queue ON notifier.tasks
    ((NOT vip), (coalesce(deadline, 'infinity'::timestamptz)), (- at_risk), id)
    WHERE status = 'open';
CREATE INDEX tasks_queue_shop ON notifier.tasks
    (shop, (NOT vip), (coalesce(deadline, 'infinity'::timestamptz)), (- at_risk), id)
    WHERE status = 'open';
