-- What is to be told comes into the queue when its time has come, for those who want to be told of it then.

ALTER TABLE push_events ADD COLUMN topic TEXT NOT NULL DEFAULT '';
-- When it comes into the queue; null once it has, or when it was taken back before.
ALTER TABLE push_events ADD COLUMN due_at BIGINT;

UPDATE push_events SET topic = CASE
    WHEN subject LIKE 'article:%' THEN 'chuyen-muc/' || COALESCE(
        (SELECT category FROM articles WHERE slug = substr(push_events.subject, 9)), '')
    WHEN urgent = 1 THEN 'khan-cap'
    ELSE 'canh-bao'
END;

CREATE INDEX push_events_by_time ON push_events (due_at);

-- For how many notices of its topic one message stands.
ALTER TABLE push_queue ADD COLUMN stands_for BIGINT NOT NULL DEFAULT 1;

-- The push service's name, out of the endpoint.
ALTER TABLE push_subscriptions ADD COLUMN host TEXT NOT NULL DEFAULT '';

UPDATE push_subscriptions
    SET host = substr(endpoint, 9, instr(substr(endpoint, 9) || '/', '/') - 1);
