-- Web push: who is told of what, and what is still to be sent.

CREATE TABLE push_subscriptions (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL CONSTRAINT push_subscriptions_endpoint UNIQUE,
    -- An uncompressed point of P-256 and 16 bytes, both as hexadecimal digits.
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    language TEXT NOT NULL,
    -- 1 when nothing but what is urgent is to come by night.
    quiet_hours BIGINT NOT NULL,
    -- How many messages in a row could not be sent.
    failures BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE push_topics (
    subscription_id BIGINT NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    PRIMARY KEY (subscription_id, topic)
);

CREATE INDEX push_topics_by_topic ON push_topics (topic, subscription_id);

-- Something that happened, once.
CREATE TABLE push_events (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CONSTRAINT push_events_name UNIQUE,
    -- What it is about: of several events about the same only the newest counts.
    subject TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    -- Both or neither.
    title_en TEXT,
    body_en TEXT,
    path TEXT NOT NULL,
    urgent BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX push_events_by_subject ON push_events (subject);
CREATE INDEX push_events_by_expiry ON push_events (expires_at);

CREATE TABLE push_queue (
    id INTEGER PRIMARY KEY,
    event_id BIGINT NOT NULL REFERENCES push_events (id) ON DELETE CASCADE,
    subscription_id BIGINT NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    state TEXT NOT NULL CONSTRAINT push_queue_state CHECK (state IN ('waiting', 'sent', 'dropped')),
    -- Not before this. Who sends it puts it off first, so that nobody else takes it meanwhile, and so that
    -- it comes again when the process dies.
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT push_queue_once UNIQUE (event_id, subscription_id)
);

CREATE INDEX push_queue_by_time ON push_queue (state, due_at);
CREATE INDEX push_queue_by_subscription ON push_queue (subscription_id);
