-- What people wrote lies sealed in ingest.personal; its fingerprint stands in the object. Messages
-- that an older version stored are sealed at the service's start: this finds them, and is empty then.
CREATE INDEX objects_in_plain ON ingest.objects (id)
    WHERE kind = 'message' AND body->>'text' <> '' AND NOT starts_with(body->>'text', 'hmac-sha256:');

-- Whose message it is: asked when a buyer's text is exported or erased, as are an order's disputes.
UPDATE ingest.objects SET buyer = body->>'buyer' WHERE kind = 'message';
CREATE INDEX objects_messages_of_buyer ON ingest.objects (shop, buyer) WHERE kind = 'message';
CREATE INDEX objects_disputes_of_order ON ingest.objects (order_key) WHERE kind = 'dispute';
