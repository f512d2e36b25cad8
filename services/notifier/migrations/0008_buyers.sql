-- Whose order a case is, by the platform's reference: what a buyer hears is counted over all of
-- their orders in a shop, and what staff mark of a buyer holds for all of them.
ALTER TABLE notifier.cases ADD COLUMN buyer text COLLATE "C" NOT NULL DEFAULT '';
UPDATE notifier.cases SET buyer = coalesce(state #>> '{order,buyer,reference}', '');
CREATE INDEX cases_buyer ON notifier.cases (shop, buyer) WHERE buyer <> '';

-- What staff have marked of a buyer. A row stays when its last mark is gone: the version tells.
CREATE TABLE notifier.buyers (
    shop    text COLLATE "C" NOT NULL,
    buyer   text COLLATE "C" NOT NULL,
    marks   text[] NOT NULL,
    version integer NOT NULL DEFAULT 1,
    by      text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (shop, buyer)
);

-- Tasks about a buyer marked `vip` lie on top of the desk.
ALTER TABLE notifier.tasks ADD COLUMN vip boolean NOT NULL DEFAULT false;
